package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;
import loupe.core.segment.Mask;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.ReviewState;
import loupe.review.sealing.SealReview;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.review.training.TrainingSets;
import loupe.review.training.WriteTrainingSet;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.SiteKind;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Corrected masks leave as a training set where persons agreed, whole or not at all, and can be followed afterwards.
class WritingATrainingSetTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.OBLIQUE, 5, false);
    private static final DrawnSeries MR = new DrawnSeries("1.2.2", "MR", DrawnSeries.SAGITTAL, 4, false);
    private static final DrawnSeries FILM = new DrawnSeries("1.2.3", "CR", new double[0], 1, false);

    @TempDir Path folder;
    private ReviewedStudy site;

    @BeforeEach
    void opens() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private Path out() {
        return folder.resolve("out/set");
    }

    private WriteTrainingSet.Written write(String name) throws IOException {
        return new WriteTrainingSet(site.store(), new SplittableRandom(4)).run(name, out(), List.of(), JOB);
    }

    private TrainingSets sets() {
        return new TrainingSets(site.store());
    }

    /// A study with F1 corrected, F2 rejected and the empty F3 accepted, sealed.
    private String sealed(DrawnSeries drawn) throws IOException {
        String uid = site.analysed(drawn, folder.resolve("in-" + drawn.uid()));
        ReviewSession review = site.review(uid);
        site.paint(uid, ReviewedStudy.BALL, 3);
        review = site.review(uid);
        review.reject(ReviewedStudy.BOX, RejectReason.FALSE_POSITIVE, "");
        review.accept(ReviewedStudy.NOTHING);
        new SealReview(site.store(), site.clock()).run(uid, "Miller^Jane", SealReview.USUAL_MEANING);
        return uid;
    }

    private void says(String uid, Consent.Decision decision) throws IOException {
        new Consents(site.store()).record(uid, Purpose.TRAINING, decision, new Consents.Terms(Optional.empty(), "notice 1"));
    }

    private List<CSVRecord> manifest() throws IOException {
        try (Reader in = Files.newBufferedReader(out().resolve("manifest.csv"), StandardCharsets.UTF_8);
                CSVParser p = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build().parse(in)) {
            return p.getRecords();
        }
    }

    @Nested
    class What_is_written {
        @Test
        void is_the_image_and_the_mask_as_the_reader_left_it_to_the_voxel() throws IOException {
            String uid = sealed(CT);
            says(uid, Consent.Decision.GIVEN);

            WriteTrainingSet.Written done = write("first");

            assertThat(done.images()).isEqualTo(1);
            assertThat(done.masks()).isEqualTo(1);
            assertThat(manifest()).singleElement().satisfies(r -> {
                assertThat(r.get("meaning")).isEqualTo("Nodule");
                assertThat(r.get("answers")).isEqualTo("EDITED");
                assertThat(r.get("made_by")).isEqualTo("made-up-net 1.2");
                assertThat(Double.parseDouble(r.get("dice_to_model"))).isBetween(0.9, 0.9999);
                assertThat(r.get("face_may_show")).isEqualTo("yes");
            });
            CSVRecord row = manifest().getFirst();
            ReviewState state = Journal.replay(site.store().records(uid)).state();
            Mask kept = state.findings().getFirst().segment().orElseThrow().mask();
            MemorySegment mask = NiftiReader.bytes(out().resolve(row.get("mask")), 1 << 20);
            Mask back = NiftiReader.mask(mask, 1);
            assertThat(back.count()).isEqualTo(kept.count()).isEqualTo(Long.parseLong(row.get("voxels")));
            kept.forEachVoxel((c, r, s) -> assertThat(back.contains(c, r, s)).isTrue());
            StudyImages images = StudyImages.of(site.store(), uid);
            Stack stack = images.series().getFirst().stacks().getFirst();
            try (Volume ours = images.volume(stack, JOB);
                    Volume theirs = NiftiReader.volume(NiftiReader.bytes(out().resolve(row.get("image")), 1 << 20))) {
                for (int s = 0; s < 5; s++) {
                    assertThat(theirs.value(14, 7, s)).isEqualTo(ours.value(14, 7, s));
                    assertThat(theirs.grid().toPatient(3, 5, s).distanceMm(ours.grid().toPatient(3, 5, s))).isLessThan(1e-3);
                }
            }
        }

        @Test
        void says_nothing_of_who_it_was_or_who_read() throws IOException {
            String uid = sealed(CT);
            says(uid, Consent.Decision.GIVEN);
            write("quiet");

            String pseudonym = site.store().study(uid).orElseThrow().patientPseudonym();
            try (Stream<Path> files = Files.list(out())) {
                for (Path f : files.toList()) {
                    byte[] bytes = f.toString().endsWith(".gz")
                            ? NiftiReader.bytes(f, 1 << 20).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE)
                            : Files.readAllBytes(f);
                    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain(uid, pseudonym, "Miller", "ID1.2.1");
                }
            }
        }

        @Test
        void has_a_card_that_warns_of_memorising_and_hides_small_counts() throws IOException {
            says(sealed(CT), Consent.Decision.GIVEN);
            says(sealed(MR), Consent.Decision.GIVEN);
            write("card");

            assertThat(out().resolve("card.md")).content(StandardCharsets.UTF_8)
                    .contains("| persons | 2 |", "fewer than 5", "keep single images by heart", "recorded consent", "No certified medical device")
                    .doesNotContain("%d", "%s");
        }
    }

    @Nested
    class An_image_without_a_mask {
        /// A study that was read and in which nothing was let stand.
        private void allRejected(DrawnSeries drawn) throws IOException {
            String uid = site.analysed(drawn, folder.resolve("in-" + drawn.uid()));
            for (FindingId id : List.of(ReviewedStudy.BALL, ReviewedStudy.BOX, ReviewedStudy.NOTHING)) {
                site.review(uid).reject(id, RejectReason.FALSE_POSITIVE, "");
            }
            new SealReview(site.store(), site.clock()).run(uid, "Miller^Jane", SealReview.USUAL_MEANING);
            says(uid, Consent.Decision.GIVEN);
        }

        @Test
        void has_a_line_where_a_model_outlined_and_nothing_of_it_was_confirmed() throws IOException {
            allRejected(CT);

            WriteTrainingSet.Written done = write("nothing");

            assertThat(done.images()).isEqualTo(1);
            assertThat(done.masks()).isZero();
            assertThat(manifest()).singleElement().satisfies(r -> {
                assertThat(out().resolve(r.get("image"))).isRegularFile();
                for (String column : List.of("mask", "mask_sha256", "code", "scheme", "meaning", "answers", "dice_to_model", "ml")) {
                    assertThat(r.get(column)).as(column).isEmpty();
                }
                assertThat(r.get("findings")).isEqualTo("0");
                assertThat(r.get("voxels")).isEqualTo("0");
                assertThat(r.get("made_by")).isEqualTo("made-up-net 1.2");
            });
            assertThat(out().resolve("card.md")).content(StandardCharsets.UTF_8)
                    .contains("| images | 1, of which 1 without anything confirmed |", "| masks | 0 |");
            try (Stream<Path> files = Files.list(out())) {
                assertThat(files.map(p -> p.getFileName().toString())).noneMatch(n -> n.contains("mask"));
            }
        }
    }

    @Nested
    class Who_is_in_it {
        @Test
        void are_only_persons_who_agreed_and_reviews_that_are_sealed() throws IOException {
            String agreed = sealed(CT);
            says(agreed, Consent.Decision.GIVEN);
            sealed(MR);
            String open = site.analysed(FILM, folder.resolve("film"));
            says(open, Consent.Decision.GIVEN);

            WriteTrainingSet.Written done = write("some");

            assertThat(done.set().cases()).singleElement().satisfies(c -> assertThat(c.studyUid()).isEqualTo(agreed));
            assertThat(done.leftOut()).containsOnlyKeys(
                    "a study whose person has not agreed to training", "a study whose review is not sealed");
        }

        @Test
        void is_nobody_where_nobody_agreed_and_nothing_is_left_behind() throws IOException {
            sealed(CT);

            assertThatThrownBy(() -> write("none")).isInstanceOf(ReviewException.class).hasMessageContaining("has not agreed to training");
            assertThat(out()).doesNotExist();
            try (Stream<Path> left = Files.list(folder.resolve("out"))) {
                assertThat(left).isEmpty();
            }
            assertThat(sets().all()).isEmpty();
        }

        @Test
        void can_be_followed_when_a_consent_is_taken_back() throws IOException {
            String first = sealed(CT);
            says(first, Consent.Decision.GIVEN);
            says(sealed(MR), Consent.Decision.GIVEN);
            WriteTrainingSet.Written done = write("kept");
            assertThat(sets().mustGo("kept")).isEmpty();

            says(first, Consent.Decision.WITHDRAWN);

            int number = done.set().cases().stream().filter(c -> c.studyUid().equals(first)).findFirst().orElseThrow().number();
            assertThat(sets().mustGo("kept")).containsExactly(new TrainingSets.MustGo(number, "consent taken back or ended"));
        }
    }

    @Nested
    class The_folder {
        @Test
        void that_holds_files_is_refused_and_left_alone() throws IOException {
            says(sealed(CT), Consent.Decision.GIVEN);
            Files.createDirectories(out());
            Path mine = Files.writeString(out().resolve("mine.txt"), "mine");

            assertThatThrownBy(() -> write("full")).hasMessageContaining("holds files");
            assertThat(mine).hasContent("mine");
        }

        @Test
        void may_be_there_if_it_is_empty_and_what_a_killed_write_left_in_it_goes() throws IOException {
            says(sealed(CT), Consent.Decision.GIVEN);
            Path left = Files.createDirectories(out().resolve(".loupe-export-4711"));
            Files.writeString(left.resolve("case-0001-image-1.nii.gz"), "half an image");

            write("after");

            assertThat(left).doesNotExist();
            try (Stream<Path> files = Files.list(out())) {
                assertThat(files.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder(
                        "case-0001-image-1.nii.gz", "case-0001-image-1-mask-1.nii.gz", "manifest.csv", "card.md", "export.json");
            }
        }

        @Test
        void appears_once_for_a_name() throws IOException {
            says(sealed(CT), Consent.Decision.GIVEN);
            write("once");

            assertThatThrownBy(() -> new WriteTrainingSet(site.store(), new SplittableRandom(4))
                            .run("once", folder.resolve("out/again"), List.of(), JOB))
                    .hasMessageContaining("take another name");
            assertThatThrownBy(() -> write("Not a name!")).hasMessageContaining("small letters");
        }

        @Test
        void is_in_the_log_for_each_study_and_in_the_list_of_sets() throws IOException {
            String uid = sealed(CT);
            says(uid, Consent.Decision.GIVEN);
            WriteTrainingSet.Written done = write("logged");

            assertThat(sets().all()).containsExactly(done.set());
            assertThat(site.store().listSite(SiteKind.TRAINING_SET)).hasSize(1);
            assertThat(site.store().events(0, 1000)).anyMatch(e -> e.event().filter(AuditEvent.EXPORTED::equals).isPresent()
                    && e.detail().contains("training set logged, case 1"));
        }
    }

    @Test
    void films_stay_and_are_said_to() throws IOException {
        says(sealed(CT), Consent.Decision.GIVEN);
        String film = site.analysed(FILM, folder.resolve("film"));
        site.review(film).accept(ReviewedStudy.BALL);
        site.review(film).accept(ReviewedStudy.BOX);
        site.review(film).accept(ReviewedStudy.NOTHING);
        new SealReview(site.store(), site.clock()).run(film, "Miller^Jane", SealReview.USUAL_MEANING);
        says(film, Consent.Decision.GIVEN);

        assertThat(write("films").leftOut()).containsKey("a film or slide: it leaves as DICOM by `loupe export --images --purpose TRAINING`");
    }
}
