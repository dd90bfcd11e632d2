#!/usr/bin/python3
"""Trains Loupe's two built-in nets for chest CT on the phantoms of sample-data.

  java -cp ... loupe.sample.DumpPhantoms DUMP/train 1000 340
  java -cp ... loupe.sample.DumpPhantoms DUMP/train 2000 200
  java -cp ... loupe.sample.DumpPhantoms DUMP/val 5000 20
  OMP_NUM_THREADS=1 inference/training/train_lung_context.py DUMP OUT          before lungs
  OMP_NUM_THREADS=1 inference/training/train_ct.py DUMP lungs|nodules OUT

Lesions are simulated and no image of a person is used. Everything random comes from one fixed seed; the same
machine type with one thread gives the same weights. Needs Debian's python3-torch and python3-numpy only.
Writes OUT/ct-NAME.onnx and OUT/ct-NAME.reference.bin (an input and torch's own output for it, float32, for the
equality test).
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


def block(inner, outer):
    return nn.Sequential(
        nn.Conv2d(inner, outer, 3, padding=1, bias=False), nn.BatchNorm2d(outer), nn.ReLU(inplace=True),
        nn.Conv2d(outer, outer, 3, padding=1, bias=False), nn.BatchNorm2d(outer), nn.ReLU(inplace=True))


class UNet(nn.Module):
    """A plain 2-D U-Net; neighbouring slices are its channels. With a stem it thinks on pixels twice as large and looks
    at the full ones again at the end: a quarter of the work."""

    def __init__(self, channels, widths, stem):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(channels, widths[0], 5, stride=2, padding=2, bias=False), nn.BatchNorm2d(widths[0]),
            nn.ReLU(inplace=True)) if stem else None
        self.down = nn.ModuleList()
        inner = widths[0] if stem else channels
        for width in widths:
            self.down.append(block(inner, width))
            inner = width
        self.up = nn.ModuleList()
        self.join = nn.ModuleList()
        for width in reversed(widths[:-1]):
            self.up.append(nn.ConvTranspose2d(inner, width, 2, stride=2))
            self.join.append(block(2 * width, width))
            inner = width
        self.grow = nn.ConvTranspose2d(inner, 8, 2, stride=2) if stem else None
        self.head = nn.Sequential(
            nn.Conv2d(8 + channels, 8, 3, padding=1), nn.ReLU(inplace=True), nn.Conv2d(8, 1, 3, padding=1)
        ) if stem else nn.Conv2d(inner, 1, 1)

    def forward(self, x):
        seen = x
        x = self.stem(x) if self.stem else x
        kept = []
        for i, down in enumerate(self.down):
            x = down(x if i == 0 else F.max_pool2d(x, 2))
            kept.append(x)
        kept.pop()
        for up, join in zip(self.up, self.join):
            x = join(torch.cat([kept.pop(), up(x)], 1))
        return self.head(torch.cat([self.grow(x), seen], 1) if self.grow else x)


class WithSigmoid(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return torch.sigmoid(self.net(x))


def triangle(n, spacing, target):
    """Resampling weights [out, in]: linear where the target is finer, a wider triangle where it is coarser."""
    out = int(np.floor((n - 1) * spacing / target + 1e-6)) + 1
    at = np.arange(out)[:, None] * target / spacing
    width = max(1.0, target / spacing)
    w = np.maximum(0, 1 - np.abs(np.arange(n)[None] - at) / width)
    return (w / w.sum(1, keepdims=True)).astype(np.float32)


def load(folder):
    """Scans in the order of their seeds, mapped, not read."""
    scans = []
    for name in sorted(f[:-5] for f in os.listdir(folder) if f.endswith('.json')):
        about = json.load(open(f'{folder}/{name}.json'))
        hu = np.memmap(f'{folder}/{name}.hu', '<i2', 'r', shape=tuple(about['shape']))
        mask = np.memmap(f'{folder}/{name}.mask', 'u1', 'r', shape=tuple(about['shape']))
        scans.append((hu, mask, {**about, 'seed': int(name)}))
    return scans


def scaled(hu, low, high):
    return (np.clip(hu.astype(np.float32), low, high) - low) / (high - low)


def context(volume, s, offsets):
    return np.stack([volume[min(max(s + k, 0), len(volume) - 1)] for k in offsets])


def crop(stack, y, x, size):
    """A square whose corner may lie outside; edges are repeated."""
    ys = np.clip(np.arange(y, y + size), 0, stack.shape[-2] - 1)
    xs = np.clip(np.arange(x, x + size), 0, stack.shape[-1] - 1)
    return stack[..., ys[:, None], xs[None]]


def varied(x, y, rng, turned=1.0):
    """Turns (a share of the samples), mirrors, other brightness, contrast and noise."""
    if rng.random() < turned:
        k = rng.integers(4)
        x, y = np.rot90(x, k, (-2, -1)), np.rot90(y, k, (-2, -1))
    if rng.random() < 0.5:
        x, y = x[..., ::-1], y[..., ::-1]
    if rng.random() < 0.5:
        x, y = x[::-1], y
    x = x * rng.uniform(0.92, 1.08) + rng.uniform(-0.04, 0.04)
    x = x + rng.normal(0, 1, x.shape) * rng.uniform(0, 0.02)
    return np.ascontiguousarray(x, np.float32), np.ascontiguousarray(y, np.float32)


def clouds(size, rng):
    """A smooth field from 0 to 1."""
    coarse = torch.from_numpy(rng.random((1, 1, 8, 8), dtype=np.float32))
    return F.interpolate(coarse, (size, size), mode='bicubic', align_corners=False)[0, 0].numpy().clip(0, 1)


def bowel(stack, inside, around, rng):
    """Gas in bowel and stomach, within soft tissue; the coarse net may say of it what it likes."""
    size = stack.shape[-1]
    yy, xx = np.mgrid[:size, :size]
    for _ in range(rng.integers(0, 3)):
        gas = (np.hypot(yy - rng.uniform(0, size), xx - rng.uniform(0, size)) + 10 * clouds(size, rng)) < rng.uniform(4, 30)
        soft = gas & (inside < 0.02) & (stack > -200)
        stack = np.where(soft, rng.uniform(-1000, -880) + rng.normal(0, 15, stack.shape), stack)
        around = np.where(gas & (inside < 0.02), np.maximum(around, rng.uniform(0, 1)), around)
    return stack, around


def worn(stack, inside, rng):
    """What phantoms lack: foam under the body, darker or denser lung, coarser scans."""
    size = stack.shape[-1]
    yy, xx = np.mgrid[:size, :size]
    if rng.random() < 0.5:  # a couch: plates of foam in the air around the body
        turn, at = rng.uniform(0, np.pi), rng.uniform(0.1, 0.9, 2) * size
        across = (yy - at[0]) * np.cos(turn) - (xx - at[1]) * np.sin(turn)
        plate = np.abs(across + 8 * (clouds(size, rng) - 0.5)) < rng.uniform(3, 18)
        air = plate & (inside < 0.02) & (stack.max(0) < -900)
        stack = np.where(air, rng.uniform(-980, -600) + rng.normal(0, 20, stack.shape), stack)
    if rng.random() < 0.4:  # emphysema
        dark = clouds(size, rng) * (inside > 0.5) * (stack < -550)
        stack = stack + dark * rng.uniform(0.3, 1.2) * (-985 - stack)
    if rng.random() < 0.3:  # a haze over the lung
        haze = clouds(size, rng) * (inside > 0.5) * (stack < -300)
        stack = stack + haze * rng.uniform(0.1, 0.5) * (rng.uniform(-400, 0) - stack)
    if rng.random() < 0.5:  # a coarser scan
        factor = rng.uniform(0.45, 0.95)
        small = F.interpolate(torch.from_numpy(np.float32(stack))[None], scale_factor=factor, mode='area')
        stack = F.interpolate(small, (size, size), mode='bilinear', align_corners=False)[0].numpy()
    return stack + rng.uniform(-40, 40)


def consolidated(stack, offsets, inside, rng):
    """Ragged blobs of lung as dense as tissue, as the phantoms have them (18 to 48 mm, bronchi and vessels stay), drawn
    anew through the slices of a stack of 2 x 2 mm pixels."""
    size = stack.shape[-1]
    yy, xx = np.mgrid[:size, :size] * 2.0
    places = np.argwhere(inside > 0.9)
    for _ in range(rng.integers(1, 3)):
        if len(places) == 0:
            break
        at = places[rng.integers(len(places))] * 2.0
        above, radius = rng.uniform(-25, 25), rng.uniform(18, 48)
        a = radius * rng.uniform(0.7, 1.3, 3)
        value = rng.uniform(-60, 50)
        flat = ((yy - at[0]) / a[0]) ** 2 + ((xx - at[1]) / a[1]) ** 2
        painted = []
        for plane, k in zip(stack, offsets):
            e = np.sqrt(flat + ((k * 2.5 - above) / a[2]) ** 2)
            ragged = F.interpolate(torch.from_numpy(rng.normal(0, 1, (1, 1, 26, 26)).astype(np.float32)), (size, size),
                                   mode='bicubic', align_corners=False)[0, 0].numpy()
            cover = np.clip(0.5 - ((e - 1) * radius + 4 * ragged) / 2.5, 0, 1) * inside
            soft = (plane < value) & (plane > -940)
            painted.append(np.where(soft, plane + cover * (value - plane), plane))
        stack = np.stack(painted)
    return stack


class Lungs:
    """Both lungs on slices of 2 mm pixels with others up to 20 mm above and below, and what the coarse net of
    train_lung_context.py said of the place (now and then nothing, so that it is not all that counts). It sees whole slices
    the right way up (few are turned): that fluid lies at the back and a consolidated lobe where a lobe should be is what
    tells them apart."""
    name, widths, size, batch, steps, rate = 'ct-lungs', [12, 24, 32, 48, 64], 176, 4, 1800, 4e-3
    offsets, example, extra = (-8, -4, -1, 0, 1, 4, 8), 12, 1
    stem, multiple = False, 16
    low, high = -1000, 400

    def __init__(self, out):
        from train_lung_context import Context
        self.context = Context()
        self.context.load_state_dict(torch.load(f'{out}/ct-lungs.context.pt'))

    def coarse(self, image):
        """What the coarse net says of a volume of 2.5 x 2 x 2 mm."""
        from train_lung_context import coarse, probabilities
        v = coarse(image, (2.5, 2.0, 2.0))
        v = np.pad(v, [(0, -n % 8) for n in v.shape], constant_values=self.low)
        return probabilities(self.context, v).astype(np.float16)

    @staticmethod
    def plane(coarse, s, shape):
        """The coarse answer at a slice's pixels, linear."""
        z = min(s * 2.5 / 7.5, len(coarse) - 1)
        low = int(z)
        high = min(low + 1, len(coarse) - 1)
        both = coarse[low].astype(np.float32) * (1 - z + low) + coarse[high].astype(np.float32) * (z - low)
        wy, wx = linear(shape[0], both.shape[0]), linear(shape[1], both.shape[1])
        return np.einsum('ay,yx,bx->ab', wy, both, wx, optimize=True)

    def prepare(self, scans):
        self.scans = []
        for hu, mask, about in scans[:540]:
            _, dy, dx = about['spacingMm']
            wy, wx = triangle(hu.shape[1], dy, 2.0), triangle(hu.shape[2], dx, 2.0)
            image = np.einsum('ay,zyx,bx->zab', wy, hu.astype(np.float32), wx, optimize=True)
            lung = np.einsum('ay,zyx,bx->zab', wy, (mask & 1).astype(np.float32), wx, optimize=True)
            self.scans.append((image.astype(np.int16), (lung * 255).astype(np.uint8), self.coarse(image)))
        self.dense = []  # slices with much lung as dense as muscle
        for k, (image, lung, _) in enumerate(self.scans):
            area = ((lung > 127) & (image > -250)).sum((1, 2))
            self.dense += [(k, s) for s in np.nonzero(area > 150)[0]]
        print('slices with consolidation', len(self.dense), flush=True)

    def sample(self, rng):
        k = rng.integers(len(self.scans))
        s = rng.integers(len(self.scans[k][0]))
        if rng.random() < 0.4:
            k, s = self.dense[rng.integers(len(self.dense))]
        image, lung, coarse = self.scans[k]
        y, x = rng.integers(-24, image.shape[1] - self.size + 25), rng.integers(-24, image.shape[2] - self.size + 25)
        stack = crop(context(image, s, self.offsets), y, x, self.size).astype(np.float32)
        inside = crop(lung[s], y, x, self.size) / 255.0
        if rng.random() < 0.3:
            stack = consolidated(stack, self.offsets, inside, rng)
        around = crop(self.plane(coarse, s, image.shape[1:]), y, x, self.size) * (rng.random() > 0.1)
        stack, around = bowel(stack, inside, around, rng)
        stack = worn(stack, inside, rng)
        x, both = varied(scaled(stack, self.low, self.high), np.stack([inside, around]), rng, 0.15)
        return np.concatenate([x, both[1:]]), both[0]

    def loss(self, logits, truth):
        return loss_of(logits, truth)

    def mine(self, net, rng):
        pass

    def validate(self, net, scans):
        self.prepare(scans)
        for image, lung, coarse in self.scans:
            extra = np.stack([self.plane(coarse, s, image.shape[1:]) for s in range(len(image))])
            p = full(net, image, self.offsets, self.low, self.high, self.multiple, extra=extra) > 0.5
            t = lung > 127
            print('dice', 2 * (p & t).sum() / (p.sum() + t.sum()))


class Nodules:
    """Nodules on slices of 1.4 mm pixels 2.5 mm apart, two neighbours either side; the first 240 scans."""
    name, widths, size, batch, steps, rate = 'ct-nodules', [24, 40, 64], 64, 20, 4200, 5e-3
    offsets, example, extra = (-2, -1, 0, 1, 2), 0, 0
    stem, multiple = True, 8
    low, high = -1000, 200

    def prepare(self, scans):
        self.scans = scans = scans[:240]
        self.places = []
        self.hard = []
        weights = []
        for k, (hu, mask, about) in enumerate(scans):
            for n in about['nodules']:
                self.places.append((k, n['index'], n['diameterMm']))
                weights.append((2 if n['diameterMm'] < 9 else 1) * (1 if n['kind'] == 'SOLID' else 2))
        self.weights = np.cumsum(weights) / np.sum(weights)

    def sample(self, rng):
        kind = rng.random()
        if kind < 0.5:
            return self.nodule(np.searchsorted(self.weights, rng.random()), rng)
        if kind < 0.75 and self.hard:
            return self.around(*self.hard[rng.integers(len(self.hard))], rng)
        k = rng.integers(len(self.scans))
        return self.around(k, *self.dense(k, rng), rng)

    def nodule(self, i, rng):
        """A slice through a nodule."""
        k, (s, y, x), diameter = self.places[i]
        return self.around(k, s + rng.uniform(-0.5, 0.5) * diameter / 2.5, y, x, rng)

    def around(self, k, s, y, x, rng):
        hu, mask, _ = self.scans[k]
        s = int(np.clip(np.rint(s), 0, len(hu) - 1))
        y = int(y) - self.size // 2 + rng.integers(-22, 23)
        x = int(x) - self.size // 2 + rng.integers(-22, 23)
        stack = crop(context(hu, s, self.offsets), y, x, self.size)
        return varied(scaled(stack, self.low, self.high), crop((mask[s] >> 1 & 1), y, x, self.size), rng)

    def loss(self, logits, truth):
        """A missed nodule costs more than a false one: the second look takes false ones away, nothing brings back a
        missed one (Tversky index with 0.3 and 0.7)."""
        p = torch.sigmoid(logits)
        both, false, missed = (p * truth).sum(), (p * (1 - truth)).sum(), ((1 - p) * truth).sum()
        overlap = 1 - (both + 1) / (both + 0.3 * false + 0.7 * missed + 1)
        return F.binary_cross_entropy_with_logits(logits, truth, pos_weight=torch.tensor(3.0)) * 2 + overlap

    def dense(self, k, rng):
        """A place in or at the lung that is not air: a vessel, a wall, consolidation."""
        hu, mask, _ = self.scans[k]
        for _ in range(60):
            s, y, x = (int(rng.integers(n)) for n in hu.shape)
            if mask[s, y, x] & 1 and hu[s, y, x] > -600:
                break
        return s, y, x

    def mine(self, net, rng):
        """Where the net so far sees nodules that are none."""
        for k in rng.choice(len(self.scans), 12, replace=False):
            hu, mask, _ = self.scans[k]
            start = int(rng.integers(4))
            p = full(net, hu, self.offsets, self.low, self.high, self.multiple, range(start, len(hu), 4))
            for s, plane in p.items():
                near = mask[max(0, s - 2):s + 3].max(0) >> 1 & 1
                ys, xs = np.nonzero((plane > 0.3) & (near == 0))
                for i in rng.permutation(len(ys))[:6]:
                    self.hard.append((k, s, ys[i], xs[i]))
        print('hard places', len(self.hard), flush=True)

    def validate(self, net, scans):
        from scipy import ndimage
        found, total, false = {}, 0, {}
        for hu, mask, about in scans:
            p = full(net, hu, self.offsets, self.low, self.high, self.multiple)
            total += len(about['nodules'])
            label, n = ndimage.label(p > 0.4)
            index = range(1, n + 1)
            size = ndimage.sum(np.ones_like(p), label, index) * 2.5 * 1.4 * 1.4
            peak = ndimage.maximum(p, label, index)
            centre = ndimage.center_of_mass(p, label, index)
            for cut in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
                hit = set()
                for volume, score, c in zip(size, peak, centre):
                    if score < cut or volume < 40:
                        continue
                    match = [i for i, q in enumerate(about['nodules']) if np.linalg.norm(
                        (np.array(q['index']) - c) * [2.5, 1.4, 1.4]) <= max(4, q['diameterMm'] / 2)]
                    hit.update(match)
                    false[cut] = false.get(cut, 0) + (not match)
                found[cut] = found.get(cut, 0) + len(hit)
        for cut in found:
            print('cut', cut, 'found', found[cut], 'of', total, 'false a scan', false.get(cut, 0) / len(scans))


def linear(fine, coarse):
    """Interpolation weights from a coarse axis of 8 mm to a fine one of 2 mm."""
    at = np.minimum(np.arange(fine) / 4, coarse - 1)
    return np.maximum(0, 1 - np.abs(np.arange(coarse)[None] - at[:, None])).astype(np.float32)


def full(net, volume, offsets, low, high, multiple, slices=None, extra=None):
    """Probabilities of whole slices."""
    net.eval()
    h, w = volume.shape[1:]
    planes = {}
    with torch.no_grad():
        for s in slices if slices is not None else range(len(volume)):
            x = scaled(context(volume, s, offsets), low, high)
            x = x if extra is None else np.concatenate([x, extra[s][None]])
            x = np.pad(x, ((0, 0), (0, -h % multiple), (0, -w % multiple)), mode='edge')
            planes[s] = torch.sigmoid(net(torch.from_numpy(x)[None]))[0, 0, :h, :w].numpy()
    net.train()
    return planes if slices is not None else np.stack(list(planes.values()))


def loss_of(logits, truth):
    p = torch.sigmoid(logits)
    overlap = 1 - (2 * (p * truth).sum() + 1) / (p.sum() + truth.sum() + 1)
    return F.binary_cross_entropy_with_logits(logits, truth) * 2 + overlap


def main(dump, which, out):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rng = np.random.default_rng(SEED)
    task = Lungs(out) if which == 'lungs' else Nodules()
    task.steps = int(os.environ.get('STEPS', task.steps))
    task.prepare(load(f'{dump}/train'))
    print('prepared', flush=True)
    channels = len(task.offsets) + task.extra
    net = UNet(channels, task.widths, task.stem)
    best = torch.optim.AdamW(net.parameters(), task.rate, weight_decay=1e-4)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, task.rate, total_steps=task.steps, pct_start=0.1)
    start = time.monotonic()
    smooth = None
    for step in range(task.steps):
        if step in (task.steps * 2 // 5, task.steps * 7 // 10):
            task.mine(net, rng)
        batch = [task.sample(rng) for _ in range(task.batch)]
        x = torch.from_numpy(np.stack([b[0] for b in batch]))
        y = torch.from_numpy(np.stack([b[1] for b in batch]))[:, None]
        loss = task.loss(net(x), y)
        best.zero_grad()
        loss.backward()
        best.step()
        plan.step()
        smooth = loss.item() if smooth is None else 0.95 * smooth + 0.05 * loss.item()
        if step % 50 == 0:
            print(f'step {step} loss {smooth:.4f} {time.monotonic() - start:.0f} s', flush=True)
    export(net, task, channels, rng, out)
    task.validate(net, load(f'{dump}/val'))


def export(net, task, channels, rng, out):
    net.eval()
    model = WithSigmoid(net).eval()
    rows = slice(task.size // 2 - 32, task.size // 2 + 32)
    columns = slice(task.example, task.example + 64)  # shows what the net is for
    x = torch.from_numpy(np.stack([task.sample(rng)[0] for _ in range(2)]))[:, :, rows, columns].contiguous()
    with torch.no_grad():
        y = model(x)
    os.makedirs(out, exist_ok=True)
    torch.onnx.export(model, x, f'{out}/{task.name}.onnx', opset_version=13, input_names=['slices'],
                      output_names=['probability'],
                      dynamic_axes={k: {0: 'n', 2: 'h', 3: 'w'} for k in ('slices', 'probability')})
    np.concatenate([x.numpy().ravel(), y.numpy().ravel()]).astype('<f4').tofile(f'{out}/{task.name}.reference.bin')


if __name__ == '__main__':
    main(*sys.argv[1:])
