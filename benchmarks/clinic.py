"""A day between Orthanc and Loupe; see benchmarks/clinic."""
import copy
import glob
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pydicom

ROOT, WORK = sys.argv[1], sys.argv[2]
PATIENTS, STUDIES, KILLS, SEED = (int(a) for a in sys.argv[3:7])
CHANCE = random.Random(SEED)
# Names in five character sets, as a hospital's devices write them.
NAMES = [("ISO_IR 100", "Müller^Jörg"), ("ISO_IR 144", "Люкceмбypг^Анна"), ("ISO_IR 126", "Διονυσιος^Νικος"),
         ("ISO_IR 192", "Wójcik^Żaneta"), ("GB18030", "王^小东")]
REASON = "back to the reading room"
ENV = dict(os.environ, LOUPE_HOME=os.path.join(WORK, "loupe"), LOUPE_PASSPHRASE="correct horse battery", OPENCV_LOG_LEVEL="OFF")
counts = {"killed loupe": 0, "killed orthanc": 0}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


DICOM, WEB, LISTEN = free_port(), free_port(), free_port()


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


def loupe(*words, killable=False):
    """Runs a command; where it may be killed, it sometimes is, or the archive is meanwhile. Returns exit code, output, errors."""
    p = subprocess.Popen([os.path.join(ROOT, "loupe"), *words], env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                         start_new_session=True)
    killed = False
    if killable and counts["killed loupe"] + counts["killed orthanc"] < KILLS:
        try:
            p.wait(CHANCE.uniform(1.5, 12))
        except subprocess.TimeoutExpired:
            if CHANCE.random() < 0.6:
                counts["killed loupe"] += 1
                os.killpg(p.pid, signal.SIGKILL)
                killed = True
            else:
                counts["killed orthanc"] += 1
                archive.kill()
                archive.start()
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


def studies():
    """Films of PATIENTS persons: the drawn film under their names, each study and instance with UIDs of its own."""
    out = []
    film = pydicom.dcmread(glob.glob(os.path.join(WORK, "samples", "**", "FILM", "*.dcm"), recursive=True)[0])
    for n in range(STUDIES):
        patient = n % PATIENTS
        charset, name = NAMES[patient % len(NAMES)]
        d = copy.deepcopy(film)
        d.remove_private_tags()
        for keyword in [e.keyword for e in d if e.VR in ("PN", "LO", "SH", "ST", "LT", "UT") or e.VR == "SQ"]:
            if keyword not in ("Manufacturer", "SeriesDescription", "StudyDescription") and keyword in d:
                del d[keyword]
        d.SpecificCharacterSet = charset
        d.PatientName = name + str(patient)
        d.PatientID = "HOSP%05d" % (4711 + patient)
        d.PatientBirthDate = "19%02d0%d1%d" % (30 + patient % 60, 1 + patient % 9, patient % 10)
        d.StudyInstanceUID = "1.2.826.0.1.3680043.9.%d.%d" % (SEED, n)
        d.SeriesInstanceUID = d.StudyInstanceUID + ".1"
        d.SOPInstanceUID = d.StudyInstanceUID + ".1.1"
        d.file_meta.MediaStorageSOPInstanceUID = d.SOPInstanceUID
        d.AccessionNumber = "A%d" % n
        d.StudyID = "S%d" % n
        file = os.path.join(WORK, "in", "%03d.dcm" % n)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        d.save_as(file, write_like_original=False)
        out.append((d.StudyInstanceUID, file, name.split("^")[0]))
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
began = time.time()
try:
    wanted = studies()
    for _, file, _ in wanted:
        archive.put(file)
    before = archive.get("/statistics")
    must("node", "add", "pacs", "--aet", "ORTHANC", "--port", str(DICOM), "--host", "127.0.0.1")
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
    for n in listed:
        must("review", n, "--accept", "all")
        must("seal", n)
        until("send", n, "--to", "pacs", "--reason", REASON, "--listen", str(LISTEN))
    outgoing = json.loads(must("outgoing", "--json"))
    committed = sum(1 for o in outgoing for i in o["instances"] if i["progress"] == "COMMITTED")
    objects = sum(len(o["instances"]) for o in outgoing)
    check(len(outgoing) == STUDIES and committed == objects, "%d of %d objects of %d studies kept for good" % (committed, objects, len(outgoing)))
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
    print("figure: %d patients, %d studies, %d objects, Loupe killed %d times, Orthanc %d times, %.0f s" % (
        PATIENTS, STUDIES, objects, counts["killed loupe"], counts["killed orthanc"], time.time() - began))
finally:
    archive.kill()
sys.exit(1 if faults else 0)
