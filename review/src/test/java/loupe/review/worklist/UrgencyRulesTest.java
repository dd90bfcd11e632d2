package loupe.review.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Provenance;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.study.Urgency;
import loupe.core.study.Urgency.Level;
import loupe.review.edit.ReviewedFinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// AI-5: how soon a study wants a reader follows from what was found and how probable it is, not from how much was.
class UrgencyRulesTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Provenance NET = new Provenance("net", "1", "00", NOON, "test");
    private static final Verdict OPEN = new Verdict.Unreviewed();

    private static Finding finding(String meaning, double score, boolean calibrated) {
        Code type = new Code("x", "99TEST", meaning);
        return new Finding(
                new FindingId("F1"), "2.25.5", type, meaning, new PatientPoint(0, 0, 0), score, 0, List.of(), NET, List.of(), calibrated);
    }

    private static ReviewedFinding standing(Finding f, Verdict verdict, Optional<Segment> segment) {
        return new ReviewedFinding("p", f, verdict, segment, segment);
    }

    private static ReviewedFinding probable(String meaning, double probability) {
        return standing(finding(meaning, probability, true), OPEN, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "Pneumothorax, 0.9, IMMEDIATE", "Pneumothorax, 0.8, IMMEDIATE", "Pneumothorax, 0.79, URGENT", "Pneumothorax, 0.5, URGENT",
        "Pneumothorax, 0.3, SOON", "Pneumothorax, 0.1, ROUTINE", "Intracranial hemorrhage, 0.95, IMMEDIATE",
        "Pulmonary embolism, 0.6, URGENT", "Free air, 0.9, IMMEDIATE", "Fracture of rib, 0.9, URGENT", "Pneumonia, 0.6, SOON",
        "Pleural effusion, 0.3, ROUTINE", "Solitary nodule of lung, 0.99, SOON", "Solitary nodule of lung, 0.4, ROUTINE",
        "Mass, 0.7, SOON", "Lung, 1, ROUTINE", "Nuclei, 1, ROUTINE", "Strokewidth, 0.9, SOON"
    })
    void the_table_says_kind_by_probability(String meaning, double probability, Level expected) {
        assertThat(UrgencyRules.of(List.of(probable(meaning, probability))).level()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Pneumothorax, URGENT", "Fracture of rib, SOON", "Mass, ROUTINE"})
    void a_score_that_was_never_calibrated_is_no_probability_however_high(String meaning, Level expected) {
        ReviewedFinding f = standing(finding(meaning, 0.999, false), OPEN, Optional.empty());
        assertThat(UrgencyRules.of(List.of(f)).level()).isEqualTo(expected);
    }

    @Test
    void the_most_pressing_finding_decides_and_those_like_it_are_counted() {
        List<ReviewedFinding> all = List.of(
                probable("Mass", 0.9), probable("Mass", 0.9), probable("Mass", 0.9), probable("Pneumothorax", 0.6), probable("Fracture", 0.8));
        assertThat(UrgencyRules.of(all)).isEqualTo(new Urgency(Level.URGENT, 2));
        assertThat(UrgencyRules.of(all.subList(0, 3))).isEqualTo(new Urgency(Level.SOON, 3));
        assertThat(UrgencyRules.of(List.of())).isEqualTo(new Urgency(Level.ROUTINE, 0));
    }

    @Test
    void what_a_person_rejected_no_longer_presses() {
        Verdict no = new Verdict.Rejected("anna", NOON, RejectReason.ARTEFACT, "");
        ReviewedFinding rejected = standing(finding("Pneumothorax", 0.9, true), no, Optional.empty());
        assertThat(UrgencyRules.of(List.of(rejected, probable("Mass", 0.9)))).isEqualTo(new Urgency(Level.SOON, 1));
    }

    @Test
    void a_segment_of_the_category_of_organs_is_one_whatever_it_is_called() {
        VoxelGrid grid = VoxelGrid.axial(8, 8, 2, new PatientPoint(0, 0, 0), 1, 1, "2.25.9");
        Finding f = finding("Caudate nucleus of the left side", 1, true);
        Segment organ = new Segment(1, "caudate", Segment.ANATOMY, f.type(), 0xff0000, Mask.empty(grid));
        assertThat(UrgencyRules.of(List.of(standing(f, OPEN, Optional.of(organ)))).level()).isEqualTo(Level.ROUTINE);
        assertThat(UrgencyRules.of(List.of(standing(f, OPEN, Optional.empty()))).level()).isEqualTo(Level.SOON);
    }
}
