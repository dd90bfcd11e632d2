package loupe.review.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.core.study.StudySummary;
import loupe.deid.DeidReport;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.store.ImportBatch;
import loupe.store.Store;
import loupe.store.StoredInstance;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;

/// Puts de-identified instances into the store, batch by batch, and keeps what was changed beside each study.
final class Intake implements AutoCloseable {
    private static final int BATCH = 64;

    private final Store store;
    private final Map<String, StudyTally> tallies = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final Set<String> grown = new LinkedHashSet<>();
    private final Map<String, StudyReport> reports = new LinkedHashMap<>();
    private final Map<String, Boolean> allowed = new LinkedHashMap<>();
    private ImportBatch batch;
    private int inBatch;
    private int imported;
    private int alreadyThere;
    private int boxes;

    Intake(Store store) throws IOException {
        this.store = store;
        this.batch = store.beginImport();
    }

    /// Whether the person of an instance allows a purpose; asked of the store once a person.
    boolean allows(DeidentifiedInstance instance, Purpose purpose) throws IOException {
        String person = instance.data().string(Tag.PatientID, "");
        Boolean known = allowed.get(person);
        if (known == null) {
            known = new Consents(store).allows(person, purpose);
            allowed.put(person, known);
            if (!known) {
                store.log(new AuditEntry(AuditEvent.REFUSED, Outcome.MINOR_FAILURE, "", "no consent for " + purpose, null));
            }
        }
        return known;
    }

    void add(DeidentifiedInstance instance, DeidReport report, List<String> oddities) throws IOException {
        String study = instance.studyInstanceUid();
        StudyTally tally = tally(instance);
        touched.add(study);
        switch (batch.add(instance)) {
            case ALREADY_THERE -> alreadyThere++;
            case STORED -> {
                tally.count(instance.data());
                grown.add(instance.data().string(Tag.SeriesInstanceUID, ""));
                reports.computeIfAbsent(study, k -> new StudyReport()).add(report, oddities);
                boxes += report.boxes().size();
                imported++;
                if (++inBatch == BATCH) {
                    commit();
                }
            }
        }
    }

    private StudyTally tally(DeidentifiedInstance instance) throws IOException {
        String study = instance.studyInstanceUid();
        StudyTally known = tallies.get(study);
        if (known != null) {
            return known;
        }
        StudySummary before = store.study(study).orElse(null);
        StudyTally tally = new StudyTally(before == null ? StudyTally.fresh(instance) : before);
        if (before != null) {
            for (StoredInstance i : store.instances(study)) {
                tally.count(i.header());
            }
        }
        tallies.put(study, tally);
        return tally;
    }

    /// Makes what came in so far part of the store.
    void commit() throws IOException {
        if (inBatch == 0) {
            return;
        }
        List<StudySummary> summaries = new ArrayList<>();
        for (String study : reports.keySet()) {
            summaries.add(summary(study));
        }
        batch.commit(summaries, AuditEntry.of(AuditEvent.IMPORTED, inBatch + " instances"));
        for (Map.Entry<String, StudyReport> e : reports.entrySet()) {
            store.append(
                    NewRecord.of(
                            e.getKey(),
                            RecordKind.DEID_REPORT,
                            e.getValue().toJson().getBytes(StandardCharsets.UTF_8)),
                    summary(e.getKey()),
                    AuditEntry.of(AuditEvent.NOTED, "de-identification report", e.getKey()));
        }
        reports.clear();
        inBatch = 0;
        batch.close();
        batch = store.beginImport();
    }

    private StudySummary summary(String study) {
        StudyTally tally = tallies.get(study);
        if (tally == null) {
            throw new IllegalStateException("a study of the batch was not counted");
        }
        return tally.summary();
    }

    int imported() {
        return imported;
    }

    int alreadyThere() {
        return alreadyThere;
    }

    int boxes() {
        return boxes;
    }

    Set<String> studyUids() {
        return touched;
    }

    /// Series that got images.
    Set<String> grownSeries() {
        return grown;
    }

    @Override
    public void close() {
        batch.close();
    }
}
