package loupe.review.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.engine.EngineSettings;
import loupe.review.detecting.AnalyzeStudy;
import loupe.review.exporting.ExportStudy;
import loupe.review.importing.ImportReport;
import loupe.review.importing.ImportStudies;
import loupe.store.Store;
import loupe.store.audit.AuditEvent;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person said is asked before import, analysis and export.
class ConsentTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Consents.Terms ALWAYS = new Consents.Terms(Optional.empty(), "notice 3");

    @TempDir Path folder;
    private Store store;
    private Consents consents;
    private StudySummary study;

    @BeforeEach
    void a_study_of_one_person() throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.fixed(NOON, ZoneOffset.UTC), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader");
        store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings);
        consents = new Consents(store);
        assertThat(imported("1.2.3", Purpose.CARE).refused()).isEmpty();
        study = store.studies().getFirst();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private ImportReport imported(String uid, Purpose purpose) throws IOException {
        Path file = folder.resolve(uid + ".dcm");
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".9")
                .put(Tag.PatientID, Vr.LO, "12345678")
                .put(Tag.Modality, Vr.CS, "SR")
                .build();
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("test")), (image, job) -> List.of());
        return new ImportStudies(store, door, 1, purpose).run(List.of(file), JobContext.unattended());
    }

    private void say(Purpose purpose, Consent.Decision decision, Consents.Terms terms) throws IOException {
        consents.record(study.studyUid(), purpose, decision, terms);
    }

    private boolean allows(Purpose purpose) throws IOException {
        return consents.allows(study.patientPseudonym(), purpose);
    }

    @Test
    void without_a_record_care_and_quality_assurance_are_allowed_and_nothing_else() throws IOException {
        assertThat(allows(Purpose.CARE)).isTrue();
        assertThat(allows(Purpose.QA)).isTrue();
        assertThat(allows(Purpose.RESEARCH)).isFalse();
        assertThat(allows(Purpose.TRAINING)).isFalse();
    }

    @Test
    void the_newest_word_on_a_purpose_holds_until_its_time() throws IOException {
        say(Purpose.RESEARCH, Consent.Decision.GIVEN, ALWAYS);
        assertThat(allows(Purpose.RESEARCH)).isTrue();
        assertThat(allows(Purpose.TRAINING)).isFalse();
        say(Purpose.RESEARCH, Consent.Decision.WITHDRAWN, ALWAYS);
        assertThat(allows(Purpose.RESEARCH)).isFalse();
        say(Purpose.RESEARCH, Consent.Decision.GIVEN, new Consents.Terms(Optional.of(NOON.minusSeconds(1)), "3"));
        assertThat(allows(Purpose.RESEARCH)).as("it has lapsed").isFalse();
    }

    @Test
    void export_analysis_and_import_ask_and_each_refusal_is_in_the_log() throws IOException {
        say(Purpose.CARE, Consent.Decision.REFUSED, ALWAYS);
        assertThatThrownBy(() -> new ExportStudy(store, "test")
                        .run(study.studyUid(), folder.resolve("out"), new ExportStudy.Choice(false), JobContext.unattended()))
                .hasMessageContaining("not agreed to care");
        assertThatThrownBy(() -> new ExportStudy(store, "test").render(study.studyUid(), folder.resolve("keys"), Purpose.CARE))
                .hasMessageContaining("not agreed to care");
        assertThat(folder.resolve("keys")).doesNotExist();
        try (ModelRunner runner =
                new ModelRunner(EngineSettings.sparing(0), Clock.fixed(NOON, ZoneOffset.UTC), "test")) {
            assertThatThrownBy(() -> new AnalyzeStudy(store, runner)
                            .run(study.studyUid(), Optional.empty(), ModelCatalogue.builtIn(), JobContext.unattended()))
                    .hasMessageContaining("not agreed to care");
        }
        assertThat(imported("1.2.4", Purpose.CARE).refused()).hasSize(1).first().satisfies(r -> assertThat(r.sentence())
                .contains("not agreed"));
        assertThat(store.studies()).hasSize(1);
        assertThat(store.events(0, 1000).stream().filter(e -> e.event().equals(Optional.of(AuditEvent.REFUSED))))
                .hasSize(4);
    }
}
