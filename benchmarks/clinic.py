"""A day between Orthanc and Loupe; see benchmarks/clinic."""
import copy
import glob
import gzip
import json
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request

import numpy
import pydicom

ROOT, WORK = sys.argv[1], sys.argv[2]
PATIENTS, STUDIES, KILLS, SEED = (int(a) for a in sys.argv[3:7])
CHANCE = random.Random(SEED)
# Names in five character sets, as a hospital's devices write them.
NAMES = [("ISO_IR 100", "Müller^Jörg"), ("ISO_IR 144", "Люкceмбypг^Анна"), ("ISO_IR 126", "Διονυσιος^Νικος"),
         ("ISO_IR 192", "Wójcik^Żaneta"), ("GB18030", "王^小东")]
REASON = "back to the reading room"
ENV = dict(os.environ, LOUPE_HOME=os.path.join(WORK, "loupe"), LOUPE_PASSPHRASE="correct horse battery", OPENCV_LOG_LEVEL="OFF")
counts = {"killed loupe": 0, "killed orthanc": 0, "cut": 0, "full": 0}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


DICOM, WEB, LISTEN, WIRE = free_port(), free_port(), free_port(), free_port()


class Wire:
    """The network between Loupe and Orthanc: passes bytes on until it is cut; then every connection is reset and none is taken for a while."""
    def __init__(self):
        self.open, self.down, self.lock = [], False, threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", WIRE))
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            near, _ = self.listener.accept()
            try:
                if self.down:
                    raise OSError("cut")
                far = socket.create_connection(("127.0.0.1", DICOM))
            except OSError:
                self.reset(near)
                continue
            for s in (near, far):
                s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.lock:
                self.open += [near, far]
            for a, b in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(a, b), daemon=True).start()

    def carry(self, a, b):
        try:
            while data := a.recv(65536):
                b.sendall(data)
            b.shutdown(socket.SHUT_WR)
        except OSError:
            self.reset(a)
            self.reset(b)

    @staticmethod
    def reset(s):
        try:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            s.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        s.close()

    def cut(self, seconds):
        self.down = True
        with self.lock:
            gone, self.open = self.open, []
        for s in gone:
            self.reset(s)
        time.sleep(seconds)
        self.down = False


class Disk:
    """Loupe's disk: a small file system of its own, where this machine allows one, that can be filled up and emptied again."""
    def __init__(self):
        self.folder = ENV["LOUPE_HOME"]
        self.ballast = os.path.join(self.folder, "ballast")
        os.makedirs(self.folder, exist_ok=True)
        self.mounted = KILLS > 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512m,mode=0700", "tmpfs", self.folder],
                                                    capture_output=True).returncode == 0
        if KILLS > 0 and not self.mounted:
            print("no file system of its own can be mounted here: the disk is never full")

    def fill(self, seconds):
        with open(self.ballast, "wb", buffering=0) as f:
            try:
                while f.write(bytes(1 << 16)):
                    pass
            except OSError:
                pass
        time.sleep(seconds)
        os.remove(self.ballast)

    def close(self):
        if self.mounted:
            subprocess.run(["umount", "-l", self.folder], check=False)


class Orthanc:
    def __init__(self):
        self.folder = os.path.join(WORK, "orthanc")
        os.makedirs(self.folder, exist_ok=True)
        self.config = os.path.join(WORK, "orthanc.json")
        with open(self.config, "w") as f:
            json.dump({
                "StorageDirectory": self.folder, "IndexDirectory": self.folder, "HttpPort": WEB, "DicomPort": DICOM,
                "DicomAet": "ORTHANC", "DefaultEncoding": "Utf8", "AuthenticationEnabled": False, "RemoteAccessAllowed": False,
                "DicomModalities": {"loupe": {"AET": "LOUPE", "Host": "127.0.0.1", "Port": LISTEN}}}, f)
        self.start()

    def start(self):
        self.log = open(os.path.join(WORK, "orthanc.log"), "a")
        self.process = subprocess.Popen(["Orthanc", self.config], stdout=self.log, stderr=self.log)
        for _ in range(200):
            try:
                self.get("/system")
                return
            except OSError:
                time.sleep(0.1)
        sys.exit("Orthanc does not start")

    def get(self, path):
        return json.load(urllib.request.urlopen("http://127.0.0.1:%d%s" % (WEB, path)))

    def put(self, file):
        with open(file, "rb") as f:
            urllib.request.urlopen("http://127.0.0.1:%d/instances" % WEB, data=f.read()).read()

    def kill(self):
        self.process.kill()
        self.process.wait()


def happen(p):
    """What may go wrong while a command runs: Loupe killed, Orthanc killed, the network cut, the disk full. Returns whether Loupe was killed."""
    chance = CHANCE.random()
    if chance < 0.4:
        counts["killed loupe"] += 1
        os.killpg(p.pid, signal.SIGKILL)
        return True
    if chance < 0.6:
        counts["killed orthanc"] += 1
        archive.kill()
        archive.start()
    elif chance < 0.8 or not disk.mounted:
        counts["cut"] += 1
        wire.cut(CHANCE.uniform(0.1, 3))
    else:
        counts["full"] += 1
        disk.fill(CHANCE.uniform(0.5, 4))
    return False


def loupe(*words, killable=False):
    """Runs a command; where that may be, something goes wrong meanwhile. Returns exit code, output, errors."""
    p = subprocess.Popen([os.path.join(ROOT, "loupe"), *words], env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                         start_new_session=True)
    killed = False
    if killable and sum(counts.values()) < KILLS:
        try:
            p.wait(CHANCE.uniform(1, 9))
        except subprocess.TimeoutExpired:
            killed = happen(p)
    out, err = p.communicate()
    return (137 if killed else p.returncode), out, err


def must(*words):
    code, out, err = loupe(*words)
    if code != 0:
        sys.exit("loupe %s: %d\n%s\n%s" % (" ".join(words), code, out, err))
    return out


def until(*words):
    """Runs a command, again and again, until it says that all is done; each try may be killed."""
    for _ in range(40):
        code, out, err = loupe(*words, killable=True)
        if code == 0:
            return out
    sys.exit("loupe %s does not come to an end: %d\n%s\n%s" % (" ".join(words), code, out, err))


def person(n):
    """Character set, name and number of the patient of study n."""
    patient = n % PATIENTS
    return (*NAMES[patient % len(NAMES)], patient)


def under(d, name, patient, n):
    """Puts a data set under a patient's name, as study n."""
    d.PatientName = name + str(patient)
    d.PatientID = "HOSP%05d" % (4711 + patient)
    d.PatientBirthDate = "19%02d0%d1%d" % (30 + patient % 60, 1 + patient % 9, patient % 10)
    d.AccessionNumber = "A%d" % n
    d.StudyID = "S%d" % n


def write(d, name):
    file = os.path.join(WORK, "in", name + ".dcm")
    os.makedirs(os.path.dirname(file), exist_ok=True)
    d.save_as(file, write_like_original=False)
    return file


def studies():
    """Studies of PATIENTS persons: real ones where they are at hand, else the drawn film under their names, with UIDs of its own."""
    out = real(0)
    film = pydicom.dcmread(glob.glob(os.path.join(WORK, "samples", "**", "FILM", "*.dcm"), recursive=True)[0])
    for n in range(len(out), STUDIES):
        charset, name, patient = person(n)
        d = copy.deepcopy(film)
        d.remove_private_tags()
        for keyword in [e.keyword for e in d if e.VR in ("PN", "LO", "SH", "ST", "LT", "UT") or e.VR == "SQ"]:
            if keyword not in ("Manufacturer", "SeriesDescription", "StudyDescription") and keyword in d:
                del d[keyword]
        d.SpecificCharacterSet = charset
        d.StudyInstanceUID = "1.2.826.0.1.3680043.9.%d.%d" % (SEED, n)
        d.SeriesInstanceUID = d.StudyInstanceUID + ".1"
        d.SOPInstanceUID = d.StudyInstanceUID + ".1.1"
        d.file_meta.MediaStorageSOPInstanceUID = d.SOPInstanceUID
        under(d, name, patient, n)
        out.append((d.StudyInstanceUID, [write(d, "%03d" % n)], True))
    return out


# Studies of real patients, where the folder of public inputs lies beside the repository: folder, files, the body part they are sent as; what
# none of the built-in models reads is fetched and kept, and nothing goes back.
REAL = [("chest_ct_eval", "id001.nii.gz", "CHEST"), ("wg04", "RG1_J2KI", "CHEST"), ("ct_dicom_totalseg/example_ct_dicom", "*", None),
        ("wg04", "RG2_J2KI", None), ("vendors/ct_ge", "*", None), ("chest_ct_eval", "id002.nii.gz", "CHEST"),
        ("vendors/mr_enhanced/Philips", "*", None), ("wg04", "RG3_J2KI", None)]


def slices(nifti, n):
    """A chest CT that is public as NIfTI (float, axes to the left, the front and the head) as the slices a scanner would have sent, as study n."""
    data = gzip.open(nifti).read()
    columns, rows, count = struct.unpack("<3h", data[42:48])
    across, down, apart = struct.unpack("<3f", data[80:92])
    x, y, z = (struct.unpack("<f", data[k:k + 4])[0] for k in (292, 308, 324))
    volume = numpy.frombuffer(data, "<f4", columns * rows * count, int(struct.unpack("<f", data[108:112])[0])).reshape(count, rows, columns)
    out = []
    for k in range(count):
        d = pydicom.Dataset()
        d.SOPClassUID, d.Modality, d.Manufacturer, d.ImageType = pydicom.uid.CTImageStorage, "CT", "none", ["ORIGINAL", "PRIMARY", "AXIAL"]
        d.StudyInstanceUID = "1.2.826.0.1.3680043.9.%d.%d" % (SEED, n)
        d.SeriesInstanceUID, d.FrameOfReferenceUID = d.StudyInstanceUID + ".1", d.StudyInstanceUID + ".2"
        d.SOPInstanceUID = "%s.%d" % (d.SeriesInstanceUID, k + 1)
        d.StudyDate, d.SeriesNumber, d.InstanceNumber, d.PatientPosition = "20260301", 1, k + 1, "HFS"
        d.ImagePositionPatient = ["%.4f" % v for v in (-x, -y - down * (rows - 1), z + apart * k)]
        d.ImageOrientationPatient, d.PixelSpacing, d.SliceThickness = [1, 0, 0, 0, 1, 0], ["%.5f" % down, "%.5f" % across], "%.5f" % apart
        d.SamplesPerPixel, d.PhotometricInterpretation, d.Rows, d.Columns, d.PixelRepresentation = 1, "MONOCHROME2", rows, columns, 1
        d.BitsAllocated, d.BitsStored, d.HighBit, d.RescaleIntercept, d.RescaleSlope, d.RescaleType = 16, 16, 15, 0, 1, "HU"
        d.PixelData = numpy.clip(numpy.rint(volume[k][::-1]), -1024, 3071).astype("<i2").tobytes()
        d.file_meta = pydicom.dataset.FileMetaDataset()
        d.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
        d.file_meta.MediaStorageSOPClassUID, d.file_meta.MediaStorageSOPInstanceUID = d.SOPClassUID, d.SOPInstanceUID
        d.is_little_endian, d.is_implicit_VR = True, False
        out.append(d)
    return out


def real(first):
    """Real studies under the name of one of the patients, their own UIDs kept: those of REAL that are there, at most a quarter of all."""
    out = []
    shared = os.path.join(ROOT, "..", "shared", "data")
    for folder, pattern, part in REAL[:STUDIES // 4]:
        series = []
        for file in sorted(glob.glob(os.path.join(shared, folder, "**", pattern), recursive=True)):
            try:
                series += slices(file, first + len(out)) if file.endswith(".nii.gz") else [pydicom.dcmread(file)]
            except (pydicom.errors.InvalidDicomError, OSError):
                continue
        if not series:
            continue
        for k, d in enumerate(series):
            if not d.get("SOPInstanceUID"):  # a public set whose UIDs were emptied: UIDs of its own, and the class its modality has
                d.StudyInstanceUID = "1.2.826.0.1.3680043.9.%d.%d" % (SEED, first + len(out))
                d.SeriesInstanceUID = d.StudyInstanceUID + ".1"
                d.SOPInstanceUID = "%s.%d" % (d.SeriesInstanceUID, k + 1)
                d.SOPClassUID = {"CT": pydicom.uid.CTImageStorage, "MR": pydicom.uid.MRImageStorage}[d.Modality]
                d.file_meta.MediaStorageSOPClassUID, d.file_meta.MediaStorageSOPInstanceUID = d.SOPClassUID, d.SOPInstanceUID
        n = first + len(out)
        charset, name, patient = person(n)
        files = []
        for d in [s for s in series if s.StudyInstanceUID == series[0].StudyInstanceUID]:
            for keyword in ("OtherPatientIDs", "OtherPatientNames", "PatientComments", "PatientSex", "PatientAge", "StudyDescription", "StudyTime",
                            "OtherPatientIDsSequence", "PatientWeight", "PatientSize", "ReferringPhysicianName", "EthnicGroup", "IssuerOfPatientID"):
                if keyword in d:
                    del d[keyword]
            d.decode()
            d.SpecificCharacterSet = charset
            under(d, name, patient, n)
            if part:
                d.BodyPartExamined = part
            files.append(write(d, "real-%d-%04d" % (n, len(files))))
        out.append((str(series[0].StudyInstanceUID), files, part is not None))
    return out


def sample():
    # What ./loupe built and runs with.
    subprocess.run([os.path.join(ROOT, "loupe"), "--version"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    classes = os.path.join(ROOT, "app", "target", "lib", "*")
    java = [j for j in glob.glob("/usr/lib/jvm/*25*/bin/java")] or ["java"]
    subprocess.run([java[0], "-cp", classes, "loupe.sample.WriteSamples", os.path.join(WORK, "samples")], check=True,
                   stdout=subprocess.DEVNULL)


def numbers():
    """Studies of the list by what they are: their numbers."""
    return [line.split()[0] for line in must("list").splitlines() if line.strip() and line.split()[0].isdigit()]


faults = []


def check(ok, what):
    print(("ok   " if ok else "WRONG ") + what, flush=True)
    if not ok:
        faults.append(what)


sample()
archive = Orthanc()
wire = Wire()
disk = Disk()
began = time.time()
try:
    wanted = studies()
    for _, files, _ in wanted:
        for file in files:
            archive.put(file)
    print("%d studies of %d instances, %d of the studies real" % (
        len(wanted), sum(len(f) for _, f, _ in wanted), sum(1 for _, f, _ in wanted if "real-" in f[0])), flush=True)
    before = archive.get("/statistics")
    must("node", "add", "pacs", "--aet", "ORTHANC", "--port", str(WIRE), "--host", "127.0.0.1")
    must("users", "roles", "reader", "--role", "ADMINISTRATOR", "--role", "RADIOLOGIST", "--role", "AUDITOR", "--role", "IDENTITY_KEEPER")
    found = json.loads(must("query", "pacs", "--json", "--most", "1000"))
    check(len(found) == STUDIES, "%d studies are told of" % len(found))
    by_name = sum(len(json.loads(must("query", "pacs", "--json", "--name", n.split("^")[0] + "*"))) for _, n in NAMES)
    check(by_name == STUDIES, "%d of them found by names in five character sets" % by_name)
    for uid, _, _ in wanted:
        until("retrieve", "pacs", "--study", uid, "--keep-identity")
    listed = numbers()
    check(len(listed) == STUDIES, "%d studies in the store, none twice" % len(listed))
    must("analyze", "--all")
    readable = sum(1 for _, _, read in wanted if read)
    sealed = [n for n in listed if loupe("review", n, "--accept", "all")[0] == 0 and loupe("seal", n)[0] == 0]
    check(len(sealed) == readable, "%d studies analysed, decided and sealed, of %d that models read" % (len(sealed), readable))
    for n in sealed:
        until("send", n, "--to", "pacs", "--reason", REASON, "--listen", str(LISTEN))
    outgoing = json.loads(must("outgoing", "--json"))
    committed = sum(1 for o in outgoing for i in o["instances"] if i["progress"] == "COMMITTED")
    objects = sum(len(o["instances"]) for o in outgoing)
    check(len(outgoing) == len(sealed) and committed == objects, "%d of %d objects of %d studies kept for good" % (committed, objects, len(outgoing)))
    after = archive.get("/statistics")
    check(after["CountPatients"] == before["CountPatients"] == min(PATIENTS, STUDIES), "%d patients before and after" % after["CountPatients"])
    check(after["CountStudies"] == before["CountStudies"] == STUDIES, "%d studies before and after" % after["CountStudies"])
    check(after["CountInstances"] == before["CountInstances"] + objects, "%d instances more, none twice" % (after["CountInstances"] - before["CountInstances"]))
    there = {}
    for i in archive.get("/instances?expand"):
        there[i["MainDicomTags"]["SOPInstanceUID"]] = i["ID"]
    unresolved, stand_ins = 0, 0
    for o in outgoing:
        for i in o["instances"]:
            text = urllib.request.urlopen("http://127.0.0.1:%d/instances/%s/tags?simplify" % (WEB, there[i["sopInstanceUid"]])).read().decode()
            stand_ins += "\"P-" in text or "PatientIdentityRemoved" in text

            def walk(x):
                if isinstance(x, dict):
                    for k, v in x.items():
                        if k == "ReferencedSOPInstanceUID":
                            yield v
                        yield from walk(v)
                elif isinstance(x, list):
                    for v in x:
                        yield from walk(v)
            unresolved += sum(1 for u in walk(json.loads(text)) if u not in there)
    check(unresolved == 0, "%d references resolve nowhere" % unresolved)
    check(stand_ins == 0, "%d objects show a stand-in" % stand_ins)
    errors = 0
    for s in archive.get("/studies"):
        folder = os.path.join(WORK, "out", s)
        os.makedirs(folder)
        for i in archive.get("/studies/%s/instances" % s):
            with open(os.path.join(folder, i["ID"] + ".dcm"), "wb") as f:
                f.write(urllib.request.urlopen("http://127.0.0.1:%d/instances/%s/file" % (WEB, i["ID"])).read())
        said = subprocess.run(["dcentvfy", *glob.glob(os.path.join(folder, "*.dcm"))], capture_output=True)
        lines = (said.stdout + said.stderr).decode("utf-8", "replace").splitlines()
        errors += sum(1 for line in lines if line.startswith("Error") and "<PatientName>" not in line)
    check(errors == 0, "%d disagreements of patient or study within a study (dcentvfy; the spelling of a name in another character set apart)" % errors)
    leaks = 0
    words = [b"HOSP0"] + [n.split("^")[0].encode("utf-8") for _, n in NAMES] + [n.split("^")[0].encode("utf-16-be") for _, n in NAMES]
    for folder, _, files in os.walk(ENV["LOUPE_HOME"]):
        for name in files:
            data = open(os.path.join(folder, name), "rb").read()
            leaks += any(w in data for w in words if len(w) > 5)
    check(leaks == 0, "%d of Loupe's files hold a name or an id" % leaks)
    check(loupe("audit", "verify")[0] == 0, "the log verifies")
    print("figure: %d patients, %d studies, %d objects, Loupe killed %d times, Orthanc %d times, network cut %d times, disk full %d times, %.0f s" % (
        PATIENTS, STUDIES, objects, *counts.values(), time.time() - began))
finally:
    archive.kill()
    disk.close()
sys.exit(1 if faults else 0)
