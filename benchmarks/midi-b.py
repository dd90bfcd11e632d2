#!/usr/bin/env python3
"""Makes DICOM series with known protected values in them, or scores a de-identified copy by MIDI-B's ten action types.

  midi-b.py make FOLDER ANSWERS.json [SERIES] [SEED]
  midi-b.py score OUTPUT MAP.jsonl ANSWERS.json

Scoring restates CBIIT/MIDI_validation_script: see the rules in ../shared/oracles/midi_b_scoring_rules.json. Nothing of
this file is taken from the program under test.
"""
import hashlib
import json
import os
import random
import re
import sys

import numpy
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

GIVEN = "Aurelio Brunhilde Casimir Dagny Evander Fenella Gaspard Hedwig Ignatius Jocasta Kunibert Leocadia".split()
FAMILY = "Abernathy Bickerstaff Cholmondeley Dunwoody Etheridge Featherstone Grimshaw Hathersage Inglethorpe".split()
TOWN = ["Little Wallop", "Upper Slaughter", "Nether Poppleton", "Great Snoring", "Barton in the Beans"]
HOSPITAL = ["Wallop General Infirmary", "Poppleton Memorial", "Snoring Valley Clinic", "Saint Quillon Hospital"]
STREET = ["14 Quagmire Crescent", "221 Thistledown Lane", "7 Ploughshare Mews", "90 Candlewick Row"]
STUDIES = {"CT": ["CT CHEST WITH CONTRAST", "CT ABDOMEN PELVIS W/O CONTRAST", "CT Head without IV contrast"],
           "MR": ["MRI BRAIN W WO CONTRAST", "MR KNEE LEFT", "MRI Lumbar Spine"],
           "CR": ["CHEST 2 VIEWS", "XR HAND RIGHT"], "US": ["US ABDOMEN COMPLETE", "US THYROID"],
           "PT": ["PET CT WHOLE BODY FDG"], "MG": ["MAMMOGRAM SCREENING BILATERAL"]}
SERIES = {"CT": ["AXIAL 5.0", "CORONAL LUNG", "SCOUT", "THIN BONE AXIAL"],
          "MR": ["AX T2 FLAIR", "SAG T1 POST", "COR STIR", "DWI AXIAL"],
          "CR": ["PA", "LATERAL"], "US": ["LIVER LONG", "KIDNEY RIGHT"], "PT": ["AC CT", "FDG AXIAL"], "MG": ["MLO LEFT", "CC RIGHT"]}
CLASS = {"CT": "1.2.840.10008.5.1.4.1.1.2", "MR": "1.2.840.10008.5.1.4.1.1.4", "CR": "1.2.840.10008.5.1.4.1.1.1",
         "US": "1.2.840.10008.5.1.4.1.1.6.1", "PT": "1.2.840.10008.5.1.4.1.1.128", "MG": "1.2.840.10008.5.1.4.1.1.1.2"}
PART = {"CT": "CHEST", "MR": "BRAIN", "CR": "HAND", "US": "ABDOMEN", "PT": "CHEST", "MG": "BREAST"}
STOP = set("a an and at by for from in is of on or the to was with".split())

# Five by seven dots a character: the burned-in strings are drawn without any font file.
DOTS = {"A": "0E11111F111111", "B": "1E11111E11111E", "C": "0E11101010110E", "D": "1E11111111111E", "E": "1F10101E10101F",
        "F": "1F10101E101010", "G": "0E11101711110F", "H": "1111111F111111", "I": "0E04040404040E", "J": "0702020202120C",
        "K": "11121418141211", "L": "1010101010101F", "M": "111B1515111111", "N": "11111915131111", "O": "0E11111111110E",
        "P": "1E11111E101010", "Q": "0E11111115120D", "R": "1E11111E141211", "S": "0F10100E01011E", "T": "1F040404040404",
        "U": "1111111111110E", "V": "11111111110A04", "W": "1111111515150A", "X": "11110A040A1111", "Y": "1111110A040404",
        "Z": "1F01020408101F", "0": "0E11131519110E", "1": "040C040404040E", "2": "0E11010204081F", "3": "1F02040201110E",
        "4": "02060A121F0202", "5": "1F101E0101110E", "6": "0608101E11110E", "7": "1F010204080808", "8": "0E11110E11110E",
        "9": "0E11110F01020C", "-": "0000001F000000", ":": "000C0C000C0C00", " ": "00000000000000"}


def write_text(pixels, text, column, row, scale, value):
    """Draws a line; gives the box it covers as column, row, width, height."""
    for i, c in enumerate(text):
        rows = [int(DOTS[c][2 * k:2 * k + 2], 16) for k in range(7)]
        for y in range(7):
            for x in range(5):
                if rows[y] >> (4 - x) & 1:
                    top, left = row + y * scale, column + (i * 6 + x) * scale
                    pixels[top:top + scale, left:left + scale] = value
    return [column, row, len(text) * 6 * scale - scale, 7 * scale]


def ours(rng):
    return "1.2.826.0.1.3680043.8.%d.%d" % (rng.randrange(10**6, 10**7), rng.randrange(10**12, 10**13))


def day(rng):
    return "%04d%02d%02d" % (rng.randrange(1995, 2023), rng.randrange(1, 13), rng.randrange(1, 29))


class Person:
    def __init__(self, rng):
        self.given, self.family = rng.choice(GIVEN), rng.choice(FAMILY)
        self.number = "%s%d" % (rng.choice("KQWZ"), rng.randrange(10**6, 10**7))
        self.born, self.street, self.town = day(rng), rng.choice(STREET), rng.choice(TOWN)
        self.hospital, self.doctor = rng.choice(HOSPITAL), rng.choice(GIVEN) + " " + rng.choice(FAMILY)
        self.phone = "%03d-%03d-%04d" % (rng.randrange(200, 999), rng.randrange(200, 999), rng.randrange(1000, 9999))


class Answers:
    def __init__(self):
        self.checks = []

    def add(self, file, action, tag, value, category="dicom"):
        self.checks.append({"file": file, "action": action, "tag": tag, "value": value, "category": category})


def keep(answers, name, ds, keyword, value, action="text_retained", category="tcia"):
    setattr(ds, keyword, value)
    answers.add(name, action, keyword, str(value), category)


def remove(answers, name, ds, keyword, value, phi=None):
    setattr(ds, keyword, value)
    answers.add(name, "text_removed", keyword, phi or str(value), "hipaa")


def picture(rng, ds, modality, burned, person):
    """Smooth shapes with some noise; with or without a line of text. Gives the boxes of text."""
    side = 256
    y, x = numpy.mgrid[0:side, 0:side]
    shape = ((x - 128.0) / rng.uniform(60, 110)) ** 2 + ((y - 135.0) / rng.uniform(60, 100)) ** 2 < 1
    noise = numpy.random.RandomState(rng.randrange(2**31)).normal(0, 6, (side, side))
    top = 255 if modality == "US" else 4095
    pixels = numpy.clip((shape * 0.35 + 0.05) * top + noise * top / 255, 0, top)
    boxes = []
    if burned:
        boxes.append(write_text(pixels, (person.family + " " + person.number).upper()[:20], 6, 6, 2, top))
        boxes.append(write_text(pixels, "DOB " + person.born, 6, 232, 2, top))
    ds.Rows = ds.Columns = side
    ds.SamplesPerPixel, ds.PhotometricInterpretation, ds.PixelRepresentation = 1, "MONOCHROME2", 0
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = (8, 8, 7) if modality == "US" else (16, 12, 11)
    ds.PixelData = pixels.astype(numpy.uint8 if modality == "US" else numpy.uint16).tobytes()
    return boxes


def instance(rng, answers, name, person, study, series, number):
    ds = Dataset()
    m = series["modality"]
    ds.SOPClassUID, ds.SOPInstanceUID = CLASS[m], series["instances"][number]
    ds.StudyInstanceUID, ds.SeriesInstanceUID, ds.FrameOfReferenceUID = study["uid"], series["uid"], series["frame"]
    for k in ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID"):
        answers.add(name, "uid_changed", k, str(getattr(ds, k)), "hipaa")
        answers.add(name, "uid_consistent", k, str(getattr(ds, k)))
    ds.PatientID = person.number
    answers.add(name, "patid_consistent", "PatientID", person.number)
    answers.add(name, "text_removed", "PatientID", person.number, "hipaa")
    remove(answers, name, ds, "PatientName", person.family + "^" + person.given)
    remove(answers, name, ds, "AccessionNumber", study["accession"])
    remove(answers, name, ds, "ReferringPhysicianName", person.doctor.replace(" ", "^"))
    remove(answers, name, ds, "PatientAddress", person.street + ", " + person.town)
    remove(answers, name, ds, "PatientTelephoneNumbers", person.phone)
    remove(answers, name, ds, "InstitutionAddress", person.town)
    remove(answers, name, ds, "PatientComments", "Lives at %s; call %s" % (person.street, person.phone),
           "%s %s" % (person.street, person.phone))
    ds.InstitutionName = person.hospital
    answers.add(name, "text_removed", "InstitutionName", person.hospital, "hipaa")
    for k, v in (("StudyDate", study["date"]), ("SeriesDate", study["date"]), ("AcquisitionDate", study["date"]),
                 ("ContentDate", study["date"]), ("PatientBirthDate", person.born)):
        setattr(ds, k, v)
        answers.add(name, "date_shifted", k, v, "hipaa")
    ds.AcquisitionDateTime = study["date"] + "104530.250000"
    answers.add(name, "date_shifted", "AcquisitionDateTime", study["date"], "hipaa")
    ds.StudyTime = ds.SeriesTime = ds.AcquisitionTime = ds.ContentTime = "104530"
    keep(answers, name, ds, "Modality", m, "tag_retained", "dicom")
    keep(answers, name, ds, "SOPClassUID", CLASS[m], "text_notnull", "dicom")
    answers.add(name, "text_notnull", "StudyInstanceUID", "", "dicom")
    answers.add(name, "text_notnull", "PatientID", "", "dicom")
    keep(answers, name, ds, "StudyDescription", study["description"][m])
    keep(answers, name, ds, "SeriesDescription", series["description"])
    keep(answers, name, ds, "BodyPartExamined", PART[m])
    keep(answers, name, ds, "Manufacturer", rng.choice(["GE MEDICAL SYSTEMS", "SIEMENS", "Philips", "TOSHIBA"]))
    keep(answers, name, ds, "ManufacturerModelName", rng.choice(["Optima 660", "Skyra", "Ingenia", "Aquilion"]))
    keep(answers, name, ds, "PatientSex", rng.choice("FM"), "tag_retained", "tcia")
    keep(answers, name, ds, "PatientAge", "%03dY" % rng.randrange(18, 89), "text_retained", "tcia")
    keep(answers, name, ds, "PatientWeight", "%d" % rng.randrange(45, 120), "text_retained", "tcia")
    ds.SeriesNumber, ds.InstanceNumber, ds.StudyID = series["number"], number + 1, "1"
    if m in ("CT", "MR", "PT"):
        keep(answers, name, ds, "SliceThickness", "%.2f" % rng.uniform(0.6, 5), "text_retained", "tcia")
        ds.PixelSpacing, ds.ImagePositionPatient = [0.7, 0.7], [0, 0, number * 2.5]
        ds.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
        answers.add(name, "tag_retained", "ImagePositionPatient", "", "dicom")
    if m == "CT":
        keep(answers, name, ds, "KVP", "120", "text_retained", "tcia")
        keep(answers, name, ds, "ConvolutionKernel", rng.choice(["B31f", "LUNG", "STANDARD"]), "text_retained", "tcia")
    return ds


def traps(rng, answers, name, ds, person, study):
    """Protected values where they are easily overlooked."""
    which = rng.randrange(7)
    if which == 0:
        text = rng.choice(["%s ordered by Dr. %s", "%s for %s", "%s reviewed with Mr %s"])
        phi = person.doctor if "Dr" in text else person.family if "Mr" in text else person.given + " " + person.family
        ds.SeriesDescription = text % (ds.SeriesDescription, phi)
        answers.add(name, "text_removed", "SeriesDescription", phi, "hipaa")
    elif which == 1:
        item = Dataset()
        item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = CLASS["CT"], study["other"]
        ds.ReferencedImageSequence = Sequence([item])
        answers.add(name, "uid_changed", "ReferencedImageSequence.ReferencedSOPInstanceUID", study["other"], "hipaa")
        answers.add(name, "uid_consistent", "ReferencedImageSequence.ReferencedSOPInstanceUID", study["other"])
    elif which == 2:
        block = ds.private_block(0x0099, "WALLOP ARCHIVE 1", create=True)
        block.add_new(0x01, "LO", person.family + " " + person.number)
        block.add_new(0x02, "DA", study["date"])
        answers.add(name, "text_removed", "00991001", person.family + " " + person.number, "hipaa")
        answers.add(name, "date_shifted", "00991002", study["date"], "hipaa")
    elif which == 3:
        item = Dataset()
        item.PatientID, item.IssuerOfPatientID = "X" + person.number, person.hospital
        ds.OtherPatientIDsSequence = Sequence([item])
        answers.add(name, "text_removed", "OtherPatientIDsSequence.PatientID", person.number, "hipaa")
    elif which == 4:
        item = Dataset()
        item.RequestedProcedureDescription = "US " + person.given
        item.ScheduledProcedureStepStartDate = study["date"]
        item.RequestingPhysician = person.doctor.replace(" ", "^")
        ds.RequestAttributesSequence = Sequence([item])
        answers.add(name, "text_removed", "RequestAttributesSequence.RequestingPhysician", person.doctor, "hipaa")
        answers.add(name, "text_removed", "RequestAttributesSequence.RequestedProcedureDescription", person.given, "hipaa")
        answers.add(name, "date_shifted", "RequestAttributesSequence.ScheduledProcedureStepStartDate", study["date"], "hipaa")
    elif which == 5:
        ds.ImageComments = "%s born %s-%s-%s, %s" % (person.given, person.born[:4], person.born[4:6], person.born[6:], person.phone)
        answers.add(name, "text_removed", "ImageComments", person.given + " " + person.phone, "hipaa")
        answers.add(name, "date_shifted", "ImageComments", "%s-%s-%s" % (person.born[:4], person.born[4:6], person.born[6:]), "hipaa")
    else:
        ds.ProtocolName = "%s %s" % (study["description"][ds.Modality], person.number)
        answers.add(name, "text_removed", "ProtocolName", person.number, "hipaa")
        answers.add(name, "text_retained", "ProtocolName", study["description"][ds.Modality], "tcia")
        ds.OperatorsName = person.given
        answers.add(name, "text_removed", "OperatorsName", person.given, "hipaa")


def make(folder, answers_file, wanted, seed):
    rng = random.Random(seed)
    answers = Answers()
    made = 0
    while made < wanted:
        person = Person(rng)
        study = {"uid": ours(rng), "date": day(rng), "accession": "ACC%07d" % rng.randrange(10**7), "other": ours(rng),
                 "description": {m: rng.choice(STUDIES[m]) for m in STUDIES}}
        for number in range(min(wanted - made, rng.randrange(1, 5))):
            m = rng.choice(list(CLASS))
            series = {"uid": ours(rng), "frame": ours(rng), "modality": m, "number": number + 1,
                      "description": rng.choice(SERIES[m]), "instances": [ours(rng) for _ in range(rng.randrange(1, 4))]}
            burned = rng.random() < 0.2
            made += 1
            for i in range(len(series["instances"])):
                name = "%s_%04d_%d.dcm" % (person.family, made, i)
                ds = instance(rng, answers, name, person, study, series, i)
                boxes = picture(rng, ds, m, burned, person)
                traps(rng, answers, name, ds, person, study)
                for b in boxes:
                    answers.add(name, "pixels_hidden", "PixelData", b, "hipaa")
                if not boxes:
                    answers.add(name, "pixels_retained", "PixelData", hashlib.sha256(ds.PixelData).hexdigest(), "tcia")
                save(rng, os.path.join(folder, name), ds)
    with open(answers_file, "w") as out:
        json.dump({"series": made, "checks": answers.checks}, out)
    print("%d series, %d checks" % (made, len(answers.checks)))


def save(rng, path, ds):
    ds.file_meta = FileMetaDataset()
    ds.file_meta.MediaStorageSOPClassUID, ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPClassUID, ds.SOPInstanceUID
    implicit = rng.random() < 0.3
    ds.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    ds.is_little_endian, ds.is_implicit_VR = True, implicit
    ds.save_as(path, write_like_original=False)


def element(ds, tag):
    """The element a dotted keyword or eight hexadecimal digits name, or None."""
    for step in tag.split(".")[:-1]:
        if step not in ds or not ds[step].value:
            return None
        ds = ds[step].value[0]
    last = tag.split(".")[-1]
    key = int(last, 16) if re.fullmatch(r"[0-9A-Fa-f]{8}", last) else last
    return ds[key] if key in ds else None


def words(text):
    return [w for w in re.split(r"[^\w.]+", text) if w and w.lower() not in STOP]


def same(word, out):
    try:
        number = float(word)
        return any(number == float(o) for o in words(out) if re.fullmatch(r"-?[\d.]+", o))
    except ValueError:
        return any(word.lower() == o.lower() for o in words(out))


def text(e):
    if e is None or e.value is None:
        return ""
    return "\\".join(str(v) for v in e.value) if e.VM > 1 else str(e.value)


def verdict(check, ds, maps):
    action, tag, value = check["action"], check["tag"], check["value"]
    if ds is None:
        return action in ("text_removed", "date_shifted", "uid_changed", "pixels_hidden")
    if action.startswith("pixels"):
        pixels = ds.pixel_array
        if action == "pixels_retained":
            return hashlib.sha256(ds.PixelData).hexdigest() == value
        x, y, w, h = value
        part = pixels[y:y + h, x:x + w]
        return int(part.max()) == int(part.min())
    e = element(ds, tag)
    out = text(e)
    if action in ("tag_retained", "text_notnull"):
        return e is not None and out != ""
    if action == "text_retained":
        return all(same(w, out) for w in words(value))
    if action == "text_removed":
        return not any(w.lower() in out.lower() for w in words(value))
    if action in ("date_shifted", "uid_changed"):
        return value not in out
    return e is None or out == maps["uid" if action == "uid_consistent" else "id"].setdefault(value, out)


def score(folder, map_file, answers_file):
    output = {os.path.basename(x["source"]): x["output"] for x in map(json.loads, open(map_file))}
    answers = json.load(open(answers_file))
    maps, cache, by, failed = {"uid": {}, "id": {}}, {}, {}, []
    for c in answers["checks"]:
        if c["file"] not in cache:
            name = output.get(c["file"])
            cache = {c["file"]: pydicom.dcmread(os.path.join(folder, name)) if name else None}
        ok = verdict(c, cache[c["file"]], maps)
        n = by.setdefault(c["action"], [0, 0])
        n[0] += ok
        n[1] += 1
        if not ok:
            failed.append(c)
    for pairs in maps.values():
        assert len(set(pairs.values())) == len(pairs), "two originals share a stand-in"
    good, all_checks = sum(n[0] for n in by.values()), sum(n[1] for n in by.values())
    for action in sorted(by):
        print("  %-17s %d of %d" % (action, by[action][0], by[action][1]))
    for c in failed[:20]:
        print("  failed:", c["action"], c["tag"], c["file"])
    must = ("uid_changed", "uid_consistent", "patid_consistent", "date_shifted", "pixels_hidden", "pixels_retained")
    whole = all(by.get(a, [0, 0])[0] == by.get(a, [0, 0])[1] for a in must)
    share = 100.0 * good / all_checks
    print("%d series, %d of %d checks passed, %.3f %%%s" % (
        answers["series"], good, all_checks, share, "" if whole else "; UIDs, ids, dates or pixels are not all right"))
    return 0 if whole and share >= 99.95 else 1


if __name__ == "__main__":
    if sys.argv[1] == "make":
        os.makedirs(sys.argv[2], exist_ok=True)
        make(sys.argv[2], sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else 210, int(sys.argv[5]) if len(sys.argv) > 5 else 1)
    else:
        sys.exit(score(sys.argv[2], sys.argv[3], sys.argv[4]))
