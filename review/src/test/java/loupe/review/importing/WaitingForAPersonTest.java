package loupe.review.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.pixel.TextBox;
import loupe.deid.pixel.TextFinder;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.ReviewException;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.intake.KeptPixels;
import loupe.store.Store;
import loupe.store.face.StoredInstance;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingForAPersonTest {
    private static final TextBox PLACE = new TextBox(4, 4, 20, 8);
    /// Finds text in one place, however often it is painted over.
    private static final TextFinder STUBBORN = (image, job) -> List.of(PLACE);

    @TempDir
    Path folder = Path.of("");

    private @org.jspecify.annotations.Nullable Store opened;
    private Path file = Path.of("");

    private Store store() {
        return java.util.Objects.requireNonNull(opened);
    }

    private static Store open(Path folder, boolean fresh) throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "lab");
        char[] passphrase = "a passphrase".toCharArray();
        return fresh
                ? Store.create(folder.resolve("store"), passphrase, settings)
                : Store.open(folder.resolve("store"), passphrase, settings);
    }

    @BeforeEach
    void an_image_that_looks_like_text() throws IOException {
        opened = open(folder, true);
        file = folder.resolve("Quexington.dcm");
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.99")
                .put(Tag.PatientID, Vr.LO, "12345678")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 32.0)
                .put(Tag.Columns, Vr.US, 32.0)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OB, ramp())
                .build();
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
    }

    @AfterEach
    void close() throws IOException {
        store().close();
    }

    private static byte[] ramp() {
        byte[] out = new byte[1024];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (i % 200 + 20);
        }
        return out;
    }

    private Deidentifier door() throws IOException {
        return new Deidentifier(Profiles.importProfile(), PseudonymKey.of(store().projectKey("t")), STUBBORN);
    }

    private ReviewQueue queue() throws IOException {
        return new ReviewQueue(store(), door());
    }

    private ImportReport imported() throws IOException {
        return new ImportStudies(store(), door(), 1).run(List.of(file), JobContext.unattended());
    }

    @Nested
    class An_image_that_waits {

        @Test
        void is_not_imported_and_named_in_the_report() throws IOException {
            ImportReport report = imported();
            assertThat(report.imported()).isZero();
            assertThat(report.refused()).isEmpty();
            assertThat(report.waiting()).hasSize(1);
            assertThat(store().studies()).isEmpty();
            assertThat(queue().waiting()).singleElement().satisfies(w -> assertThat(w.boxes()).hasSize(1));
        }

        @Test
        void is_kept_once_and_after_the_store_was_closed() throws IOException {
            imported();
            imported();
            store().close();
            opened = open(folder, false);
            assertThat(queue().waiting()).hasSize(1);
        }

        @Test
        void has_no_plain_byte_of_its_place_on_the_disk() throws IOException {
            imported();
            store().close();
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(folder.resolve("store"))) {
                all.filter(Files::isRegularFile).forEach(files::add);
            }
            for (Path p : files) {
                assertThat(new String(Files.readAllBytes(p), StandardCharsets.ISO_8859_1)).doesNotContain("Quexington");
            }
            opened = open(folder, false);
        }

        @Test
        void is_shown_as_bare_pixels() throws IOException {
            imported();
            ReviewQueue queue = queue();
            assertThat(queue.picture(queue.image(1), 0, JobContext.unattended()).columns()).isEqualTo(32);
        }
    }

    @Nested
    class A_decision {

        @Test
        void to_keep_what_is_no_text_imports_the_image_unchanged_but_for_what_was_added() throws IOException {
            imported();
            ReviewQueue queue = queue();
            WaitingImage image = queue.image(1);
            TextBox corner = new TextBox(0, 28, 4, 4);
            assertThat(queue.decide(image, ReviewQueue.Decision.on(image, image.boxes(), List.of(corner)), JobContext.unattended()))
                    .isTrue();
            assertThat(queue.waiting()).isEmpty();
            assertThat(store().studies()).hasSize(1);
            assertThat(store().events(0, 100).stream().map(Object::toString)).anyMatch(e -> e.contains("pixels decided by a person"));
        }

        @Test
        void on_an_image_imported_for_research_asks_whether_the_person_agreed_to_research() throws IOException {
            for (Purpose purpose : List.of(Purpose.CARE, Purpose.RESEARCH)) {
                new ImportStudies(store(), door(), 1, purpose).run(List.of(file), JobContext.unattended());
            }
            ReviewQueue queue = queue();
            WaitingImage image = queue.image(1);
            assertThat(queue.waiting()).containsExactly(image);
            knownButNot(Purpose.RESEARCH);
            assertThatThrownBy(() -> queue.decide(
                            image, ReviewQueue.Decision.on(image, image.boxes(), List.of()), JobContext.unattended()))
                    .hasMessageContaining("not agreed");
            assertThat(queue.waiting()).hasSize(1);
            imported();
            WaitingImage again = queue.image(1);
            assertThat(queue.decide(
                            again, ReviewQueue.Decision.on(again, again.boxes(), List.of()), JobContext.unattended()))
                    .isTrue();
        }

        @Test
        void on_an_image_of_a_person_who_refuses_care_keeps_it_waiting() throws IOException {
            imported();
            ReviewQueue queue = queue();
            WaitingImage image = queue.image(1);
            knownButNot(Purpose.CARE);
            assertThatThrownBy(() -> queue.decide(
                            image, ReviewQueue.Decision.on(image, image.boxes(), List.of()), JobContext.unattended()))
                    .hasMessageContaining("not agreed");
            assertThat(queue.waiting()).hasSize(1);
            assertThat(store().studies()).hasSize(1);
        }

        /// Another study of the same person, who refuses one use and agrees to care otherwise.
        private void knownButNot(Purpose purpose) throws IOException {
            DataSet report = DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.9.4")
                    .put(Tag.StudyInstanceUID, Vr.UI, "1.2.9")
                    .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.9.99")
                    .put(Tag.PatientID, Vr.LO, "12345678")
                    .build();
            Path other = folder.resolve("report.dcm");
            try (OutputStream out = Files.newOutputStream(other)) {
                DicomWriter.writeFile(report, TransferSyntax.EXPLICIT_LE, out);
            }
            new ImportStudies(store(), door(), 1).run(List.of(other), JobContext.unattended());
            new Consents(store()).record(
                    store().studies().getFirst().studyUid(), purpose, Consent.Decision.REFUSED,
                    new Consents.Terms(Optional.empty(), "1"));
        }

        @Test
        void that_leaves_text_in_sight_keeps_the_image_waiting() throws IOException {
            imported();
            ReviewQueue queue = queue();
            WaitingImage image = queue.image(1);
            assertThat(queue.decide(image, ReviewQueue.Decision.on(image, List.of(), List.of()), JobContext.unattended())).isFalse();
            assertThat(queue.waiting()).hasSize(1);
        }

        @Test
        void to_leave_it_out_takes_it_off_the_queue() throws IOException {
            imported();
            ReviewQueue queue = queue();
            queue.leaveOut(queue.image(1));
            assertThat(queue.waiting()).isEmpty();
            assertThatThrownBy(() -> queue.image(1)).isInstanceOf(ReviewException.class);
        }

        @Test
        void on_an_image_that_is_gone_says_so() throws IOException {
            imported();
            Files.delete(file);
            ReviewQueue queue = queue();
            assertThatThrownBy(() -> queue.picture(queue.image(1), 0, JobContext.unattended()))
                    .isInstanceOf(ReviewException.class)
                    .hasMessageContaining("not where it lay");
        }
    }

    @Nested
    class A_place_a_person_says_is_anatomy {

        private ImportReport keeping(String place) throws IOException {
            return new ImportStudies(store(), door(), 1)
                    .keepingPixels(KeptPixels.of(List.of(place)))
                    .run(List.of(file), JobContext.unattended());
        }

        @Test
        void stays_as_it_was_and_the_log_says_so() throws IOException {
            ImportReport report = keeping("1.2.3.99:2,2,24,12");
            assertThat(report.imported()).isOne();
            StoredInstance stored = store().instances(report.studyUids().iterator().next()).getFirst();
            assertThat(stored.original().data().bytes(Tag.PixelData).orElseThrow().toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(ramp());
            assertThat(store().events(0, 100).stream().map(Object::toString)).anyMatch(e -> e.contains("kept by a person as anatomy"));
        }

        @Test
        void is_kept_in_the_series_named_only() throws IOException {
            assertThat(keeping("1.2.3.98:2,2,24,12").waiting()).hasSize(1);
        }

        @Test
        void is_not_changed_behind_the_back_of_a_stored_image() throws IOException {
            keeping("1.2.3.99:2,2,24,12");
            assertThat(keeping("1.2.3.99:2,2,24,12").refused()).singleElement().satisfies(r ->
                    assertThat(r.sentence()).contains("in the store already").contains("loupe erase"));
        }

        @Test
        void is_named_by_its_series_and_box() {
            assertThatThrownBy(() -> KeptPixels.of(List.of("here"))).isInstanceOf(ReviewException.class);
        }
    }
}
