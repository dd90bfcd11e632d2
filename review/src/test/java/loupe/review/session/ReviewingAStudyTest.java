package loupe.review.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.ReviewException;
import loupe.review.edit.SealedReview;
import loupe.review.sealing.SealReview;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.face.ImportBatch;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.keys.AccountSignature;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AI-2: a person decides; every step is journaled, can be taken back, and is fixed by the seal.
class ReviewingAStudyTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
    private static final Code CODE = new Code("123037004", "SCT", "Anatomical Structure");
    private static final FindingId F1 = new FindingId("F1");
    private static final FindingId F2 = new FindingId("F2");
    private static final VoxelGrid GRID = VoxelGrid.axial(8, 8, 3, new PatientPoint(0, 0, 0), 1, 2, "2.25.9");

    @TempDir Path folder;
    private Store store;
    private String studyUid;
    private ReviewSession review;

    @BeforeEach
    void a_study_with_two_findings() throws IOException {
        store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings());
        DataSet source = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.1")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.9")
                .put(Tag.PatientID, Vr.LO, "12345678")
                .build();
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("test")), (image, job) -> List.of());
        DeidOutcome.Cleaned clean = (DeidOutcome.Cleaned) door.deidentify(
                new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), source), JobContext.unattended());
        studyUid = clean.instance().studyInstanceUid();
        StudySummary summary =
                new StudySummary(studyUid, "P", "", "", "", "", "SR", 1, 1, StudyState.TO_REVIEW, 2);
        try (ImportBatch batch = store.beginImport()) {
            batch.add(clean.instance());
            batch.commit(Map.of(studyUid, none -> summary), AuditEntry.of(AuditEvent.IMPORTED, "1"));
        }
        store.append(
                NewRecord.of(studyUid, RecordKind.PREDICTION, Journal.encode(prediction())),
                s -> s,
                AuditEntry.of(AuditEvent.ANALYSED, "net", studyUid));
        review = open();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private StoreSettings settings() {
        return new StoreSettings(NOON, new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader");
    }

    private ReviewSession open() throws IOException {
        return ReviewSession.open(store, NOON, "reader", studyUid);
    }

    private static Prediction prediction() {
        Provenance from = new Provenance("net", "1", "00", NOON.instant(), "test");
        Mask mask = Mask.builder(GRID).add(2, 2, 1).add(3, 2, 1).build();
        Segment segment = new Segment(1, "nodule", CODE, CODE, 0xff0000, mask);
        return new Prediction(
                "2.25.5",
                from,
                List.of(finding(F1, 1, from), finding(F2, 0, from)),
                Optional.of(new Segmentation(GRID, List.of(segment))));
    }

    private static Finding finding(FindingId id, int segment, Provenance from) {
        return new Finding(id, "2.25.5", CODE, "nodule", new PatientPoint(2, 2, 2), 0.5, segment, List.of(), from);
    }

    private static MaskDelta stroke() {
        return MaskDelta.builder(GRID.voxelsPerSlice()).flip(1, 19).flip(1, 20).build();
    }

    @Nested
    class A_brush_stroke {
        @Test
        void changes_the_mask_in_force_and_leaves_the_models_own_beside_it() throws IOException {
            review.paint(F1, "brush", stroke());
            var f = review.state().finding(F1).orElseThrow();
            assertThat(f.original().orElseThrow().count()).isEqualTo(2);
            assertThat(f.segment().orElseThrow().mask().contains(1, 20)).isTrue();
            assertThat(f.verdict()).isInstanceOf(Verdict.Edited.class);
        }

        @Test
        void is_taken_back_and_done_again_after_the_store_was_closed() throws IOException {
            review.paint(F1, "brush", stroke());
            store.close();
            store = Store.open(folder.resolve("store"), "a passphrase".toCharArray(), settings());
            review = open();
            assertThat(review.undoName()).contains("brush on F1");
            review.undo();
            assertThat(review.state().finding(F1).orElseThrow().segment().orElseThrow().mask())
                    .isEqualTo(prediction().segmentation().orElseThrow().segment(1).mask());
            assertThat(review.state().verdict(F1)).isInstanceOf(Verdict.Unreviewed.class);
            review.redo();
            assertThat(open().state().finding(F1).orElseThrow().segment().orElseThrow().mask().contains(1, 20))
                    .isTrue();
        }

        /// The stroke before it could not be kept, so what the person saw never came to be.
        @Test
        void on_a_mask_that_never_came_to_be_is_refused_and_flips_nothing() throws IOException {
            Mask kept = review.state().finding(F1).orElseThrow().segment().orElseThrow().mask();
            MaskDelta second = MaskDelta.builder(GRID.voxelsPerSlice()).flip(1, 20).build();
            assertThatThrownBy(() -> review.paint(F1, "eraser", second, kept.apply(stroke())))
                    .isInstanceOf(ReviewException.class)
                    .hasMessageContaining("paint again");
            assertThat(open().state().finding(F1).orElseThrow().segment().orElseThrow().mask()).isEqualTo(kept);
        }

        @Test
        void of_another_session_on_the_same_study_is_not_painted_over() throws IOException {
            ReviewSession other = open();
            other.paint(F1, "brush", stroke());
            assertThatThrownBy(() -> review.paint(F1, "brush", stroke())).isInstanceOf(ReviewException.class);
            assertThat(review.state().finding(F1).orElseThrow().segment().orElseThrow().mask().contains(1, 20))
                    .as("what the other painted is taken in")
                    .isTrue();
        }

        @Test
        void needs_an_outline() {
            assertThatThrownBy(() -> review.paint(F2, "brush", stroke()))
                    .isInstanceOf(ReviewException.class)
                    .hasMessageContaining("no outline");
        }
    }

    @Nested
    class A_decision {
        @Test
        void keeps_its_coded_reason() throws IOException {
            review.reject(F2, RejectReason.NORMAL_ANATOMY, "vessel");
            assertThat(open().state().verdict(F2))
                    .isEqualTo(new Verdict.Rejected("reader", NOON.instant(), RejectReason.NORMAL_ANATOMY, "vessel"));
        }

        @Test
        void on_a_finding_that_is_not_there_is_refused() {
            assertThatThrownBy(() -> review.accept(new FindingId("F9"))).hasMessageContaining("no finding F9");
        }

        @Test
        void after_an_undo_ends_what_could_be_redone() throws IOException {
            review.accept(F1);
            review.undo();
            review.reject(F1, RejectReason.ARTEFACT, "");
            assertThat(review.redoName()).isEmpty();
        }
    }

    @Nested
    class A_seal {
        @Test
        void waits_for_every_decision() {
            assertThatThrownBy(() -> new SealReview(store, NOON).run(studyUid, "reader", "read"))
                    .hasMessageContaining("F1, F2");
        }

        @Test
        void fits_what_it_signed_and_ends_all_change() throws IOException {
            review.accept(F1);
            review.accept(F2);
            new SealReview(store, NOON).run(studyUid, "reader", "read");
            assertThat(new SealReview(store, NOON).verify(studyUid)).contains(true);
            ReviewSession after = open();
            assertThatThrownBy(() -> after.accept(F1)).hasMessageContaining("sealed");
            assertThatThrownBy(after::undo).hasMessageContaining("sealed");
            assertThat(store.study(studyUid).orElseThrow().state()).isEqualTo(StudyState.SEALED);
        }

        @Test
        void from_another_study_does_not_fit() throws IOException {
            review.accept(F1);
            review.accept(F2);
            store.append(
                    NewRecord.of(
                            studyUid,
                            RecordKind.SEAL,
                            Journal.encode(new SealedReview(
                                    "reader", NOON.instant(), "read", "00".repeat(32), "", "", ""))),
                    s -> s,
                    AuditEntry.of(AuditEvent.SEALED, "", studyUid));
            assertThat(new SealReview(store, NOON).verify(studyUid)).contains(false);
        }

        @Test
        void says_name_time_and_meaning_and_no_word_of_it_can_be_changed() throws IOException {
            review.accept(F1);
            review.accept(F2);
            SealedReview seal = new SealReview(store, NOON).run(studyUid, "reader", "read");
            assertThat(seal.printedName()).isEqualTo("reader");
            assertThat(fits(seal)).isTrue();
            assertThat(fits(changed(seal, "another", seal.meaning(), seal.contentSha256()))).isFalse();
            assertThat(fits(changed(seal, seal.printedName(), "approved", seal.contentSha256()))).isFalse();
            assertThat(fits(changed(seal, seal.printedName(), seal.meaning(), "11".repeat(32)))).isFalse();
        }

        private static SealedReview changed(SealedReview s, String printed, String meaning, String digest) {
            return new SealedReview(s.by(), s.at(), meaning, digest, printed, s.publicKey(), s.signature());
        }

        private static boolean fits(SealedReview s) {
            return new AccountSignature(s.publicKey(), s.signature()).fits(s.statement());
        }
    }
}
