package loupe.review.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.core.study.Urgency.Level;
import loupe.review.hanging.BodyRegion;
import loupe.review.hanging.PriorCounts;
import loupe.review.opinion.BlindReading;
import loupe.review.opinion.ReadersStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines a reader works from: order, region, priors, and what blind reading hides.
class ReadingListTest {
    @TempDir Path folder;
    private ListSite site;
    private int made;

    @BeforeEach
    void a_site() throws IOException {
        site = ListSite.make(folder);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private StudySummary study(StudyState state, Level level, int deciding, int findings) {
        made++;
        return new StudySummary(
                "2.25." + (1000 + made), "P" + made, "F", "061Y", "20260101", "CT chest", "CT", 1, 9, state, findings,
                new Urgency(level, deciding), Optional.empty());
    }

    private List<Integer> order() throws IOException {
        return site.list().entries().stream().map(StudyEntry::number).toList();
    }

    @Nested
    class Reading_order {
        @Test
        void is_by_urgency_then_by_how_many_findings_make_it_so_then_by_waiting() throws IOException {
            site.studies(List.of(
                    study(StudyState.TO_REVIEW, Level.ROUTINE, 0, 40),
                    study(StudyState.TO_REVIEW, Level.SOON, 1, 1),
                    study(StudyState.TO_REVIEW, Level.IMMEDIATE, 1, 1),
                    study(StudyState.TO_REVIEW, Level.SOON, 3, 3),
                    study(StudyState.TO_REVIEW, Level.SOON, 1, 30),
                    study(StudyState.SEALED, Level.IMMEDIATE, 9, 9),
                    study(StudyState.IN_REVIEW, Level.IMMEDIATE, 9, 9),
                    study(StudyState.TO_REVIEW, Level.NOT_RATED, 0, 2),
                    study(StudyState.TO_REVIEW, Level.NOT_RATED, 0, 5),
                    study(StudyState.NEW, Level.NOT_RATED, 0, 0),
                    study(StudyState.TO_REVIEW, Level.URGENT, 1, 1)));
            assertThat(order()).containsExactly(3, 11, 4, 2, 5, 9, 8, 1, 7, 10, 6);
        }

        @Test
        void begins_with_what_the_site_shows_first_until_it_is_sealed() throws IOException {
            site.studies(List.of(
                    study(StudyState.TO_REVIEW, Level.IMMEDIATE, 1, 1), study(StudyState.NEW, Level.NOT_RATED, 0, 0),
                    study(StudyState.SEALED, Level.ROUTINE, 0, 0)));
            new ShownFirst(site.store()).mark(Set.of("2.25.1002", "2.25.1003"));
            new ShownFirst(site.store()).mark(Set.of("2.25.1002"));
            assertThat(order()).containsExactly(2, 1, 3);
            assertThat(site.list().entries()).extracting(StudyEntry::first).containsExactly(true, false, false);
        }

        @Test
        void tells_nothing_of_urgency_to_who_may_not_read_findings() throws IOException {
            site.studies(List.of(
                    study(StudyState.TO_REVIEW, Level.ROUTINE, 0, 1), study(StudyState.TO_REVIEW, Level.IMMEDIATE, 1, 1)));
            assertThat(order()).containsExactly(2, 1);
            site.unlockAs(ListSite.TECHNICIAN);
            assertThat(order()).containsExactly(1, 2);
            assertThat(site.list().entries()).extracting(e -> e.study().urgency()).containsOnly(Urgency.UNKNOWN);
        }

        @Test
        void is_neutral_while_readers_read_blind_whatever_models_found() throws IOException {
            site.studies(List.of(
                    study(StudyState.TO_REVIEW, Level.ROUTINE, 0, 1), study(StudyState.NEW, Level.NOT_RATED, 0, 0),
                    study(StudyState.TO_REVIEW, Level.IMMEDIATE, 2, 2)));
            BlindReading blind = new BlindReading(site.store());
            blind.want(true);
            List<StudyEntry> seen = new ReadingList(new ReadersStore(site.store(), blind)).entries();
            assertThat(seen).extracting(StudyEntry::number).containsExactly(1, 2, 3);
            assertThat(seen).extracting(e -> e.study().urgency()).containsOnly(Urgency.UNKNOWN);
            assertThat(seen).extracting(e -> UrgencyWords.of(e.study())).containsOnly("hidden");
            assertThat(seen).extracting(e -> ListState.of(e.study(), true)).containsOnly(ListState.TO_READ);
        }
    }

    @Nested
    class Priors_and_regions {
        private StudySummary study(String patient, String date, String modalities, String description) {
            made++;
            return new StudySummary(
                    "2.25." + (1000 + made), patient, "M", "050Y", date, description, modalities, 1, 9, StudyState.NEW, 0);
        }

        private int priors(StudySummary of, StudySummary... all) {
            return PriorCounts.of(Arrays.asList(all), BodyRegion::of).get(of.studyUid());
        }

        @Test
        void counts_earlier_studies_of_the_patient_that_are_read_alike_and_may_share_a_region() {
            StudySummary first = study("P1", "20240101", "CT", "CT chest");
            StudySummary head = study("P1", "20240301", "CT", "CT head");
            StudySummary mr = study("P1", "20240301", "MR", "MR chest");
            StudySummary unnamed = study("P1", "20240501", "CT\\SR", "");
            StudySummary other = study("P2", "20240101", "CT", "CT chest");
            StudySummary last = study("P1", "20250101", "CT\\SEG", "CT chest and abdomen");
            StudySummary[] all = {last, first, head, mr, unnamed, other};
            assertThat(priors(first, all)).isZero();
            assertThat(priors(mr, all)).as("another modality").isZero();
            assertThat(priors(other, all)).as("another patient").isZero();
            assertThat(priors(unnamed, all)).as("a region not said may be any").isEqualTo(2);
            assertThat(priors(last, all)).as("trunk with head counts, as the headers decide").isEqualTo(3);
        }

        @Test
        void does_not_count_studies_without_a_pseudonym_as_one_patients_and_takes_missing_dates_for_any() {
            StudySummary nobody = study("", "20240101", "CT", "CT chest");
            StudySummary nobodyElse = study("", "20230101", "CT", "CT chest");
            StudySummary undated = study("P1", "", "CT", "CT chest");
            StudySummary knee = study("P1", "20230101", "CT", "CT knee");
            StudySummary dated = study("P1", "20240101", "CT", "CT chest");
            StudySummary[] all = {nobody, nobodyElse, undated, knee, dated};
            assertThat(priors(nobody, all)).isZero();
            assertThat(priors(dated, all)).isEqualTo(1);
            assertThat(priors(undated, all)).isEqualTo(1);
            assertThat(priors(knee, all)).isZero();
        }

        /// Against every pair looked at one by one.
        @Test
        void agrees_with_looking_at_every_pair() {
            SplittableRandom random = new SplittableRandom(5);
            List<String> places = List.of("CT chest", "CT head", "CT knee", "", "CT abdomen", "CT foot");
            List<StudySummary> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String date = random.nextInt(10) == 0 ? "" : "202401" + (10 + random.nextInt(15));
                all.add(study("P" + random.nextInt(12), date, random.nextBoolean() ? "CT" : "MR", places.get(random.nextInt(places.size()))));
            }
            var counted = PriorCounts.of(all, BodyRegion::of);
            for (StudySummary s : all) {
                long expected = all.stream().filter(o -> o != s && pair(o, s)).count();
                assertThat(counted.get(s.studyUid()).longValue()).isEqualTo(expected);
            }
        }

        private static boolean pair(StudySummary earlier, StudySummary s) {
            boolean trunk = List.of("CT chest", "CT head", "CT abdomen").containsAll(List.of(earlier.description(), s.description()));
            boolean region = earlier.description().isEmpty() || s.description().isEmpty() || trunk
                    || earlier.description().equals(s.description());
            boolean before = earlier.studyDate().isEmpty() || s.studyDate().isEmpty()
                    || earlier.studyDate().compareTo(s.studyDate()) <= 0;
            return earlier.patientPseudonym().equals(s.patientPseudonym()) && earlier.modalities().equals(s.modalities()) && region && before;
        }

        @Test
        void names_the_region_as_the_description_says_it() throws IOException {
            site.studies(List.of(
                    study("P1", "20240101", "CT", "CT THORAX ABDOMEN"), study("P2", "20240101", "MG", ""),
                    study("P3", "20240101", "MR", "T1 MPRAGE BRAIN"), study("P4", "20240101", "US", "screening")));
            assertThat(site.list().entries()).extracting(StudyEntry::regionText)
                    .containsExactly("chest and abdomen", "breast", "brain", "");
            assertThat(site.list().entries().getFirst().regions()).containsExactly(BodyRegion.CHEST, BodyRegion.ABDOMEN);
        }
    }

    /// Looking each number up again took minutes. What it takes is printed and not judged: that is for a machine without other work.
    @Test
    void ten_thousand_studies_are_there_at_once() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<StudySummary> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(new StudySummary(
                    "2.25." + (5000 + i), "P" + random.nextInt(3000), "M", "050Y", "2024" + (1010 + random.nextInt(15)), "CT chest", "CT", 1, 9,
                    StudyState.TO_REVIEW, 2, new Urgency(Level.values()[random.nextInt(5)], random.nextInt(4)), Optional.empty()));
        }
        site.studies(all);
        double[] millis = new double[7];
        for (int i = 0; i < millis.length; i++) {
            long from = System.nanoTime();
            List<StudyEntry> entries = site.list().entries();
            millis[i] = (System.nanoTime() - from) / 1e6;
            assertThat(entries).hasSize(10_000);
            assertThat(entries.stream().map(StudyEntry::number).collect(Collectors.toSet())).hasSize(10_000);
        }
        System.out.printf("figure: list of 10000 studies read in %.0f ms at first, %.0f ms then%n", millis[0], millis[6]);
    }
}
