package loupe.review.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.deid.DeidReport;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.face.ImportBatch;
import loupe.store.face.SummaryChange;
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
        StudyTally tally = new StudyTally(StudyTally.fresh(instance));
        if (store.study(study).isPresent()) {
            tally.recount(store.instances(study));
        }
        tallies.put(study, tally);
        return tally;
    }

    /// Makes what came in so far part of the store.
    void commit() throws IOException {
        if (inBatch == 0) {
            return;
        }
        Map<String, SummaryChange> summaries = new LinkedHashMap<>();
        for (String study : reports.keySet()) {
            StudyTally tally = counted(study);
            summaries.put(study, present -> tally.over(present));
        }
        int twice = batch.commit(summaries, AuditEntry.of(AuditEvent.IMPORTED, inBatch + " instances"));
        imported -= twice;
        alreadyThere += twice;
        for (Map.Entry<String, StudyReport> e : reports.entrySet()) {
            report(e.getKey(), e.getValue());
        }
        reports.clear();
        inBatch = 0;
        batch.close();
        batch = store.beginImport();
    }

    private void report(String study, StudyReport report) throws IOException {
        StudyTally tally = counted(study);
        if (tally.othersAdded()) {
            tally.recount(store.instances(study));
        } else {
            tally.stored();
        }
        store.append(
                NewRecord.of(study, RecordKind.DEID_REPORT, report.toJson().getBytes(StandardCharsets.UTF_8)),
                now -> tally.over(now),
                AuditEntry.of(AuditEvent.NOTED, "de-identification report", study));
    }

    private StudyTally counted(String study) {
        StudyTally tally = tallies.get(study);
        if (tally == null) {
            throw new IllegalStateException("a study of the batch was not counted");
        }
        return tally;
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
