package loupe.review.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.importing.ImportStudies;
import loupe.store.Store;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import loupe.store.keys.Credentials;
import loupe.store.keys.KdfCost;
import loupe.store.keys.NewAccount;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person asks for everything that is held on them.
class ExportPersonTest {
    private static final String ANNA = "12345678";
    private static final String BERTA = "87654321";

    @TempDir
    Path folder;

    private StoreSettings settings() {
        return new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader");
    }

    private Path out() {
        return folder.resolve("out");
    }

    @BeforeEach
    void two_studies_of_one_person_and_one_of_another() throws IOException {
        try (Store store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings())) {
            imported(store, "1.2.3", ANNA);
            imported(store, "1.2.4", ANNA);
            imported(store, "1.2.5", BERTA);
        }
    }

    private Store open() throws IOException {
        return Store.open(folder.resolve("store"), "a passphrase".toCharArray(), settings());
    }

    private void imported(Store store, String uid, String person) throws IOException {
        Path file = folder.resolve(uid + ".dcm");
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".9")
                .put(Tag.PatientID, Vr.LO, person)
                .put(Tag.Modality, Vr.CS, "SR")
                .build();
        try (OutputStream to = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, to);
        }
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("test")), (image, job) -> List.of());
        assertThat(new ImportStudies(store, door, 1, Purpose.CARE).run(List.of(file), JobContext.unattended()).refused())
                .isEmpty();
    }

    /// The person with two studies, and the one with one.
    private static String pseudonym(Store store, int studies) throws IOException {
        List<String> all = store.studies().stream().map(StudySummary::patientPseudonym).toList();
        return all.stream()
                .filter(p -> all.stream().filter(p::equals).count() == studies)
                .findFirst()
                .orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(out())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void is_all_of_theirs_and_nothing_of_another_and_an_event_a_study() throws Exception {
        try (Store store = open()) {
            String anna = pseudonym(store, 2);
            StudySummary berta = store.studies().stream()
                    .filter(s -> !s.patientPseudonym().equals(anna))
                    .findFirst()
                    .orElseThrow();
            String first = store.studies().getFirst().studyUid();
            new Consents(store)
                    .record(first, Purpose.RESEARCH, Consent.Decision.GIVEN, new Consents.Terms(Optional.empty(), "notice 3"));
            ExportPerson.Contents done = new ExportPerson(store).run(anna, out(), JobContext.unattended());
            assertThat(done.studies()).hasSize(2).allSatisfy(s -> {
                assertThat(s.images()).isEqualTo(1);
                assertThat(s.records()).isPositive();
            });
            assertThat(done.consents()).hasSize(1);
            assertThat(done.log()).isTrue();
            for (Path p : files()) {
                String text = Files.readString(p, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(text).doesNotContain(berta.studyUid(), berta.patientPseudonym());
            }
            DataSet back = DicomReader.usual().read(out().resolve("study-1/image-00001.dcm")).data();
            assertThat(back.string(Tag.PatientID, "")).isEqualTo(anna);
            assertThat(Files.readString(out().resolve("log.jsonl"))).contains("IMPORTED", "CONSENT_CHANGED");
            assertThat(Files.readString(out().resolve("person.json"))).contains(anna, "notice 3");
            assertThat(store.events(0, 1000).stream().map(LoggedEvent::event).flatMap(Optional::stream))
                    .filteredOn(AuditEvent.PORTABILITY_EXPORTED::equals)
                    .hasSize(2);
        }
    }

    @Test
    void leaves_nothing_where_the_role_does_not_allow_it_and_the_refusal_is_in_the_log() throws Exception {
        String anna;
        try (Store store = open()) {
            anna = pseudonym(store, 2);
            var lock = new NewAccount.Lock.Passphrase("another passphrase".toCharArray(), false);
            store.accounts().add(new NewAccount("tech", "A Technician", Set.of(Role.LAB_TECHNICIAN), lock));
        }
        try (Store store = Store.open(
                folder.resolve("store"),
                new Credentials.Passphrase("tech", "another passphrase".toCharArray(), ""),
                settings())) {
            assertThatThrownBy(() -> new ExportPerson(store).run(anna, out(), JobContext.unattended()))
                    .isInstanceOf(StoreException.class);
            assertThat(out()).doesNotExist();
        }
        try (Store store = open()) {
            assertThat(store.events(0, 1000)).anyMatch(e -> e.event().equals(Optional.of(AuditEvent.REFUSED))
                    && e.actor().equals("tech") && e.detail().startsWith("EXPORT"));
        }
    }

    @Test
    void needs_an_empty_folder_and_somebody_the_store_knows() throws Exception {
        Files.createDirectories(out());
        Files.writeString(out().resolve("letter.txt"), "mine");
        try (Store store = open()) {
            String anna = pseudonym(store, 2);
            assertThatThrownBy(() -> new ExportPerson(store).run(anna, out(), JobContext.unattended()))
                    .hasMessageContaining("not empty");
            assertThatThrownBy(() -> new ExportPerson(store).run("nobody", folder.resolve("x"), JobContext.unattended()))
                    .hasMessageContaining("no study of such a person");
        }
        assertThat(files()).hasSize(1);
    }
}
