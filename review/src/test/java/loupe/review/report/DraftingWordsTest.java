package loupe.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.review.hanging.BodyRegion;
import loupe.review.hanging.ModalityGroup;
import loupe.review.hanging.Side;
import loupe.review.hanging.StudyKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// AI-5: templates, numbers with their bands, and what counts as growth.
class DraftingWordsTest {
    private static StudyKind kind(ModalityGroup modality, BodyRegion... regions) {
        return new StudyKind(modality, Set.of(regions), Side.NONE, Set.of(), List.of());
    }

    private static FindingSize size(double volume, double band) {
        return new FindingSize(
                Optional.empty(), Optional.empty(), Optional.of(new Amount(volume, band, "mL")), Optional.empty(), List.of());
    }

    private static Growth growth(FindingSize before, FindingSize now) {
        return Growth.of(before, now).orElseThrow();
    }

    @Nested
    class A_template {
        private final ReportTemplates templates = ReportTemplates.builtIn();

        @Test
        void fits_modality_and_region_parts_of_it_too() {
            assertThat(templates.of(kind(ModalityGroup.CT, BodyRegion.CHEST)).name()).isEqualTo("CT of the chest");
            assertThat(templates.of(kind(ModalityGroup.CT, BodyRegion.LIVER)).name()).isEqualTo("CT of the abdomen and pelvis");
            assertThat(templates.of(kind(ModalityGroup.MR, BodyRegion.BRAIN)).name()).isEqualTo("MR of the head");
            assertThat(templates.of(kind(ModalityGroup.RADIOGRAPH, BodyRegion.CHEST)).name()).isEqualTo("Radiograph of the chest");
            assertThat(templates.of(kind(ModalityGroup.RADIOGRAPH, BodyRegion.HAND)).name()).isEqualTo("Radiograph");
            assertThat(templates.of(kind(ModalityGroup.SLIDE)).name()).isEqualTo("Slides");
        }

        @Test
        void is_there_for_every_study() {
            for (ModalityGroup m : ModalityGroup.values()) {
                assertThat(templates.of(kind(m)).technique()).contains("{series}");
            }
            assertThat(templates.of(kind(ModalityGroup.CT, BodyRegion.KNEE)).name()).isEqualTo("General");
        }

        @Test
        void puts_findings_below_the_heading_that_names_them() {
            ReportTemplate chest = templates.of(kind(ModalityGroup.CT, BodyRegion.CHEST));
            assertThat(chest.heading("Pleural effusion")).isEqualTo("Pleura");
            assertThat(chest.heading("nodule Nodule")).isEqualTo("Lungs and airways");
            assertThat(chest.heading("something else")).isEmpty();
            assertThat(chest.order("Pleura")).isLessThan(chest.order(""));
        }
    }

    @Nested
    class A_number {
        @Test
        void has_its_unit_its_band_and_the_digits_that_mean_something() {
            assertThat(new Amount(8.234, 0.71, "mm").text()).isEqualTo("8.2 ± 0.7 mm");
            assertThat(new Amount(0.2113, 0.0601, "mL").text()).isEqualTo("0.211 ± 0.060 mL");
            assertThat(new Amount(2130.4, 80.2, "mL").text()).isEqualTo("2130 ± 80 mL");
            assertThat(new Amount(152.31, -1, "mm2").text()).isEqualTo("152 mm²");
        }
    }

    @Nested
    class Growth_between_two_reviews {
        @Test
        void is_none_as_far_as_the_bands_explain_it() {
            assertThat(growth(size(1.0, 0.2), size(1.3, 0.2)).text())
                    .isEqualTo("volume 1.0 ± 0.2 mL then, 1.3 ± 0.2 mL now: +30 % (-8 % to +88 %), no change beyond the bands");
        }

        @Test
        void is_one_where_even_the_least_is_more() {
            Growth g = growth(size(1.0, 0.1), size(2.0, 0.2));
            assertThat(g.low()).isEqualTo(1.8 / 1.1 - 1);
            assertThat(g.high()).isEqualTo(2.2 / 0.9 - 1);
            assertThat(g.text()).endsWith(", larger");
            assertThat(growth(size(2.0, 0.2), size(1.0, 0.1)).text()).endsWith(", smaller");
        }

        @Test
        void has_no_upper_bound_where_the_earlier_one_is_all_band() {
            assertThat(growth(size(0.1, 0.1), size(0.1, 0.05)).text()).contains("no upper bound");
        }

        @Test
        void is_not_said_where_nothing_was_measured_by_both() {
            FindingSize long8 = new FindingSize(
                    Optional.of(new Amount(8, 1, "mm")), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
            assertThat(Growth.of(size(1, 0.1), long8)).isEmpty();
        }
    }
}
