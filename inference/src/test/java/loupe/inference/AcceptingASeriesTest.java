package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.study.Stack;
import loupe.inference.card.Accepts;
import loupe.inference.card.ModelCard;
import org.junit.jupiter.api.Test;

class AcceptingASeriesTest {
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

    private static String withoutTypicalInput(String id) throws IOException {
        try (InputStream in = ModelCard.class.getResourceAsStream("/loupe/inference/models/" + id + ".json")) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode card = (ObjectNode) mapper.readTree(in);
            card.remove("typicalInput");
            return mapper.writeValueAsString(card);
        }
    }

    @Test
    void refuses_a_film_that_does_not_say_what_it_shows() throws Exception {
        ModelCard films = ModelCard.parse(withoutTypicalInput("film-lungs"));
        VoxelGrid g = VoxelGrid.axial(64, 64, 1, new PatientPoint(0, 0, 0), 1, 1, "");
        try (Volume film = Volume.builder(g, Volume.SampleType.INT16, "").build()) {
            assertThatThrownBy(() -> ModelRunner.check(films, new Scan(film, "2.25.1", "DX", "")))
                    .isInstanceOf(UnsuitableInputException.class)
                    .hasMessageContaining("names no body part");
            ModelRunner.check(films, new Scan(film, "2.25.1", "DX", "CHEST"));
        }
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
                        a.oddities(), a.orientations(), blacked),
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
    void refuses_slices_that_lie_elsewhere_than_their_grid_says() throws Exception {
        Scan chest = scan(60, 1.4, "CT", "CHEST");
        refused(chest.lying(Set.of(Stack.Warning.IRREGULAR_SPACING)), "slices at one distance");
        refused(scan(60, 1.4, "CT", "CHEST").lying(Set.of(Stack.Warning.MISSING_SLICES)), "the series lacks some");
        refused(scan(60, 1.4, "CT", "CHEST").lying(Set.of(Stack.Warning.SHIFTED_SLICES)), "lie beside it");
        refused(scan(60, 1.4, "CT", "CHEST").lying(Set.of(Stack.Warning.INTERLEAVED_PASSES)), "one pass");
    }

    @Test
    void takes_a_leaning_stack_whose_grid_leans_with_it() throws Exception {
        Scan chest = scan(60, 1.4, "CT", "CHEST").lying(Set.of(Stack.Warning.TILTED));
        try (Volume open = chest.volume()) {
            assertThat(open.unit()).isEqualTo("HU");
            assertThat(ModelCatalogue.builtIn().accepting(chest)).isNotEmpty();
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
