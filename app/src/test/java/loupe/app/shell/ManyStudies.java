package loupe.app.shell;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.app.browser.StudyRow;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.face.ImportBatch;
import loupe.store.face.SummaryChange;

/// Lines for lists: studies of every state, urgency, modality and region, without pictures.
final class ManyStudies {
    private static final List<String[]> KINDS = List.of(
            new String[] {"CT", "CT chest with contrast"}, new String[] {"CT\\SEG", "CT head without contrast"},
            new String[] {"MR", "MR brain T1 T2 FLAIR"}, new String[] {"MR", "MR knee"}, new String[] {"DX", "Chest PA and lateral"},
            new String[] {"CR", "Wrist two views"}, new String[] {"MG", "Mammography both sides"}, new String[] {"US", "US abdomen"},
            new String[] {"CT\\PT", "PET CT whole body"}, new String[] {"SM", "HE resection"}, new String[] {"MR", "MR liver dynamic"},
            new String[] {"CT", "CT abdomen and pelvis"});
    private static final StudyState[] STATES = {
        StudyState.TO_REVIEW, StudyState.TO_REVIEW, StudyState.NEW, StudyState.IN_REVIEW, StudyState.TO_REVIEW, StudyState.SEALED
    };

    private ManyStudies() {}

    /// Brings lines in, the same each time.
    ///
    /// @param since since when Ben has every ninth study in hand
    static void into(Store store, int number, Instant since) throws IOException {
        SplittableRandom random = new SplittableRandom(41);
        Map<String, SummaryChange> all = new LinkedHashMap<>();
        try (ImportBatch batch = store.beginImport()) {
            for (int i = 0; i < number; i++) {
                StudySummary s = line(random, i, number, since);
                batch.add(new DeidentifiedInstance(
                        TransferSyntax.EXPLICIT_LE,
                        DataSet.builder()
                                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                                .put(Tag.SOPInstanceUID, Vr.UI, s.studyUid() + ".1")
                                .put(Tag.StudyInstanceUID, Vr.UI, s.studyUid())
                                .put(Tag.SeriesInstanceUID, Vr.UI, s.studyUid() + ".2")
                                .put(Tag.PatientID, Vr.LO, s.patientPseudonym())
                                .build()));
                all.put(s.studyUid(), present -> s);
            }
            batch.commit(all, AuditEntry.of(AuditEvent.IMPORTED, "many"));
        }
    }

    private static StudySummary line(SplittableRandom random, int i, int number, Instant since) {
        String[] kind = KINDS.get(i % KINDS.size());
        StudyState state = STATES[random.nextInt(STATES.length)];
        boolean rated = state != StudyState.NEW;
        Urgency.Level level = Urgency.Level.values()[random.nextInt(Urgency.Level.values().length)];
        int deciding = level.compareTo(Urgency.Level.SOON) >= 0 ? 1 + random.nextInt(3) : 0;
        int findings = rated ? deciding + random.nextInt(4) : 0;
        boolean held = i % 9 == 4 && state != StudyState.SEALED;
        String patient = "P-" + Integer.toHexString(0x5a3c91 + 7919 * random.nextInt(Math.max(1, number * 2 / 3))).toUpperCase(Locale.ROOT);
        return new StudySummary(
                "2.25.77" + (100_000 + i), patient, List.of("F", "M", "O").get(i % 7 == 0 ? 2 : i % 2),
                String.format(Locale.ROOT, "%03dY", 18 + random.nextInt(73)),
                "20" + (23 + random.nextInt(3)) + String.format(Locale.ROOT, "%02d%02d", 1 + random.nextInt(12), 1 + random.nextInt(28)),
                kind[1], kind[0], 1 + random.nextInt(9), 1 + random.nextInt(600), state, findings,
                rated ? new Urgency(level, deciding) : Urgency.UNKNOWN,
                held ? Optional.of(new StudyClaim("ben", since)) : Optional.empty());
    }

    /// Numbers of the studies that fit something, as the list gives them.
    static List<Integer> numbers(List<?> rows) {
        List<Integer> out = new ArrayList<>();
        rows.forEach(r -> out.add(((StudyRow) r).number()));
        return out;
    }
}
