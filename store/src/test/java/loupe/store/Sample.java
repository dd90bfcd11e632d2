package loupe.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.face.ImportBatch;
import loupe.store.face.SummaryChange;
import loupe.store.fault.StoreException;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.SiteKind;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;

/// Small known studies and stores of them.
final class Sample {
    static final String STUDY = "2.25.4711";
    static final String OTHER_STUDY = "2.25.4712";
    static final String PSEUDONYM = "PSEUDONYM-CANARY-8ZQ";
    static final String DESCRIPTION = "DESCRIPTION-CANARY-K3X";
    static final String PAYLOAD = "PAYLOAD-CANARY-W7T";
    static final String DETAIL = "DETAIL-CANARY-P5J";
    static final String ACTOR = "ACTOR-CANARY-M9N";
    static final String WEIGHTS = "WEIGHTS-CANARY-R2V";
    static final String PIXELS = "PIXELS-CANARY-H6L";

    private Sample() {}

    static char[] passphrase() {
        return "correct horse battery staple".toCharArray();
    }

    static StoreSettings settings(Path device) {
        return settings(device, Clock.systemUTC());
    }

    static StoreSettings settings(Path device, Clock clock) {
        return new StoreSettings(clock, new SecureRandom(), device, KdfCost.forTests(), ACTOR);
    }

    static StudySummary summary(String study, int instances) {
        return new StudySummary(
                study, PSEUDONYM, "F", "042Y", "20200102", DESCRIPTION, "CT", 1, instances, StudyState.NEW, 0);
    }

    static StudySummary inState(StudySummary s, StudyState state) {
        return new StudySummary(
                s.studyUid(), s.patientPseudonym(), s.sex(), s.age(), s.studyDate(), s.description(), s.modalities(),
                s.seriesCount(), s.instanceCount(), state, s.findingCount());
    }

    /// 16 × 16 pixels of 16 bits, three frames, random but for a canary at the start.
    static DeidentifiedInstance instance(String study, int number) {
        byte[] pixels = pixels(number);
        DataSet data = header(study, number)
                .put(Tag.NumberOfFrames, Vr.IS, "3")
                .put(Tag.Rows, Vr.US, 16.0)
                .put(Tag.Columns, Vr.US, 16.0)
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.PixelData, Vr.OW, pixels)
                .build();
        return new DeidentifiedInstance(TransferSyntax.EXPLICIT_LE, data);
    }

    static byte[] pixels(int number) {
        byte[] pixels = new byte[3 * 16 * 16 * 2];
        new Random(number).nextBytes(pixels);
        byte[] canary = PIXELS.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(canary, 0, pixels, 0, canary.length);
        return pixels;
    }

    static DataSet.Builder header(String study, int number) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, study + "." + number)
                .put(Tag.StudyInstanceUID, Vr.UI, study)
                .put(Tag.SeriesInstanceUID, Vr.UI, study + ".9")
                .put(Tag.PatientID, Vr.LO, PSEUDONYM)
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(number));
    }

    static AuditEntry imported(String study) {
        return AuditEntry.of(AuditEvent.IMPORTED, DETAIL, study);
    }

    /// What an import makes of the studies' summaries.
    static Map<String, SummaryChange> become(StudySummary... summaries) {
        Map<String, SummaryChange> all = new LinkedHashMap<>();
        for (StudySummary s : summaries) {
            all.put(s.studyUid(), present -> inState(s, present.map(StudySummary::state).orElse(s.state())));
        }
        return all;
    }

    static void importInstances(Store store, String study, int from, int count) throws StoreException {
        try (ImportBatch batch = store.beginImport()) {
            for (int i = from; i < from + count; i++) {
                batch.add(instance(study, i));
            }
            batch.commit(become(summary(study, from + count - 1)), imported(study));
        }
    }

    /// Two studies, records with and without an object, site objects, a project key.
    static void fill(Store store) throws StoreException {
        importInstances(store, STUDY, 1, 2);
        importInstances(store, OTHER_STUDY, 1, 2);
        byte[] payload = (PAYLOAD + "x".repeat(500)).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        store.append(
                NewRecord.of(STUDY, RecordKind.PREDICTION, payload),
                s -> summary(STUDY, 2),
                AuditEntry.of(AuditEvent.ANALYSED, DETAIL, STUDY));
        store.append(
                NewRecord.of(OTHER_STUDY, RecordKind.PREDICTION, payload),
                s -> summary(OTHER_STUDY, 2),
                AuditEntry.of(AuditEvent.ANALYSED, DETAIL, OTHER_STUDY));
        store.putSite(SiteKind.MODEL_CARD, "lung", WEIGHTS.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        java.util.Arrays.fill(store.projectKey("trial"), (byte) 0);
    }

    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(dir)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void delete(Path folder) throws IOException {
        try (var s = Files.walk(folder)) {
            for (Path p : s.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }
}
