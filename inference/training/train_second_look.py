#!/usr/bin/python3
"""Trains the net that looks a second time at what the nodule net points at, in three dimensions.

  java -cp ... loupe.sample.DumpPhantoms DUMP/train2 2000 120         phantoms the first net never saw
  java -cp ... loupe.inference.DumpCandidates DUMP/trainc 2000 120    what it points at there, threshold low
  java -cp ... loupe.sample.DumpPhantoms DUMP/val 5000 20
  java -cp ... loupe.inference.DumpCandidates DUMP/valc 5000 20
  OMP_NUM_THREADS=1 inference/training/train_second_look.py DUMP OUT

A patch is 16 slices 2.5 mm apart of 32 x 32 pixels of 1.4 mm around the candidate's centre, HU -1000 to 200 scaled to
0 to 1 and clamped, the volume's edge repeated outside. Lesions are simulated; no image of a person is used. Writes
OUT/ct-nodules.second.onnx and its reference as train_ct.py does.
"""
import json
import os
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

SEED = 20261122
DEPTH, SIDE = 16, 32
STEPS = int(os.environ.get('STEPS', 2400))
BATCH, RATE, MEMBERS = 24, 3e-3, 2


def block(inner, outer):
    return nn.Sequential(nn.Conv3d(inner, outer, 3, padding=1, bias=False), nn.BatchNorm3d(outer), nn.ReLU(inplace=True))


class SecondLook(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv3d(1, 16, (3, 5, 5), stride=(1, 2, 2), padding=(1, 2, 2), bias=False), nn.BatchNorm3d(16),
            nn.ReLU(inplace=True), block(16, 24), nn.MaxPool3d(2), block(24, 40), block(40, 40), nn.MaxPool3d(2),
            block(40, 64))
        self.head = nn.Sequential(nn.Dropout(0.3), nn.Linear(128, 1))

    def forward(self, x):
        x = self.body(x)
        middle = x[:, :, 1:3, 1:3, 1:3].mean((2, 3, 4))
        return self.head(torch.cat([middle, x.amax((2, 3, 4))], 1))


class Probability(nn.Module):
    """The mean of all nets over the patch as it is, mirrored in each of its axes and turned: eight looks each."""

    def __init__(self, nets):
        super().__init__()
        self.nets = nn.ModuleList(nets)

    def forward(self, x):
        looks = []
        for turned in (x, x.transpose(3, 4)):
            looks += [turned, turned.flip(2), turned.flip(3), turned.flip(4)]
        return torch.stack([torch.sigmoid(net(look)) for net in self.nets for look in looks]).mean(0)


def load(volumes, candidates):
    """Volumes padded by half a patch; places (volume, slice, row, column, truth, hit)."""
    scans, places, nodules = [], [], 0
    for name in sorted(f[:-len('.candidates.json')] for f in os.listdir(candidates)):
        if not os.path.exists(f'{volumes}/{name}.json'):
            continue
        about = json.load(open(f'{volumes}/{name}.json'))
        hu = np.fromfile(f'{volumes}/{name}.hu', '<i2').reshape(about['shape'])
        padded = np.pad(hu, ((DEPTH, DEPTH), (SIDE, SIDE), (SIDE, SIDE)), mode='edge')
        nodules += len(about['nodules'])
        for s, y, x, confidence, diameter, hit in json.load(open(f'{candidates}/{name}.candidates.json'))['candidates']:
            places.append((len(scans), s, y, x, hit >= 0, hit))
        for i, n in enumerate(about['nodules']):
            places.append((len(scans), *n['index'], True, -2 - i))
        scans.append(padded)
    return scans, places, nodules


def patch(scan, s, y, x):
    s0, y0, x0 = int(np.rint(s)) + DEPTH - DEPTH // 2, int(np.rint(y)) + SIDE - SIDE // 2, int(np.rint(x)) + SIDE - SIDE // 2
    s0 = int(np.clip(s0, 0, scan.shape[0] - DEPTH))
    y0, x0 = int(np.clip(y0, 0, scan.shape[1] - SIDE)), int(np.clip(x0, 0, scan.shape[2] - SIDE))
    cut = scan[s0:s0 + DEPTH, y0:y0 + SIDE, x0:x0 + SIDE].astype(np.float32)
    return (np.clip(cut, -1000, 200) + 1000) / 1200


def varied(p, rng):
    p = np.rot90(p, rng.integers(4), (1, 2))
    for axis in range(3):
        if rng.random() < 0.5:
            p = np.flip(p, axis)
    p = p * rng.uniform(0.92, 1.08) + rng.uniform(-0.04, 0.04) + rng.normal(0, 1, p.shape) * rng.uniform(0, 0.02)
    return np.ascontiguousarray(p, np.float32)


def sample(scans, positive, negative, rng):
    among, jitter = (positive, 1.6) if rng.random() < 0.4 else (negative, 1.0)
    k, s, y, x, truth, _ = among[rng.integers(len(among))]
    s, y, x = np.array([s, y, x]) + rng.uniform(-1, 1, 3) * jitter * [0.7, 1, 1]
    return varied(patch(scans[k], s, y, x), rng), float(truth)


def main(dump, out):
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    scans, places, _ = load(f'{dump}/train2', f'{dump}/trainc')
    positive, negative = [p for p in places if p[4]], [p for p in places if not p[4]]
    print(len(scans), 'scans', len(positive), 'positive', len(negative), 'negative', flush=True)
    nets = [train(scans, positive, negative, SEED + k) for k in range(MEMBERS)]
    model = Probability(nets).eval()
    export(model, scans, positive + negative, np.random.default_rng(SEED), out)
    validate(model, *load(f'{dump}/val', f'{dump}/valc'))


def train(scans, positive, negative, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = SecondLook()
    best = torch.optim.AdamW(net.parameters(), RATE, weight_decay=2e-3)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, RATE, total_steps=STEPS, pct_start=0.1)
    start, smooth = time.monotonic(), None
    for step in range(STEPS):
        batch = [sample(scans, positive, negative, rng) for _ in range(BATCH)]
        x = torch.from_numpy(np.stack([b[0] for b in batch]))[:, None]
        loss = F.binary_cross_entropy_with_logits(net(x)[:, 0], torch.tensor([b[1] for b in batch]))
        best.zero_grad()
        loss.backward()
        best.step()
        plan.step()
        smooth = loss.item() if smooth is None else 0.97 * smooth + 0.03 * loss.item()
        if step % 100 == 0:
            print(f'step {step} loss {smooth:.4f} {time.monotonic() - start:.0f} s', flush=True)
    return net.eval()


def export(model, scans, places, rng, out):
    some = [places[i] for i in rng.integers(0, len(places), 4)]
    x = torch.from_numpy(np.stack([patch(scans[k], s, y, x) for k, s, y, x, _, _ in some]))[:, None]
    with torch.no_grad():
        y = model(x)
    os.makedirs(out, exist_ok=True)
    torch.onnx.export(model, x, f'{out}/ct-nodules.second.onnx', opset_version=13, input_names=['patches'],
                      output_names=['probability'], dynamic_axes={k: {0: 'n'} for k in ('patches', 'probability')})
    np.concatenate([x.numpy().ravel(), y.numpy().ravel()]).astype('<f4').tofile(f'{out}/ct-nodules.second.reference.bin')


def validate(model, scans, places, nodules):
    """Found share at false positives a scan, candidates only."""
    pointed = {(k, hit) for k, _, _, _, _, hit in places if hit >= 0}
    print(f'pointed at {len(pointed)} of {nodules}', flush=True)
    with torch.no_grad():
        scored = [(model(torch.from_numpy(patch(scans[k], s, y, x))[None, None])[0, 0].item(), k, hit)
                  for k, s, y, x, _, hit in places if hit > -2]
    found, false = set(), 0
    for p, k, hit in sorted(scored, reverse=True):
        if hit >= 0:
            found.add((k, hit))
        else:
            false += 1
            if false > 4 * len(scans):
                break
            if false % max(1, len(scans) // 8) == 0:
                print(f'at {p:.3f} found {len(found) / nodules:.3f} false a scan {false / len(scans):.2f}')


if __name__ == '__main__':
    main(*sys.argv[1:])
