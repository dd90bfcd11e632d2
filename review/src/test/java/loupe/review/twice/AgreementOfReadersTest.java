package loupe.review.twice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.study.StudyState;
import loupe.core.work.JobContext;
import loupe.review.edit.Adjudicated.Reason;
import loupe.review.twice.ShownDifference.Choice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// QA-1: numbers of agreement as their formulas give them by hand, each with interval and n; words where there is too little.
class AgreementOfReadersTest {
    @TempDir Path folder;
    private TwiceSite site;

    @BeforeEach
    void a_site() throws IOException {
        site = TwiceSite.make(folder, 3);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    /// Studies read by two and settled; the account changes a few times in all, for opening a store takes a while.
    private void settled(
            int studies, String first, String second, String third, TwiceSite.Work ofFirst, TwiceSite.Work ofSecond) throws IOException {
        List<String> all = new ArrayList<>();
        site.come(first);
        for (int i = 0; i < studies; i++) {
            String study = site.found(1);
            all.add(study);
            site.reads().assign(study);
            site.decide(study, Set.of());
            ofFirst.on(site.open(study));
            site.reads().finish(study);
        }
        site.come(second);
        for (String study : all) {
            site.decide(study, Set.of());
            ofSecond.on(site.open(study));
            site.reads().finish(study);
        }
        site.come(third);
        for (String study : all) {
            if (site.seen().study(study).orElseThrow().state() == StudyState.TO_ADJUDICATE) {
                for (ShownDifference d : site.reads().differences(study)) {
                    site.reads().settle(study, new DoubleReads.Rule(
                            d.number(), Choice.NEITHER, Reason.NOTHING_THERE, "", ""));
                }
            }
        }
    }

    private AgreementReport report(Optional<LocalDate> from, Optional<LocalDate> until) throws IOException {
        return new ReportAgreement(site.seen(), site.reads()).run(from, until, JobContext.unattended());
    }

    private static final TwiceSite.Work NOTHING = s -> { };
    private static final TwiceSite.Work NODULE = s -> TwiceSite.outline(s, TwiceSite.square(100, 10, 2), TwiceSite.NODULE);
    private static final TwiceSite.Work LARGER = s -> TwiceSite.outline(s, TwiceSite.square(100, 10, 3), TwiceSite.NODULE);

    @Test
    void kappa_agreements_dice_and_distance_are_those_of_the_formulas() throws IOException {
        settled(12, TwiceSite.ANNA, TwiceSite.BEN, TwiceSite.CARA, NODULE, LARGER);
        settled(2, TwiceSite.ANNA, TwiceSite.BEN, TwiceSite.CARA, NODULE, NOTHING);
        settled(1, TwiceSite.ANNA, TwiceSite.BEN, TwiceSite.CARA, NOTHING, NODULE);
        settled(5, TwiceSite.ANNA, TwiceSite.BEN, TwiceSite.CARA, NOTHING, NOTHING);
        AgreementReport r = report(Optional.empty(), Optional.empty());
        assertThat(r.studies()).isEqualTo(20);
        assertThat(r.pairsOfReaders()).isEqualTo(1);
        assertThat(r.classes()).extracting(AgreementReport.OfClass::kind).containsExactly("any finding", "Nodule");
        AgreementReport.OfClass nodule = r.classes().getLast();
        assertThat(List.of(nodule.both(), nodule.onlyFirst(), nodule.onlySecond(), nodule.neither())).containsExactly(12, 2, 1, 5);
        // Observed (12 + 5) / 20 = 0.85; by chance (14 * 13 + 6 * 7) / 400 = 0.56; kappa 0.29 / 0.44.
        assertThat(nodule.kappa().value().orElseThrow()).isCloseTo(0.29 / 0.44, within(1e-12));
        assertThat(nodule.kappa().interval().orElseThrow().low()).isBetween(0.2, 0.65);
        assertThat(nodule.kappa().n()).isEqualTo(20);
        assertThat(nodule.positive().value().orElseThrow()).isCloseTo(24.0 / 27, within(1e-12));
        assertThat(nodule.negative().value().orElseThrow()).isCloseTo(10.0 / 13, within(1e-12));
        assertThat(nodule.fleiss()).as("one pair of readers").isEmpty();
        assertThat(r.found()).isEqualTo(new AgreementReport.Found(12, 2, 1));
        assertThat(r.positiveOfFindings().value().orElseThrow()).isCloseTo(24.0 / 27, within(1e-12));
        // 25 voxels within 49, of which 20 lie 1 mm and 4 sqrt(2) mm off: their 95 % quantile is that of the corners.
        assertThat(r.dice().value().orElseThrow()).isCloseTo(50.0 / 74, within(1e-12));
        assertThat(r.dice().n()).isEqualTo(12);
        assertThat(r.hd95Mm().value().orElseThrow()).isCloseTo(Math.sqrt(2), within(1e-9));
        assertThat(r.volumes().none()).as("all alike").contains("not defined");
        assertThat(r.rulings().get("neither")).as("12 outlines of Dice 0.68 and 3 found by one").isEqualTo(15);
        assertThat(AgreementWords.of(r)).anyMatch(l -> l.matches("  kappa \\(Cohen\\): 0\\.66 \\(0\\.\\d\\d to \\d\\.\\d\\d\\), n = 20"));
    }

    @Test
    void too_few_are_said_to_be_too_few_and_a_period_counts_what_was_settled_in_it() throws IOException {
        settled(2, TwiceSite.ANNA, TwiceSite.BEN, TwiceSite.CARA, NODULE, NODULE);
        site.on("2026-03-05");
        settled(1, TwiceSite.ANNA, TwiceSite.BEN, TwiceSite.CARA, NODULE, NODULE);
        site.come(TwiceSite.QA);
        AgreementReport all = report(Optional.empty(), Optional.empty());
        assertThat(all.studies()).isEqualTo(3);
        assertThat(all.classes().getFirst().kappa().value()).isEmpty();
        assertThat(all.classes().getFirst().kappa().words(2, "")).isEqualTo("too few studies (3; a number from 20 on)");
        assertThat(all.dice().words(3, "")).isEqualTo("too few outlines (3; a number from 10 on)");
        assertThat(all.lengths().none()).startsWith("too few lengths (0");
        assertThat(report(Optional.of(LocalDate.parse("2026-03-01")), Optional.empty()).studies()).isEqualTo(1);
        assertThat(report(Optional.empty(), Optional.of(LocalDate.parse("2026-02-28"))).studies()).isEqualTo(2);
        assertThat(report(Optional.of(LocalDate.parse("2027-01-01")), Optional.empty()).studies()).isZero();
    }

    @Test
    void more_than_two_pairs_of_readers_have_fleiss_kappa_and_lengths_and_volumes_their_correlation() throws IOException {
        double[] mm = {10};
        TwiceSite.Work longer = s -> s.draw(TwiceSite.line(50, 20, mm[0]));
        for (String[] who : List.of(
                new String[] {TwiceSite.ANNA, TwiceSite.BEN, TwiceSite.CARA},
                new String[] {TwiceSite.BEN, TwiceSite.CARA, TwiceSite.ANNA},
                new String[] {TwiceSite.ANNA, TwiceSite.CARA, TwiceSite.BEN})) {
            for (int i = 0; i < 4; i++) {
                int r = i + 1;
                mm[0] += 2;
                settled(1, who[0], who[1], who[2], s -> {
                    longer.on(s);
                    TwiceSite.outline(s, TwiceSite.square(100, 15, r), TwiceSite.NODULE);
                }, s -> {
                    longer.on(s);
                    TwiceSite.outline(s, TwiceSite.square(100, 15, r), TwiceSite.NODULE);
                });
            }
            settled(3, who[0], who[1], who[2], NOTHING, NOTHING);
        }
        AgreementReport r = report(Optional.empty(), Optional.empty());
        assertThat(r.pairsOfReaders()).isEqualTo(3);
        assertThat(r.classes().getLast().fleiss().orElseThrow().value().orElseThrow()).as("they always agree").isCloseTo(1, within(1e-12));
        assertThat(r.lengths().n()).isEqualTo(12);
        assertThat(r.lengths().value().orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(r.volumes().value().orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(r.hd95Mm().value().orElseThrow()).isZero();
    }
}
