#!/usr/bin/python3
"""Trains the net that sees a whole chest at once, 7.5 x 8 x 8 mm a voxel, and says roughly where lung is: consolidated
lobes too, which a slice alone hardly tells from fluid or liver. The slice net gets its answer as one more channel.

  java -cp ... loupe.sample.DumpPhantoms DUMP/train 2200 140     phantoms the slice net is not trained on
  java -cp ... loupe.sample.DumpPhantoms DUMP/val 5000 60
  OMP_NUM_THREADS=1 inference/training/train_lung_context.py DUMP OUT
  OMP_NUM_THREADS=1 inference/training/train_lung_context.py DUMP OUT BEGIN.pt

The second time it goes on from what the first wrote (OUT/ct-lungs.context.pt, copied away), with gas in bowel and stomach,
which phantoms hardly have. The slice net is trained between the two.

Lesions are simulated; no image of a person is used. One seed, one thread. Writes OUT/ct-lungs.second.onnx, its reference
and OUT/ct-lungs.context.pt for train_ct.py.
"""
import os
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from train_ct import SEED, load, triangle, scaled

SPACING = (7.5, 8.0, 8.0)
SIZE = (40, 48, 48)
LOW, HIGH = -1000, 400
STEPS = int(os.environ.get('STEPS', 1600))
BATCH, RATE = 2, 4e-3


def block(inner, outer):
    return nn.Sequential(
        nn.Conv3d(inner, outer, 3, padding=1, bias=False), nn.BatchNorm3d(outer), nn.ReLU(inplace=True),
        nn.Conv3d(outer, outer, 3, padding=1, bias=False), nn.BatchNorm3d(outer), nn.ReLU(inplace=True))


class Context(nn.Module):
    """A small 3-D U-Net; besides the whole range of values it sees soft tissue stretched."""

    widths = (8, 16, 32, 48)

    def __init__(self):
        super().__init__()
        self.down, self.up, self.join = nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        inner = 2
        for width in self.widths:
            self.down.append(block(inner, width))
            inner = width
        for width in reversed(self.widths[:-1]):
            self.up.append(nn.ConvTranspose3d(inner, width, 2, stride=2))
            self.join.append(block(2 * width, width))
            inner = width
        self.head = nn.Conv3d(inner, 1, 1)

    def forward(self, x):
        soft = (x * ((HIGH - LOW) / 500) + (LOW + 300) / 500).clamp(0, 1)
        x = torch.cat([x, soft], 1)
        kept = []
        for i, down in enumerate(self.down):
            x = down(x if i == 0 else F.max_pool3d(x, 2))
            kept.append(x)
        kept.pop()
        for up, join in zip(self.up, self.join):
            x = join(torch.cat([kept.pop(), up(x)], 1))
        return self.head(x)


class WithSigmoid(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return torch.sigmoid(self.net(x))


def coarse(volume, spacing):
    """A volume on the coarse grid."""
    w = [triangle(n, mm, target) for n, mm, target in zip(volume.shape, spacing, SPACING)]
    v = np.einsum('ay,zyx,bx->zab', w[1], volume.astype(np.float32), w[2], optimize=True)
    return np.einsum('cz,zab->cab', w[0], v, optimize=True)


def padded(volume, value):
    """Behind its end a volume is filled up to the net's size (a multiple of 8)."""
    return np.pad(volume, [(0, max(0, s - n)) for s, n in zip(SIZE, volume.shape)], constant_values=value)


def prepared(scans):
    out = []
    for hu, mask, about in scans:
        out.append((padded(coarse(hu, about['spacingMm']), -1000).astype(np.float32),
                    padded(coarse(mask & 1, about['spacingMm']), 0).astype(np.float32)))
    return out


def consolidated(image, lung, rng):
    """Ragged blobs of lung as dense as tissue, as the phantoms have them, drawn anew."""
    zz, yy, xx = np.meshgrid(*[np.arange(n) * mm for n, mm in zip(image.shape, SPACING)], indexing='ij')
    places = np.argwhere(lung > 0.9)
    for _ in range(rng.integers(1, 4)):
        at = places[rng.integers(len(places))] * SPACING
        radius = rng.uniform(18, 50)
        a = radius * rng.uniform(0.7, 1.3, 3)
        e = np.sqrt(((zz - at[0]) / a[0]) ** 2 + ((yy - at[1]) / a[1]) ** 2 + ((xx - at[2]) / a[2]) ** 2)
        cover = np.clip(0.5 - ((e - 1) * radius + rng.normal(0, 4, e.shape)) / 8, 0, 1)
        image = image + cover * lung * (rng.uniform(-60, 50) + 850) * (image < -100)
    return image


def bowel(image, lung, rng):
    """Gas within soft tissue."""
    zz, yy, xx = np.meshgrid(*[np.arange(n) * mm for n, mm in zip(image.shape, SPACING)], indexing='ij')
    places = np.argwhere((lung < 0.02) & (image > -150))
    image = image.copy()
    for _ in range(rng.integers(1, 5)):
        at = places[rng.integers(len(places))] * SPACING
        a = rng.uniform(10, 55) * rng.uniform(0.6, 1.4, 3)
        e = np.sqrt(((zz - at[0]) / a[0]) ** 2 + ((yy - at[1]) / a[1]) ** 2 + ((xx - at[2]) / a[2]) ** 2)
        gas = (e + rng.normal(0, 0.08, e.shape) < 1) & (lung < 0.02) & (image > -250)
        image[gas] = rng.uniform(-1000, -800)
    return image


def varied(image, lung, rng, gas=False):
    if rng.random() < 0.5:
        image = consolidated(image, lung, rng)
    if gas and rng.random() < 0.7:
        image = bowel(image, lung, rng)
    if rng.random() < 0.5:
        image, lung = image[..., ::-1], lung[..., ::-1]
    shift = [int(rng.integers(-3, 4)) for _ in range(3)]
    image, lung = (np.roll(v, shift, (0, 1, 2)) for v in (image, lung))
    for _ in range(rng.integers(0, 3)):  # a couch, a cushion
        at = [int(rng.integers(n)) for n in image.shape]
        box = tuple(slice(max(0, a - int(rng.integers(1, 20))), a + int(rng.integers(1, 20))) for a in at)
        part = image[box]
        image = image.copy()
        image[box] = np.where((part < -900) & (lung[box] < 0.02), rng.uniform(-980, -500), part)
    if rng.random() < 0.3:  # emphysema, or a haze
        image = image + (lung > 0.5) * (image < -500) * rng.uniform(-80, 200)
    if rng.random() < 0.3:  # a scan that ends early
        end = int(rng.integers(0, 12))
        image, lung = image.copy(), lung.copy()
        image[:end], lung[:end] = image[end], lung[end]
    image = scaled(image, LOW, HIGH) * rng.uniform(0.95, 1.05) + rng.uniform(-0.03, 0.03)
    image = image + rng.normal(0, 1, image.shape) * rng.uniform(0, 0.015)
    return np.ascontiguousarray(image, np.float32), np.ascontiguousarray(lung, np.float32)


def probabilities(net, image):
    net.eval()
    with torch.no_grad():
        return torch.sigmoid(net(torch.from_numpy(scaled(image, LOW, HIGH))[None, None]))[0, 0].numpy()


def main(dump, out, begin=None):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rng = np.random.default_rng(SEED)
    scans = prepared([s for s in load(f'{dump}/train') if s[2]['seed'] >= 2200][:140])
    print('prepared', len(scans), flush=True)
    net = Context()
    steps, rate = (STEPS * 3 // 8, RATE / 2) if begin else (STEPS, RATE)
    if begin:
        net.load_state_dict(torch.load(begin))
    best = torch.optim.AdamW(net.parameters(), rate, weight_decay=1e-3)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, rate, total_steps=steps, pct_start=0.1)
    start, smooth = time.monotonic(), None
    for step in range(steps):
        batch = [varied(*scans[rng.integers(len(scans))], rng, begin is not None) for _ in range(BATCH)]
        x, y = (torch.from_numpy(np.stack([b[k] for b in batch]))[:, None] for k in (0, 1))
        logits = net(x)
        p = torch.sigmoid(logits)
        overlap = 1 - (2 * (p * y).sum() + 1) / (p.sum() + y.sum() + 1)
        loss = F.binary_cross_entropy_with_logits(logits, y) * 2 + overlap
        best.zero_grad()
        loss.backward()
        best.step()
        plan.step()
        smooth = loss.item() if smooth is None else 0.95 * smooth + 0.05 * loss.item()
        if step % 50 == 0:
            print(f'step {step} loss {smooth:.4f} {time.monotonic() - start:.0f} s', flush=True)
        if step % 500 == 499:
            validate(net, dump)
            net.train()
    export(net, scans[0][0], out)


def validate(net, dump):
    """Dice, and the share of dense lung that is found."""
    dice, found = [], []
    for image, lung in prepared(load(f'{dump}/val')[:40]):
        p = probabilities(net, image)
        t = lung > 0.5
        dice.append(2 * ((p > 0.5) & t).sum() / ((p > 0.5).sum() + t.sum()))
        dense = t & (image > -250)
        if dense.sum() > 100:
            found.append(((p > 0.5) & dense).sum() / dense.sum())
    print(f'validation Dice {np.mean(dice):.4f} (worst {np.min(dice):.4f}), dense lung found {np.mean(found):.3f} '
          f'(worst {np.min(found):.3f})', flush=True)


def export(net, image, out):
    model = WithSigmoid(net).eval()
    x = torch.from_numpy(scaled(image, LOW, HIGH))[None, None]
    with torch.no_grad():
        y = model(x)
    os.makedirs(out, exist_ok=True)
    torch.save(net.state_dict(), f'{out}/ct-lungs.context.pt')
    torch.onnx.export(model, x, f'{out}/ct-lungs.second.onnx', opset_version=13, input_names=['volume'],
                      output_names=['probability'],
                      dynamic_axes={k: {2: 'd', 3: 'h', 4: 'w'} for k in ('volume', 'probability')})
    np.concatenate([x.numpy().ravel(), y.numpy().ravel()]).astype('<f4').tofile(f'{out}/ct-lungs.second.reference.bin')


if __name__ == '__main__':
    main(*sys.argv[1:])
