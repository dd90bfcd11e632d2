#!/usr/bin/env python3
"""Makes pictures and masks of the public CT, MR and chest film sets, one structure on one slice each, windowed as a reader would.

sets.py SHARED OUT   needs numpy, scipy, dcm2niix and ImageMagick's convert. OUT/SET/train/{images,masks}/*.png, as data/real has them.
CT organs at 0.98 and 3 mm, MR organs at 3 mm and the spinal cord are one patient each; nodules and hippocampi are 150 patients each.
"""
import glob
import gzip
import os
import struct
import subprocess
import sys
import tempfile
import zlib

import numpy as np
from scipy import ndimage

SHARED, OUT = sys.argv[1] + "/data/", sys.argv[2]
rng = np.random.default_rng(11)
TYPES = {2: np.uint8, 4: np.int16, 8: np.int32, 16: np.float32, 64: np.float64, 256: np.int8, 512: np.uint16, 768: np.uint32}


def nifti(path):
    b = gzip.open(path).read() if path.endswith("gz") else open(path, "rb").read()
    d = struct.unpack("<8h", b[40:56])
    at = int(struct.unpack("<f", b[108:112])[0])
    slope, add = struct.unpack("<2f", b[112:120])
    n = int(np.prod(d[1:1 + d[0]]))
    a = np.frombuffer(b, TYPES[struct.unpack("<h", b[70:72])[0]], n, at).reshape(d[1:1 + d[0]], order="F").astype(np.float64)
    return a * (slope or 1) + add, [struct.unpack("<4f", b[280 + 16 * i:296 + 16 * i])[i] for i in range(3)]


def png(path, a):
    a = np.ascontiguousarray(a.astype(np.uint8))
    raw = b"".join(b"\0" + row.tobytes() for row in a)
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", a.shape[1], a.shape[0], 8, 0, 0, 0, 0))
                + chunk(b"IDAT", zlib.compress(raw, 6)) + chunk(b"IEND", b""))


def windowed(a, centre, width):
    return np.clip((a - (centre - width / 2)) / width * 255, 0, 255)


def upright(a):
    return np.flipud(a.T)


def put(name, file, image, mask):
    folder = f"{OUT}/{name}/train"
    for kind, a in (("images", image), ("masks", mask * 255)):
        os.makedirs(f"{folder}/{kind}", exist_ok=True)
        png(f"{folder}/{kind}/{file}.png", a)


def organs(name, volume, labels, window, most, least):
    """Each part of each label on each axial slice, `most` of them by lot."""
    parts = []
    for z in range(labels.shape[2]):
        for label in np.unique(labels[:, :, z]):
            if label:
                found, n = ndimage.label(labels[:, :, z] == label)
                parts += [(z, int(label), k) for k in range(1, n + 1) if (found == k).sum() >= least]
    for i in rng.permutation(len(parts))[:most]:
        z, label, k = parts[i]
        found, _ = ndimage.label(labels[:, :, z] == label)
        put(name, f"{z:03d}_{label:03d}_{k}", upright(windowed(volume[:, :, z], *window)), upright(found == k))


def ct():
    with tempfile.TemporaryDirectory() as t:
        subprocess.run(["dcm2niix", "-o", t, "-z", "n", "-f", "ct", SHARED + "ct_dicom_totalseg/example_ct_dicom"], check=True,
                       stdout=subprocess.DEVNULL)
        volume, steps = nifti(glob.glob(t + "/*.nii")[0])
    labels, theirs = nifti(SHARED + "ct_dicom_totalseg/example_seg_dicom.nii.gz")
    for axis in range(3):
        if np.sign(steps[axis]) != np.sign(theirs[axis]):
            volume = np.flip(volume, axis)
    organs("ct_organs", volume, labels, (40, 400), 200, 60)


def small():
    folder = SHARED + "ct_dicom_totalseg/"
    organs("ct_3mm", nifti(folder + "example_ct_sm.nii.gz")[0], nifti(folder + "example_seg.nii.gz")[0], (40, 400), 150, 20)
    organs("mr_3mm", nifti(folder + "example_mr_sm.nii.gz")[0], nifti(folder + "example_seg_mr.nii.gz")[0], (300, 600), 150, 20)


def spine():
    volume, cord = nifti(SHARED + "spine_t2/t2.nii.gz")[0], nifti(SHARED + "spine_t2/t2_seg-manual.nii.gz")[0]
    top = np.percentile(volume, 99)
    for axis in range(3):
        for z in range(cord.shape[axis]):
            mask = np.take(cord, z, axis) > 0
            if mask.sum() >= 20:
                put("mr_spine", f"{axis}_{z:03d}", upright(windowed(np.take(volume, z, axis), top / 2, top)), upright(mask))


def patients():
    seen = set()
    files = sorted(glob.glob(SHARED + "real/ct_lidc_nodule_voi/train/masks/*"))
    for i in rng.permutation(len(files)):
        person = os.path.basename(files[i])[:14]
        if person not in seen and len(seen) < 150:
            mask, volume = nifti(files[i])[0], nifti(files[i].replace("/masks/", "/images/"))[0]
            z = int(mask.sum((0, 1)).argmax())
            if mask[:, :, z].sum() >= 20:
                seen.add(person)
                put("ct_nodule", os.path.basename(files[i])[:-7], upright(windowed(volume[:, :, z], -600, 1500)), upright(mask[:, :, z] > 0))
    files = sorted(glob.glob(SHARED + "real/mr_hippocampus_msd04/train/masks/*"))
    for j, i in enumerate(rng.permutation(len(files))[:150]):
        mask, volume = nifti(files[i])[0], nifti(files[i].replace("/masks/", "/images/"))[0]
        axis, top = j % 3, np.percentile(volume, 99.5)
        z = int((mask > 0).sum(tuple(x for x in range(3) if x != axis)).argmax())
        put("mr_hippo", os.path.basename(files[i])[:-7], upright(windowed(np.take(volume, z, axis), top / 2, top)),
            upright(np.take(mask, z, axis) > 0))


def film(path):
    b = subprocess.run(["convert", path, "-depth", "8", "-colorspace", "Gray", "pgm:-"], check=True, capture_output=True).stdout
    w, h = map(int, b.split(b"\n", 3)[1].split())
    return np.frombuffer(b[-w * h:], np.uint8).reshape(h, w)


def films():
    for i in (1, 2, 3, 4):
        image, found = film(f"{SHARED}cxr_lungmask/{i}.jpg"), ndimage.label(film(f"{SHARED}cxr_lungmask/{i}-mask.png") > 127)
        for k in range(1, found[1] + 1):
            if (found[0] == k).sum() > 2000:
                put("cxr", f"{i}_{k}", image, found[0] == k)


ct()
small()
spine()
patients()
films()
