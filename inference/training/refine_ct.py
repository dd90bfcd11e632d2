#!/usr/bin/python3
"""Goes on from a net's weights, normalisation folded into them. Nodules: teaches what was missed, on more phantoms, small
faint nodules and those on vessels shown most. Lungs: gas in bowel and stomach, with what the coarse net says now.

  java -cp ... loupe.sample.DumpPhantoms DUMP/train 1000 340
  java -cp ... loupe.sample.DumpPhantoms DUMP/train 2000 342
  OMP_NUM_THREADS=1 inference/training/refine_ct.py DUMP nodules ct-nodules.onnx OUT
  OMP_NUM_THREADS=1 inference/training/refine_ct.py DUMP lungs ct-lungs.onnx OUT

The ONNX file is what train_ct.py wrote (for nodules version 1.2.0 of the model). For lungs OUT holds the coarse net
(ct-lungs.context.pt). One seed, one thread. Writes the net and its reference into OUT.
"""
import os
import sys
import time

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from train_ct import SEED, Lungs, Nodules, UNet, context, crop, export, load, scaled

STEPS = int(os.environ.get('STEPS', 1600))
RATE = 1.5e-3


def folded(net):
    """The net without normalisation, biases in its place."""
    for name, child in list(net.named_children()):
        if isinstance(child, nn.Conv2d) and child.bias is None:
            setattr(net, name, nn.Conv2d(child.in_channels, child.out_channels, child.kernel_size, child.stride, child.padding))
        elif isinstance(child, nn.BatchNorm2d):
            setattr(net, name, nn.Identity())
        else:
            folded(child)
    return net


def begun(file, task):
    """The net with an ONNX file's weights, taken in the order they are used."""
    net = folded(UNet(len(task.offsets) + task.extra, task.widths, task.stem))
    graph = onnx.load(file).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    layers = [net.stem[0]] if net.stem else []
    for down in net.down:
        layers += [down[0], down[3]]
    for up, join in zip(net.up, net.join):
        layers += [up, join[0], join[3]]
    layers += [net.grow, net.head[0], net.head[2]] if net.stem else [net.head]
    nodes = [n for n in graph.node if n.op_type in ('Conv', 'ConvTranspose')]
    assert len(nodes) == len(layers)
    with torch.no_grad():
        for node, layer in zip(nodes, layers):
            layer.weight.copy_(torch.from_numpy(stored[node.input[1]].copy()))
            layer.bias.copy_(torch.from_numpy(stored[node.input[2]].copy()))
    return net


class Missed(Nodules):
    """Shows those the net so far does not see in three of ten samples."""

    def prepare(self, scans):
        self.scans = scans
        self.places, self.hard, self.missed = [], [], []
        weights = []
        for k, (hu, mask, about) in enumerate(scans):
            for n in about['nodules']:
                self.places.append((k, n['index'], n['diameterMm']))
                weights.append((3 if n['diameterMm'] < 7 else 1) * (1 if n['kind'] in ('SOLID', 'JUXTAPLEURAL') else 3))
        self.weights = np.cumsum(weights) / np.sum(weights)

    def seen(self, net):
        """What the net says at each nodule."""
        net.eval()
        says = []
        with torch.no_grad():
            for k, (s, y, x), _ in self.places:
                hu = self.scans[k][0]
                s, y, x = (int(np.rint(v)) for v in (s, y, x))
                stack = crop(context(hu, min(s, len(hu) - 1), self.offsets), y - 24, x - 24, 48)
                p = torch.sigmoid(net(torch.from_numpy(scaled(stack, self.low, self.high))[None]))[0, 0]
                says.append(p[20:29, 20:29].max().item())
        net.train()
        return np.array(says)

    def mine(self, net, rng):
        says = self.seen(net)
        self.missed = [i for i in np.nonzero(says < 0.5)[0]]
        print('missed', (says < 0.3).sum(), 'of', len(says), flush=True)
        super().mine(net, rng)

    def sample(self, rng):
        if self.missed and rng.random() < 0.3:
            return self.nodule(self.missed[rng.integers(len(self.missed))], rng)
        return super().sample(rng)


class Gas(Lungs):
    """Every third of the scans is enough to go on with."""
    rate = 1.5e-3

    def prepare(self, scans):
        super().prepare(scans[::3])


def main(dump, which, begin, out):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rng = np.random.default_rng(SEED)
    task = Gas(out) if which == 'lungs' else Missed()
    steps = STEPS // 4 if which == 'lungs' else STEPS
    task.prepare(load(f'{dump}/train'))
    net = begun(begin, task)
    best = torch.optim.AdamW(net.parameters(), RATE, weight_decay=1e-4)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, RATE, total_steps=steps, pct_start=0.1)
    start, smooth = time.monotonic(), None
    for step in range(steps):
        if step in (0, steps // 4, steps // 2, steps * 3 // 4):
            task.mine(net, rng)
        batch = [task.sample(rng) for _ in range(task.batch)]
        x = torch.from_numpy(np.stack([b[0] for b in batch]))
        y = torch.from_numpy(np.stack([b[1] for b in batch]))[:, None]
        loss = task.loss(net(x), y)
        best.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        best.step()
        plan.step()
        smooth = loss.item() if smooth is None else 0.95 * smooth + 0.05 * loss.item()
        if step % 50 == 0:
            print(f'step {step} loss {smooth:.4f} {time.monotonic() - start:.0f} s', flush=True)
    if which == 'nodules':
        print('missed in the end', (task.seen(net) < 0.3).sum(), flush=True)
    export(net, task, len(task.offsets) + task.extra, rng, out)


if __name__ == '__main__':
    main(*sys.argv[1:])
