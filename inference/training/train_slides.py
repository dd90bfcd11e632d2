#!/usr/bin/python3
"""Trains Loupe's two built-in nets for H&E slides on the slides that sample-data draws.

  java -cp ... loupe.sample.DumpSlides DUMP/nuclei 1000 80 4 256 0.5
  java -cp ... loupe.sample.DumpSlides DUMP/tissue 1000 120 2 256 8
  OMP_NUM_THREADS=1 inference/training/train_slides.py DUMP nuclei|tissue OUT

No image of a person is used. Everything random comes from one fixed seed. Validation slides are DUMP/NAME-val (seeds
from 5000). Writes OUT/he-NAME.onnx and OUT/he-NAME.reference.bin as train_ct.py does.
"""
import os
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from train_ct import SEED, UNet, clouds, crop  # noqa: E402

PIXELS = 256


class Sigmoids(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return torch.sigmoid(self.net(x))


class Heads(nn.Module):
    """A U-Net with as many maps as a task needs."""

    def __init__(self, widths, maps):
        super().__init__()
        self.net = UNet(3, widths, False)
        self.net.head = nn.Conv2d(widths[0], maps, 1)

    def forward(self, x):
        return self.net(x)


def load(folder):
    fields = []
    for name in sorted(f[:-4] for f in os.listdir(folder) if f.endswith('.rgb')):
        rgb = np.fromfile(f'{folder}/{name}.rgb', 'u1').reshape(PIXELS, PIXELS, 3).transpose(2, 0, 1)
        labels = np.fromfile(f'{folder}/{name}.nuclei', '<i4').reshape(PIXELS, PIXELS)
        tissue = np.fromfile(f'{folder}/{name}.tissue', 'u1').reshape(PIXELS, PIXELS)
        fields.append((rgb, labels, tissue))
    return fields


def cores(labels):
    """The inner part of each nucleus: pixels at least two steps from any other label, so that touching ones part."""
    inner = labels > 0
    for _ in range(2):
        padded = np.pad(np.where(inner, labels, 0), 1, mode='edge')
        middle = padded[1:-1, 1:-1]
        same = (padded[:-2, 1:-1] == middle) & (padded[2:, 1:-1] == middle) & (padded[1:-1, :-2] == middle) \
            & (padded[1:-1, 2:] == middle)
        inner = inner & same & (middle > 0)
    return inner


class Nuclei:
    """Nuclei at 0.5 micrometres a pixel: one map of the whole nucleus, one of its core."""
    name, widths, size, batch, steps, rate, maps = 'he-nuclei', [16, 28, 44, 64], 128, 6, 2200, 4e-3, 2

    def truth(self, field):
        return np.stack([field[1] > 0, cores(field[1])]).astype(np.float32)


class TissueArea:
    """Tissue against glass, dust and pen at 8 micrometres a pixel."""
    name, widths, size, batch, steps, rate, maps = 'he-tissue', [10, 16, 24, 32], 128, 6, 900, 4e-3, 1

    def truth(self, field):
        return field[2][None].astype(np.float32)


def stained(x, rng):
    """Other stains, scanners and sharpness: gains in optical density, in light, blur, noise."""
    od = -np.log(np.maximum(x, 1 / 255))
    od = od * rng.uniform(0.75, 1.3, (3, 1, 1)) * rng.uniform(0.8, 1.25)
    x = np.exp(-od) * rng.uniform(0.9, 1.04) + rng.uniform(-0.03, 0.03)
    if rng.random() < 0.4:
        size = x.shape[-1]
        small = F.interpolate(torch.from_numpy(np.float32(x))[None], scale_factor=rng.uniform(0.5, 0.95), mode='area')
        x = F.interpolate(small, (size, size), mode='bilinear', align_corners=False)[0].numpy()
    if rng.random() < 0.4:
        x = x * (1 - 0.12 * clouds(x.shape[-1], rng))
    return np.clip(x + rng.normal(0, 1, x.shape) * rng.uniform(0, 0.03), 0, 1)


def sample(task, fields, rng):
    k = rng.integers(len(fields))
    y, x = rng.integers(0, PIXELS - task.size + 1, 2)
    image, truth = crop(fields[k][0], y, x, task.size) / 255.0, crop(fields[k][1], y, x, task.size)
    turns = rng.integers(4)
    image, truth = np.rot90(image, turns, (-2, -1)), np.rot90(truth, turns, (-2, -1))
    if rng.random() < 0.5:
        image, truth = image[..., ::-1], truth[..., ::-1]
    return np.ascontiguousarray(stained(image, rng), np.float32), np.ascontiguousarray(truth, np.float32)


def loss_of(logits, truth):
    p = torch.sigmoid(logits)
    overlap = 1 - (2 * (p * truth).sum((0, 2, 3)) + 1) / (p.sum((0, 2, 3)) + truth.sum((0, 2, 3)) + 1)
    return F.binary_cross_entropy_with_logits(logits, truth) * 2 + overlap.mean()


def main(dump, which, out):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rng = np.random.default_rng(SEED)
    task = Nuclei() if which == 'nuclei' else TissueArea()
    fields = [(f[0], task.truth(f)) for f in load(f'{dump}/{which}')]
    net = Heads(task.widths, task.maps)
    best = torch.optim.AdamW(net.parameters(), task.rate, weight_decay=1e-4)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, task.rate, total_steps=task.steps, pct_start=0.1)
    start = time.monotonic()
    for step in range(task.steps):
        batch = [sample(task, fields, rng) for _ in range(task.batch)]
        loss = loss_of(net(torch.from_numpy(np.stack([b[0] for b in batch]))),
                       torch.from_numpy(np.stack([b[1] for b in batch])))
        best.zero_grad()
        loss.backward()
        best.step()
        plan.step()
        if step % 50 == 0:
            print(f'step {step} loss {loss.item():.4f} {time.monotonic() - start:.0f} s', flush=True)
    export(net, task, fields, rng, out)
    validate(net, task, f'{dump}/{which}-val')


def export(net, task, fields, rng, out):
    net.eval()
    model = Sigmoids(net).eval()
    x = torch.from_numpy(np.stack([sample(task, fields, rng)[0] for _ in range(2)]))[:, :, :64, :64].contiguous()
    with torch.no_grad():
        y = model(x)
    os.makedirs(out, exist_ok=True)
    torch.onnx.export(model, x, f'{out}/{task.name}.onnx', opset_version=13, input_names=['fields'],
                      output_names=['probability'],
                      dynamic_axes={k: {0: 'n', 2: 'h', 3: 'w'} for k in ('fields', 'probability')})
    np.concatenate([x.numpy().ravel(), y.numpy().ravel()]).astype('<f4').tofile(f'{out}/{task.name}.reference.bin')


def validate(net, task, folder):
    both = np.zeros(2)
    for field in load(folder):
        with torch.no_grad():
            p = torch.sigmoid(net(torch.from_numpy(np.float32(field[0]) / 255)[None]))[0].numpy() > 0.5
        t = task.truth(field) > 0.5
        both += [2 * (p[0] & t[0]).sum(), p[0].sum() + t[0].sum()]
    print('dice', both[0] / both[1])


if __name__ == '__main__':
    main(*sys.argv[1:])
