package loupe.review.hanging;

import static loupe.review.hanging.DrawnStudy.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import loupe.core.work.JobContext;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// VIEW-5: what a study is compared with, and why.
class FindingPriorsTest {
    private static final DrawnStudy CHEST = DrawnStudy.of("CT CHEST", "CHEST", sent("CT", "VENOUS", "AX", 2, 3));
    private static final DrawnStudy NATIVE_CHEST = DrawnStudy.of("CT CHEST", "CHEST", sent("CT", "NATIVE", "AX", 2, 3));
    private static final DrawnStudy TRUNK = DrawnStudy.of("CT CHEST ABDOMEN", "CHEST", sent("CT", "VENOUS", "AX", 2, 3));
    private static final DrawnStudy KNEE = DrawnStudy.of("CT KNEE", "KNEE", sent("CT", "BONE", "AX", 2, 1));
    private static final DrawnStudy FILM = DrawnStudy.of("XR CHEST", "CHEST", sent("DX", "PA", "", 1, 0));

    @TempDir Path folder;
    private HangingSite site;

    @BeforeEach
    void opens() throws IOException {
        site = new HangingSite(folder);
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private List<Prior> priors(HangingSite.Read of) throws IOException {
        return new Priors(site.store(), 2, HangingSite::kinds).of(of.summary(), of.kind(), JobContext.unattended());
    }

    private HangingSite.Read had(DrawnStudy study, int number, String date) throws IOException {
        return site.imported(study, "1.2." + (100 + number), "one patient", date);
    }

    @Test
    void are_the_newest_and_the_oldest_of_the_same_patient_modality_and_region_with_the_reason() throws IOException {
        had(NATIVE_CHEST, 1, "20190301");
        had(CHEST, 2, "20200301");
        had(TRUNK, 3, "20221110");
        had(CHEST, 4, "20240101");
        had(KNEE, 5, "20231201");
        had(FILM, 6, "20240102");
        had(CHEST, 7, "20250101");
        site.imported(CHEST, "1.9.1", "another patient", "20240101");
        HangingSite.Read read = had(CHEST, 8, "20240110");
        assertThat(priors(read)).extracting(p -> p.match().reason()).containsExactly(
                "CT chest, 9 days before, same phase",
                "CT chest and abdomen, 14 months before, same phase",
                "CT chest, 5 years before, other phase");
    }

    @Test
    void only_the_headers_of_studies_that_may_be_one_are_read_and_each_is_in_the_log() throws IOException {
        HangingSite.Read knee = had(KNEE, 1, "20190301");
        HangingSite.Read film = had(FILM, 2, "20190301");
        HangingSite.Read earlier = had(CHEST, 3, "20200301");
        HangingSite.Read read = had(CHEST, 4, "20240110");
        site.restart();
        List<Prior> found = priors(read);
        new Priors(site.store(), 2, HangingSite::kinds).looked(found.getFirst());
        List<String> logged = new ArrayList<>();
        for (LoggedEvent e : site.store().events(0, 1000)) {
            if (e.event().filter(AuditEvent.STUDY_READ::equals).isPresent()) {
                logged.add(e.detail() + " " + e.studyUid().orElse(""));
            }
        }
        String uid = earlier.summary().studyUid();
        assertThat(logged).contains("images " + uid, "prior " + uid);
        assertThat(logged.subList(logged.indexOf("images " + uid), logged.size()))
                .noneMatch(l -> l.endsWith(knee.summary().studyUid()) || l.endsWith(film.summary().studyUid()));
    }

    @Nested
    class A_side {
        private final DrawnStudy left = DrawnStudy.of("MR KNEE LEFT", "KNEE", sent("MR", "T1 AX", "AX", 2, 3));
        private final DrawnStudy right = DrawnStudy.of("MR KNEE RIGHT", "KNEE", sent("MR", "T1 AX", "AX", 2, 3));
        private final DrawnStudy unsaid = DrawnStudy.of("MR KNEE", "KNEE", sent("MR", "T1 AX", "AX", 2, 3));

        @Test
        void that_is_the_other_one_is_none_and_one_not_said_may_be() throws IOException {
            had(right, 1, "20230101");
            had(left, 2, "20230201");
            had(unsaid, 3, "20230301");
            assertThat(priors(had(left, 4, "20240110"))).extracting(p -> p.match().reason())
                    .containsExactly("MR knee, 10 months before", "MR knee left, 11 months before");
        }
    }

    @Test
    void what_lies_between_is_said_in_days_months_and_years() {
        assertThat(PriorMatch.words(OptionalLong.of(0))).isEqualTo("same day");
        assertThat(PriorMatch.words(OptionalLong.of(1))).isEqualTo("1 day before");
        assertThat(PriorMatch.words(OptionalLong.of(59))).isEqualTo("59 days before");
        assertThat(PriorMatch.words(OptionalLong.of(60))).isEqualTo("2 months before");
        assertThat(PriorMatch.words(OptionalLong.of(426))).isEqualTo("14 months before");
        assertThat(PriorMatch.words(OptionalLong.of(731))).isEqualTo("2 years before");
        assertThat(PriorMatch.words(OptionalLong.empty())).isEqualTo("date not known");
    }
}
