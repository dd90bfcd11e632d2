package loupe.review.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.face.ImportBatch;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AI-5: urgent studies first.
class ReadingOrderTest {
    @TempDir Path folder;
    private Store store;
    private final List<String> added = new ArrayList<>();

    @BeforeEach
    void opens_a_store() throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader");
        store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings);
    }

    @AfterEach
    void closes_it() throws IOException {
        store.close();
    }

    /// A study that stands so, as the store keeps it.
    private void study(String name, StudyState state, int findings) throws IOException {
        String uid = "1.2.3." + (added.size() + 1);
        DataSet source = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".9")
                .put(Tag.PatientID, Vr.LO, uid)
                .build();
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("test")), (image, job) -> List.of());
        DeidOutcome.Cleaned clean = (DeidOutcome.Cleaned) door.deidentify(
                new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), source), JobContext.unattended());
        try (ImportBatch batch = store.beginImport()) {
            batch.add(clean.instance());
            String study = clean.instance().studyInstanceUid();
            batch.commit(
                    Map.of(study, none -> new StudySummary(study, "P", "", "", "", name, "SR", 1, 1, state, findings)),
                    AuditEntry.of(AuditEvent.IMPORTED, "1"));
        }
        added.add(name);
    }

    private List<String> order() throws IOException {
        return new Worklist(store).studies().stream().map(StudySummary::description).toList();
    }

    @Test
    void begins_with_what_models_found_and_nobody_has_seen_and_ends_with_what_is_signed() throws IOException {
        study("sealed", StudyState.SEALED, 9);
        study("new", StudyState.NEW, 0);
        study("in review", StudyState.IN_REVIEW, 5);
        study("to review", StudyState.TO_REVIEW, 1);
        assertThat(order()).containsExactly("to review", "in review", "new", "sealed");
    }

    @Test
    void puts_many_findings_before_few_and_few_before_none() throws IOException {
        study("none", StudyState.TO_REVIEW, 0);
        study("one", StudyState.TO_REVIEW, 1);
        study("three", StudyState.TO_REVIEW, 3);
        assertThat(order()).containsExactly("three", "one", "none");
    }

    @Test
    void is_the_order_of_import_among_equals() throws IOException {
        study("first", StudyState.TO_REVIEW, 2);
        study("second", StudyState.TO_REVIEW, 2);
        study("opened first", StudyState.IN_REVIEW, 1);
        study("opened second", StudyState.IN_REVIEW, 4);
        assertThat(order()).containsExactly("first", "second", "opened first", "opened second");
    }
}
