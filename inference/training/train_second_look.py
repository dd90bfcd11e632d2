#!/usr/bin/python3
"""Trains the net that looks a second time at what the nodule net points at, in three dimensions.

  java -cp ... loupe.sample.DumpPhantoms DUMP/train 2000 400          phantoms the first net never saw
  java -cp ... loupe.inference.DumpCandidates DUMP/trainc 2000 400    what it points at there, threshold low
  java -cp ... loupe.sample.DumpPhantoms DUMP/val 5000 60
  java -cp ... loupe.inference.DumpCandidates DUMP/valc 5000 60
  OMP_NUM_THREADS=1 inference/training/train_second_look.py DUMP OUT
  OMP_NUM_THREADS=1 inference/training/train_second_look.py DUMP OUT OUT/ct-nodules.second.onnx

The second time it goes on from what the first wrote (normalisation folded in, copied away first), with the nodules of all
phantoms of DUMP/train.

A patch is 16 slices 2.5 mm apart of 32 x 32 pixels of 1.4 mm around the candidate's centre, HU -1000 to 200 scaled to
0 to 1 and clamped, the volume's edge repeated outside. Each net is trained in a process of its own on one thread.
Lesions are simulated; no image of a person is used. Writes OUT/ct-nodules.second.onnx and its reference as train_ct.py
does, and prints what the validation phantoms say of each limit.
"""
import json
import multiprocessing
import os
import sys
import time

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F

SEED = 20261122
DEPTH, SIDE, MARGIN = 16, 32, 3
STEPS = int(os.environ.get('STEPS', 5000))
MEMBERS = int(os.environ.get('MEMBERS', 2))
BATCH, RATE, LOOKS = 24, 3e-3, 8


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


class Place:
    """A candidate or a nodule: its surroundings a little larger than a patch, so that the middle may shift."""

    def __init__(self, scan, padded, at, hit):
        self.scan, self.hit, self.truth = scan, hit, hit != -1
        first = [int(np.rint(a)) + p - n // 2 - MARGIN for a, n, p in zip(at, (DEPTH, SIDE, SIDE), PADDING)]
        first = [int(np.clip(f, 0, n - s)) for f, n, s in zip(first, padded.shape, CUT)]
        self.cut = padded[tuple(slice(f, f + s) for f, s in zip(first, CUT))].copy()

    def patch(self, shift=(0, 0, 0)):
        s, y, x = (MARGIN + int(np.clip(np.rint(k), -MARGIN, MARGIN)) for k in shift)
        cut = self.cut[s:s + DEPTH, y:y + SIDE, x:x + SIDE].astype(np.float32)
        return (np.clip(cut, -1000, 200) + 1000) / 1200


CUT = (DEPTH + 2 * MARGIN, SIDE + 2 * MARGIN, SIDE + 2 * MARGIN)
PADDING = (DEPTH, SIDE, SIDE)


def load(volumes, candidates, more=False):
    """Places of every scan with candidates (or of all: nodules only), and how many nodules there are. A nodule the first
    net may or may not point at is a place of its own (hit below -1)."""
    places, nodules, scans = [], 0, 0
    for name in sorted(f[:-5] for f in os.listdir(volumes) if f.endswith('.json')):
        pointed = os.path.exists(f'{candidates}/{name}.candidates.json')
        if not pointed and not more:
            continue
        about = json.load(open(f'{volumes}/{name}.json'))
        hu = np.fromfile(f'{volumes}/{name}.hu', '<i2').reshape(about['shape'])
        padded = np.pad(hu, [(p, p) for p in PADDING], mode='edge')
        nodules += len(about['nodules'])
        found = json.load(open(f'{candidates}/{name}.candidates.json'))['candidates'] if pointed else []
        for s, y, x, confidence, diameter, hit in found:
            places.append(Place(scans, padded, (s, y, x), hit))
        for i, n in enumerate(about['nodules']):
            places.append(Place(scans, padded, n['index'], -2 - i))
        scans += 1
    return places, nodules, scans


def varied(p, rng):
    p = np.rot90(p, rng.integers(4), (1, 2))
    for axis in range(3):
        if rng.random() < 0.5:
            p = np.flip(p, axis)
    p = p * rng.uniform(0.92, 1.08) + rng.uniform(-0.04, 0.04) + rng.normal(0, 1, p.shape) * rng.uniform(0, 0.02)
    return np.ascontiguousarray(p, np.float32)


def sample(positive, negative, hard, rng):
    among, jitter = (positive, 1.6) if rng.random() < 0.4 else (negative, 1.0)
    if among is negative and hard and rng.random() < 0.4:
        among = hard
    place = among[rng.integers(len(among))]
    return varied(place.patch(rng.uniform(-1, 1, 3) * jitter * [0.7, 1, 1]), rng), float(place.truth)


def probabilities(model, places):
    """One look each, in the order given."""
    out = []
    with torch.no_grad():
        for i in range(0, len(places), 32):
            out += torch.sigmoid(model(torch.from_numpy(np.stack([p.patch() for p in places[i:i + 32]]))[:, None]))[:, 0].tolist()
    return np.array(out)


def hardest(net, negative):
    """Those of the negative places the net so far takes for nodules most."""
    net.eval()
    order = np.argsort(-probabilities(net, negative), kind='stable')[:len(negative) // 10]
    net.train()
    return [negative[i] for i in order]


def begun(file, member):
    """A net with the weights an ONNX file holds of it, normalisation folded in."""
    net = SecondLook()
    for part in list(net.body):
        if isinstance(part, nn.Sequential):
            part[1] = nn.Identity()
    net.body[1] = nn.Identity()
    layers = [net.body[0], net.body[3][0], net.body[5][0], net.body[6][0], net.body[8][0]]
    graph = onnx.load(file).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    for node in graph.node:  # equal tensors are stored once
        if node.op_type == 'Identity' and node.input[0] in stored:
            stored[node.output[0]] = stored[node.input[0]]
    used = [(node.input[1], node.input[2]) for node in graph.node if node.op_type in ('Conv', 'Gemm')]
    layers.append(net.head[1])
    first = member * LOOKS * len(layers)  # every look of every net stands in the graph
    with torch.no_grad():
        for layer, (weight, bias) in zip(layers, used[first:first + len(layers)]):
            layer.weight.copy_(torch.from_numpy(stored[weight].copy()))
            layer.bias = nn.Parameter(torch.from_numpy(stored[bias].copy()))
    return net


def train(member):
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(SEED + member)
    rng = np.random.default_rng(SEED + member)
    positive, negative = [p for p in PLACES if p.truth], [p for p in PLACES if not p.truth]
    net = begun(BEGIN, member) if BEGIN else SecondLook()
    steps, rate = (STEPS * 3 // 10, RATE / 3) if BEGIN else (STEPS, RATE)
    best = torch.optim.AdamW(net.parameters(), rate, weight_decay=2e-3)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, rate, total_steps=steps, pct_start=0.1)
    start, smooth, hard = time.monotonic(), None, []
    for step in range(steps):
        if step in (0 if BEGIN else -1, steps * 2 // 5, steps * 7 // 10):
            hard = hardest(net, negative)
        batch = [sample(positive, negative, hard, rng) for _ in range(BATCH)]
        x = torch.from_numpy(np.stack([b[0] for b in batch]))[:, None]
        loss = F.binary_cross_entropy_with_logits(net(x)[:, 0], torch.tensor([b[1] for b in batch]))
        best.zero_grad()
        loss.backward()
        best.step()
        plan.step()
        smooth = loss.item() if smooth is None else 0.97 * smooth + 0.03 * loss.item()
        if step % 100 == 0:
            print(f'net {member} step {step} loss {smooth:.4f} {time.monotonic() - start:.0f} s', flush=True)
    return {name: value.numpy() for name, value in net.state_dict().items()}


def export(model, places, out):
    rng = np.random.default_rng(SEED)
    x = torch.from_numpy(np.stack([places[i].patch() for i in rng.integers(0, len(places), 4)]))[:, None]
    with torch.no_grad():
        y = model(x)
    os.makedirs(out, exist_ok=True)
    torch.onnx.export(model, x, f'{out}/ct-nodules.second.onnx', opset_version=13, input_names=['patches'],
                      output_names=['probability'], dynamic_axes={k: {0: 'n'} for k in ('patches', 'probability')})
    np.concatenate([x.numpy().ravel(), y.numpy().ravel()]).astype('<f4').tofile(f'{out}/ct-nodules.second.reference.bin')


def validate(model, places, nodules, scans):
    """Found share at false positives a scan, candidates only."""
    pointed = {(p.scan, p.hit) for p in places if p.hit >= 0}
    print(f'pointed at {len(pointed)} of {nodules} in {scans} scans', flush=True)
    seen = [p for p in places if p.hit >= -1]
    with torch.no_grad():
        scored = [(model(torch.from_numpy(p.patch())[None, None])[0, 0].item(), p.scan, p.hit) for p in seen]
    found, false = set(), 0
    for p, scan, hit in sorted(scored, reverse=True):
        if hit >= 0:
            found.add((scan, hit))
        else:
            false += 1
            if false > 4 * scans:
                break
            if false % max(1, scans // 10) == 0:
                print(f'at {p:.3f} found {len(found) / nodules:.3f} false a scan {false / scans:.2f}')


def main(dump, out, begin=None):
    global PLACES, BEGIN
    BEGIN = begin
    torch.set_num_threads(1)
    PLACES, _, scans = load(f'{dump}/train', f'{dump}/trainc', begin is not None)
    print(scans, 'scans', sum(p.truth for p in PLACES), 'positive', sum(not p.truth for p in PLACES), 'negative', flush=True)
    with multiprocessing.get_context('fork').Pool(MEMBERS) as pool:
        states = pool.map(train, range(MEMBERS), chunksize=1)
    nets = []
    for member, state in enumerate(states):
        nets.append(begun(begin, member) if begin else SecondLook())
        nets[-1].load_state_dict({name: torch.from_numpy(np.asarray(value)) for name, value in state.items()})
    model = Probability(nets).eval()
    export(model, PLACES, out)
    validate(model, *load(f'{dump}/val', f'{dump}/valc'))


if __name__ == '__main__':
    main(*sys.argv[1:])
