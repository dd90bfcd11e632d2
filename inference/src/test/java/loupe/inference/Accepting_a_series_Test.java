package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.inference.card.Accepts;
import loupe.inference.card.ModelCard;
import org.junit.jupiter.api.Test;

class Accepting_a_series_Test {
    private static Scan scan(int slices, double inPlaneMm, String modality, String bodyPart) {
        VoxelGrid g = VoxelGrid.axial(128, 128, slices, new PatientPoint(0, 0, 0), inPlaneMm, 2.5, "");
        return new Scan(Volume.builder(g, Volume.SampleType.INT16, "HU").build(), "2.25.1", modality, bodyPart);
    }

    private static void refused(Scan scan, String because) throws Exception {
        ModelCard card = ModelCatalogue.builtIn().find("ct-lungs").orElseThrow().card();
        try (Volume open = scan.volume()) {
            assertThat(open.grid().columns()).isEqualTo(128);
            assertThatThrownBy(() -> ModelRunner.check(card, scan))
                    .isInstanceOf(UnsuitableInputException.class)
                    .hasMessageContaining(because)
                    .hasMessageEndingWith(".");
        }
    }

    @Test
    void refuses_another_modality_by_name() throws Exception {
        refused(scan(60, 2, "MR", "CHEST"), "takes CT, the series is MR");
    }

    @Test
    void refuses_another_body_part_without_repeating_what_the_file_says() throws Exception {
        refused(scan(60, 2, "CT", "HEAD OF SMITH"), "another body part");
    }

    @Test
    void refuses_too_few_slices() throws Exception {
        refused(scan(4, 2, "CT", ""), "needs at least 16 slices, the series has 4");
    }

    @Test
    void refuses_pixels_too_coarse() throws Exception {
        refused(scan(60, 6, "CT", ""), "the series has 6.00 mm");
    }

    /// A card of the catalogue, but for what it says of blacked places.
    private static ModelCard card(boolean blacked) throws Exception {
        ModelCard c = ModelCatalogue.builtIn().find("ct-lungs").orElseThrow().card();
        Accepts a = c.accepts();
        return new ModelCard(c.id(), c.version(), c.title(), c.task(),
                new Accepts(a.modalities(), a.bodyParts(), a.inPlaneMm(), a.sliceMm(), a.minSlices(), a.minExtentMm(),
                        a.orientations(), blacked),
                c.input(), c.output(), c.labels(), c.statement(), c.sha256());
    }

    @Test
    void refuses_images_in_which_something_was_blacked_only_where_the_card_says_so() throws Exception {
        Scan scan = scan(60, 2, "CT", "CHEST").blacked(960);
        try (Volume open = scan.volume()) {
            assertThat(open.grid().columns()).isEqualTo(128);
            ModelRunner.check(card(true), scan);
            assertThatThrownBy(() -> ModelRunner.check(card(false), scan))
                    .isInstanceOf(UnsuitableInputException.class)
                    .hasMessageContaining("de-identification blacked");
        }
    }

    @Test
    void finds_the_models_that_accept_a_series() throws Exception {
        Scan chest = scan(60, 1.4, "CT", "chest");
        try (Volume open = chest.volume()) {
            assertThat(open.unit()).isEqualTo("HU");
            assertThat(ModelCatalogue.builtIn().accepting(chest))
                    .extracting(m -> m.card().id())
                    .containsExactly("ct-lungs", "ct-nodules");
        }
    }
}
