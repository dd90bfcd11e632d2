#!/usr/bin/python3
"""Trains Loupe's built-in net for lungs on chest films, on the films that sample-data draws.

  java -cp ... loupe.sample.DumpFilms DUMP/films 1000 700 288
  java -cp ... loupe.sample.DumpFilms DUMP/films-val 5000 40 288
  OMP_NUM_THREADS=1 inference/training/train_films.py DUMP OUT

No image of a person is used. Everything random comes from one fixed seed. Writes OUT/film-lungs.onnx and
OUT/film-lungs.reference.bin as train_ct.py does.
"""
import os
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from train_ct import SEED, UNet, WithSigmoid, clouds  # noqa: E402

DRAWN, SIDE = 288, 128
WIDTHS, BATCH, RATE = [12, 20, 32, 48, 64], 5, 4e-3


def load(folder):
    films = []
    for name in sorted(f[:-5] for f in os.listdir(folder) if f.endswith('.film')):
        films.append(tuple(halved(np.fromfile(f'{folder}/{name}.{k}', 'u1').reshape(DRAWN, DRAWN)) for k in ('film', 'lungs')))
    return films


def halved(x):
    return x.reshape(DRAWN // 2, 2, DRAWN // 2, 2).mean((1, 3), dtype=np.float32)


def moved(film, lungs, rng):
    """Turned, sheared, scaled and shifted a little, mirrored sometimes; what comes in from outside is dark."""
    turn, shear = rng.normal(0, 0.05), rng.normal(0, 0.03)
    sx, sy = rng.uniform(0.85, 1.12, 2) * (-1 if rng.random() < 0.1 else 1, 1)
    a = np.array([[np.cos(turn) * sx, -np.sin(turn) + shear, rng.normal(0, 0.05)],
                  [np.sin(turn), np.cos(turn) * sy, rng.normal(0, 0.05)]], np.float32)
    both = torch.from_numpy(np.stack([film, lungs]).astype(np.float32))[None]
    grid = F.affine_grid(torch.from_numpy(a)[None], (1, 2, SIDE, SIDE), align_corners=False)
    out = F.grid_sample(both, grid, mode='bilinear', align_corners=False)[0].numpy()
    return out[0] / 255, out[1] > 0.5


def marked(x, rng):
    """Letters, blackened places, bright or dark frames."""
    for _ in range(rng.integers(0, 4)):
        h, w = rng.integers(3, 17, 2)
        y, c = rng.integers(0, SIDE - h), rng.integers(0, SIDE - w)
        if rng.random() < 0.8:
            y = rng.choice([0, SIDE - h]) if rng.random() < 0.5 else y // 4
        x[y:y + h, c:c + w] = rng.choice([0.0, 1.0]) if rng.random() < 0.7 else rng.random((h, w)) > 0.5
    if rng.random() < 0.3:
        n, value = rng.integers(1, 8), rng.choice([0.0, 1.0])
        side = rng.integers(4)
        x = np.rot90(x, side).copy()
        x[:n] = value
        x = np.rot90(x, -side).copy()
    return x


def exposed(x, rng):
    x = np.clip(x, 0, 1) ** rng.uniform(0.5, 1.8)
    if rng.random() < 0.5:
        x = x + (clouds(SIDE, rng) - 0.5) * rng.uniform(0, 0.35)
    if rng.random() < 0.3:  # local contrast, as film processing does it
        t = torch.from_numpy(np.float32(x))[None, None]
        small = F.avg_pool2d(t, int(rng.choice([8, 16, 32])))
        wide = F.interpolate(small, (SIDE, SIDE), mode='bilinear', align_corners=False)[0, 0].numpy()
        x = x - rng.uniform(0.2, 0.7) * wide
    if rng.random() < 0.5:
        x = F.avg_pool2d(torch.from_numpy(np.float32(x))[None, None], 3, 1, 1)[0, 0].numpy()
    return x + rng.normal(0, 1, x.shape) * rng.uniform(0, 0.04)


def ranged(x):
    """As the card says: clamped to the 2 % and 98 % quantiles and scaled to 0..1."""
    low, high = np.quantile(x, [0.02, 0.98])
    return (np.clip(x, low, high) - low) / max(high - low, 1e-6)


def sample(films, rng):
    film, lungs = films[rng.integers(len(films))]
    x, y = moved(film, lungs, rng)
    return np.float32(ranged(marked(exposed(x, rng), rng)))[None], np.float32(y)[None]


def loss_of(logits, truth):
    p = torch.sigmoid(logits)
    overlap = 1 - (2 * (p * truth).sum() + 1) / (p.sum() + truth.sum() + 1)
    return F.binary_cross_entropy_with_logits(logits, truth) * 2 + overlap


def main(dump, out):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rng = np.random.default_rng(SEED)
    films = load(f'{dump}/films')
    steps = int(os.environ.get('STEPS', 800))
    net = UNet(1, WIDTHS, False)
    best = torch.optim.AdamW(net.parameters(), RATE, weight_decay=1e-4)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, RATE, total_steps=steps, pct_start=0.1)
    start = time.monotonic()
    for step in range(steps):
        batch = [sample(films, rng) for _ in range(BATCH)]
        loss = loss_of(net(torch.from_numpy(np.stack([b[0] for b in batch]))),
                       torch.from_numpy(np.stack([b[1] for b in batch])))
        best.zero_grad()
        loss.backward()
        best.step()
        plan.step()
        if step % 50 == 0:
            print(f'step {step} loss {loss.item():.4f} {time.monotonic() - start:.0f} s', flush=True)
    export(net, films, rng, out)
    validate(net, load(f'{dump}/films-val'))


def export(net, films, rng, out):
    net.eval()
    model = WithSigmoid(net).eval()
    x = torch.from_numpy(np.stack([sample(films, rng)[0] for _ in range(2)]))[:, :, 32:96, 32:96].contiguous()
    with torch.no_grad():
        y = model(x)
    os.makedirs(out, exist_ok=True)
    torch.onnx.export(model, x, f'{out}/film-lungs.onnx', opset_version=13, input_names=['films'],
                      output_names=['probability'],
                      dynamic_axes={k: {0: 'n', 2: 'h', 3: 'w'} for k in ('films', 'probability')})
    np.concatenate([x.numpy().ravel(), y.numpy().ravel()]).astype('<f4').tofile(f'{out}/film-lungs.reference.bin')


def validate(net, films):
    dice = []
    for film, lungs in films:
        t = torch.from_numpy(np.stack([film, lungs]).astype(np.float32))[None]
        x, y = F.interpolate(t, (SIDE, SIDE), mode='bilinear', align_corners=False)[0].numpy()
        with torch.no_grad():
            p = torch.sigmoid(net(torch.from_numpy(np.float32(ranged(x)))[None, None]))[0, 0].numpy() > 0.5
        dice.append(2 * (p & (y > 0.5)).sum() / (p.sum() + (y > 0.5).sum()))
    print('dice mean', np.mean(dice), 'least', np.min(dice))


if __name__ == '__main__':
    main(*sys.argv[1:])
