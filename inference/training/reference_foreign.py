#!/usr/bin/python3
"""Runs foreign models' graphs operator by operator in torch and stores what comes out, for the equality test.

  reference_foreign.py SHARED inference/src/test/resources/loupe/inference/foreign

The frameworks that made these models (TensorFlow.js, Keras) are not run here; this is an independent implementation of the
ONNX operators. The input is noise from a formula, or for models of the brain every other voxel of the middle of the public T1
(SHARED/data/t1_dicom), so only outputs are stored: NAME.bin, and foreign.json with the origin.
Needs Debian's python3-torch, python3-onnx, python3-pydicom and python3-numpy.
"""
import hashlib
import json
import os
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional as F

SMALL = [1, 1, 64, 64, 64]
MODELS = {'bc_model5_gw_ae': (SMALL, 1), 'bc_model11_gw_ae': (SMALL, 1), 'bc_model30chan18cls': (SMALL, 1),
          'bc_mindgrab': (SMALL, 1), 'niivue_meshnet5_gwm': ([1, 1, 256, 256, 256], 4099),
          'superfast_tissue_he': ([1, 500, 500, 3], 61)}


def noise(shape):
    """Blocks of noise with finer noise on them, 0 to 1; the same formula stands in the test."""
    i = np.arange(int(np.prod(shape)), dtype=np.uint64)
    fine = (i * np.uint64(2654435761) & np.uint64(0xffffffff)) >> np.uint64(8)
    coarse = ((i // np.uint64(512)) * np.uint64(40503) & np.uint64(0xffff))
    value = 0.3 * fine.astype(np.float64) / 2 ** 24 + 0.7 * coarse.astype(np.float64) / 2 ** 16
    return torch.from_numpy(value.astype(np.float32).reshape(shape))


def head(folder):
    """64 x 64 x 64 voxels around the middle, every other one, axes L, I, A, divided by 80 and kept within 0 to 1."""
    import pydicom
    slices = [pydicom.dcmread(f'{d}/{f}') for d, _, files in os.walk(folder) for f in files]
    o = [float(v) for v in slices[0].ImageOrientationPatient]
    normal = np.cross(o[:3], o[3:])
    slices.sort(key=lambda s: np.dot([float(v) for v in s.ImagePositionPatient], normal))
    raw = np.stack([np.frombuffer(s.PixelData, '<u2').reshape(s.Rows, s.Columns) for s in slices])
    low = [n // 2 - 64 for n in raw.shape]
    cut = raw[low[0]:low[0] + 128:2, low[1]:low[1] + 128:2, low[2]:low[2] + 128:2].astype(np.float32) / np.float32(80)
    return torch.from_numpy(np.ascontiguousarray(np.minimum(cut, 1)[::-1, ::-1].transpose(2, 0, 1)).reshape(SMALL))


def attributes(node):
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def padded(x, pads):
    n = len(pads) // 2
    flat = [p for k in reversed(range(n)) for p in (pads[k], pads[k + n])]
    return F.pad(x, flat) if any(flat) else x


def convolved(x, w, b, a):
    n = x.dim() - 2
    conv = (F.conv1d, F.conv2d, F.conv3d)[n - 1]
    return conv(padded(x, a.get('pads', [0] * 2 * n)), w, b, tuple(a.get('strides', [1] * n)), 0,
                tuple(a.get('dilations', [1] * n)), a.get('group', 1))


def step(node, v):
    a = attributes(node)
    x = [v.get(i) for i in node.input]
    op = node.op_type
    if op == 'Conv':
        return convolved(x[0], x[1], x[2] if len(x) > 2 else None, a)
    if op == 'ConvTranspose':
        return F.conv_transpose2d(x[0], x[1], x[2] if len(x) > 2 else None, tuple(a['strides']))
    if op == 'InstanceNormalization':
        axes = tuple(range(2, x[0].dim()))
        mean, var = x[0].mean(axes, keepdim=True), x[0].var(axes, unbiased=False, keepdim=True)
        shape = [1, -1] + [1] * len(axes)
        return (x[0] - mean) / torch.sqrt(var + a.get('epsilon', 1e-5)) * x[1].reshape(shape) + x[2].reshape(shape)
    if op == 'MaxPool':
        return F.max_pool2d(x[0], tuple(a['kernel_shape']), tuple(a['strides']))
    if op == 'Pad':
        return padded(x[0], [int(p) for p in x[1]])
    if op == 'Slice':
        out = x[0]
        axes = x[3] if len(x) > 3 else range(len(x[1]))
        for start, end, axis in zip(x[1], x[2], axes):
            out = out.narrow(int(axis), int(start) if start >= 0 else out.shape[int(axis)] + int(start),
                             min(int(end) if end >= 0 else out.shape[int(axis)] + int(end), out.shape[int(axis)]) - int(start))
        return out
    if op == 'ArgMax':
        return torch.argmax(x[0], a.get('axis', 0), bool(a.get('keepdims', 1)))
    if op == 'Cast':
        return x[0].to({1: torch.float32, 2: torch.uint8, 6: torch.int32, 7: torch.int64}[a['to']])
    if op == 'Reshape':
        return x[0].reshape([int(n) for n in x[1]])
    if op == 'Transpose':
        return x[0].permute(*a['perm'])
    if op == 'Concat':
        return torch.cat(x, a['axis'])
    return {'Relu': lambda: torch.relu(x[0]), 'Elu': lambda: F.elu(x[0], a.get('alpha', 1.0)), 'Add': lambda: x[0] + x[1],
            'Mul': lambda: x[0] * x[1], 'Div': lambda: x[0] / x[1], 'Erf': lambda: torch.erf(x[0]),
            'Sigmoid': lambda: torch.sigmoid(x[0])}[op]()


def run(model, x):
    graph = model.graph
    last = {i: k for k, n in enumerate(graph.node) for i in n.input}
    weights = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    values = {**weights, [i.name for i in graph.input if i.name not in weights][0]: x}
    with torch.no_grad():
        for k, node in enumerate(graph.node):
            values[node.output[0]] = step(node, values)
            for name in node.input:
                if last[name] == k:
                    values.pop(name, None)
    return values[graph.output[0].name]


def main(shared, out):
    os.makedirs(out, exist_ok=True)
    about = []
    for name, (shape, stride) in MODELS.items():
        file = f'{shared}/models/{name}.onnx'
        x = head(f'{shared}/data/t1_dicom/dicoms') if shape == SMALL else noise(shape)
        y = run(onnx.load(file), x).numpy().ravel()
        kept = y[::stride]
        labels = y.dtype == np.uint8
        kept.astype('u1' if labels else '<f4').tofile(f'{out}/{name}.bin')
        about.append({'model': name, 'sha256': hashlib.sha256(open(file, 'rb').read()).hexdigest(), 'input': shape,
                      'stride': stride, 'labels': bool(labels), 'range': float(y.max()) - float(y.min()),
                      'origin': f'torch {torch.__version__}, the graph run operator by operator by reference_foreign.py'})
        print(name, y.shape, y.dtype, 'kept', len(kept), np.unique(y)[:20] if labels else (y.min(), y.max()), flush=True)
    json.dump(about, open(f'{out}/foreign.json', 'w'), indent=1)


if __name__ == '__main__':
    main(*sys.argv[1:])
