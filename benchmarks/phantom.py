#!/usr/bin/env python3
"""Writes generated images to measure with: phantom.py ct FOLDER SLICES | film FOLDER | tags FOLDER COUNT SIDE."""
import os
import sys

import numpy
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

CT, CR = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.1"
ROOT = "1.2.826.0.1.3680043.8.777."


def instance(number, modality, sop_class, series):
    ds = Dataset()
    ds.SOPClassUID, ds.SOPInstanceUID = sop_class, ROOT + "%d.%d" % (series, number + 1)
    ds.StudyInstanceUID, ds.SeriesInstanceUID = ROOT + "1", ROOT + str(series)
    ds.FrameOfReferenceUID = ROOT + "5"
    ds.PatientName, ds.PatientID, ds.PatientBirthDate, ds.PatientSex = "Phantom^Peter", "PH-0001", "19610203", "M"
    ds.StudyDate = ds.SeriesDate = ds.AcquisitionDate = ds.ContentDate = "20190203"
    ds.StudyTime = ds.SeriesTime = ds.AcquisitionTime = ds.ContentTime = "101530"
    ds.AccessionNumber, ds.ReferringPhysicianName = "ACC000123", "Referrer^Rita"
    ds.Modality, ds.Manufacturer, ds.InstitutionName = modality, "Nobody", "Nowhere General"
    ds.StudyDescription, ds.SeriesDescription = "CT CHEST", "THIN AXIAL"
    ds.StudyID, ds.SeriesNumber, ds.InstanceNumber = "1", 1, number + 1
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    return ds


def save(path, ds, pixels, stored):
    ds.Rows, ds.Columns = pixels.shape
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = 16, stored, stored - 1
    ds.PixelRepresentation = 0
    ds.PixelData = pixels.astype("<u2").tobytes()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.MediaStorageSOPClassUID, ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPClassUID, ds.SOPInstanceUID
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.is_little_endian, ds.is_implicit_VR = True, False
    ds.save_as(path, write_like_original=False)


def body(side, z, noise):
    """A body of soft tissue with lungs, a spine, ribs and vessels that move slowly with z (0 to 1)."""
    y, x = numpy.mgrid[0:side, 0:side] * (512.0 / side)
    out = numpy.full((side, side), 24.0)
    out[((x - 256) / 190) ** 2 + ((y - 262) / 140) ** 2 < 1] = 1060
    for cx in (165, 347):
        r = 52 + 30 * numpy.sin(3.1 * z)
        out[((x - cx) / r) ** 2 + ((y - 250) / (r * 1.35)) ** 2 < 1] = 180
    out[((x - 256) / 26) ** 2 + ((y - 340) / 22) ** 2 < 1] = 1500 + 200 * numpy.sin(60 * z)
    for k in range(9):
        a = k * 0.7 + 4 * z
        out[(x - 256 - 165 * numpy.cos(a)) ** 2 + (y - 262 - 118 * numpy.sin(a)) ** 2 < 90] = 1700
    for k in range(24):
        a, b = k * 2.4, 30 + k * 2.2
        cx = (165 if k % 2 else 347) + b * numpy.cos(a + 6 * z) * 0.6
        cy = 250 + b * numpy.sin(a + 6 * z)
        out[(x - cx) ** 2 + (y - cy) ** 2 < 10 + k % 5] = 1000
    return numpy.clip(out + noise.normal(0, 18, (side, side)), 0, 4095)


def main(what, folder, *rest):
    os.makedirs(folder, exist_ok=True)
    noise = numpy.random.RandomState(1)
    if what == "ct":
        for i in range(int(rest[0])):
            ds = instance(i, "CT", CT, 2)
            ds.ImagePositionPatient, ds.ImageOrientationPatient = [0, 0, i * 0.5], [1, 0, 0, 0, 1, 0]
            ds.PixelSpacing, ds.SliceThickness, ds.RescaleIntercept, ds.RescaleSlope = [0.7, 0.7], 0.5, -1024, 1
            ds.RescaleType, ds.KVP, ds.ImageType = "HU", 120, ["ORIGINAL", "PRIMARY", "AXIAL"]
            save(os.path.join(folder, "IM%05d.dcm" % i), ds, body(512, i / 1000.0, noise), 12)
    elif what == "film":
        ds = instance(0, "CR", CR, 3)
        small = body(512, 0.3, noise)
        big = numpy.kron(small, numpy.ones((8, 6)))[:4000, :3000] + noise.normal(0, 25, (4000, 3000))
        save(os.path.join(folder, "film.dcm"), ds, numpy.clip(big, 0, 4095), 12)
    else:
        side = int(rest[1])
        pixels = body(side, 0.2, noise)
        for i in range(int(rest[0])):
            save(os.path.join(folder, "T%05d.dcm" % i), instance(i, "CT", CT, 4), pixels, 12)


if __name__ == "__main__":
    main(*sys.argv[1:])
