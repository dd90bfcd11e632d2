package loupe.review.detecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.inference.Scan;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RulesForArrivingSeriesTest {
    private static final String RULES = """
            {"format": 1,
             "rules": [{"when": {"modality": ["CT"], "bodyPart": ["CHEST"], "minSlices": 10, "maxSliceMm": 3}, "run": ["ct-lungs"]},
                       {"when": {"modality": ["MR"]}, "run": []}],
             "otherwise": "accepting"}""";

    private static Optional<List<String>> models(String rules, String modality, String bodyPart, int slices) throws IOException {
        VoxelGrid grid = VoxelGrid.axial(4, 4, slices, new PatientPoint(0, 0, 0), 1, 2.5, "");
        try (Volume v = Volume.builder(grid, Volume.SampleType.INT16, "HU").build()) {
            return SiteRules.parse(rules).models(SeriesTraits.ofStack(new Scan(v, "2.25.1", modality, bodyPart)));
        }
    }

    @Test
    void the_first_rule_that_fits_names_the_models() throws IOException {
        assertThat(models(RULES, "CT", "CHEST", 40)).contains(List.of("ct-lungs"));
        assertThat(models(RULES, "MR", "BRAIN", 40)).contains(List.of());
    }

    @Test
    void a_series_that_fits_none_gets_every_model_that_accepts_it_or_none() throws IOException {
        assertThat(models(RULES, "CT", "CHEST", 9)).isEmpty();
        assertThat(models(RULES, "CT", "HEAD", 40)).isEmpty();
        assertThat(models(RULES.replace("accepting", "none"), "CT", "HEAD", 40)).contains(List.of());
    }

    @Test
    void imports_are_analysed_only_where_the_rules_say_so() throws IOException {
        assertThat(SiteRules.parse(RULES).onArrival()).isFalse();
        assertThat(SiteRules.parse(RULES.replace("\"otherwise\"", "\"onArrival\": true, \"otherwise\"")).onArrival()).isTrue();
    }

    @Test
    void what_comes_from_where_is_taken_analysed_and_shown_first_as_the_first_rule_that_names_it_says() throws IOException {
        SiteRules rules = SiteRules.parse(RULES.replace("\"otherwise\"", """
                "senders": [{"from": ["ER_CT", "ER_DX"], "first": true, "analyse": true}, {"from": ["TEST"], "take": false},
                            {"from": ["ER_CT"], "take": false}], "otherwise\""""));
        assertThat(rules.sender("ER_CT ")).isEqualTo(new SiteRules.Sender(List.of("ER_CT", "ER_DX"), true, Optional.of(true), true));
        assertThat(rules.analyses("ER_DX")).isTrue();
        assertThat(rules.analyses("ANY")).as("as for every import").isFalse();
        assertThat(rules.sender("TEST").take()).isFalse();
        assertThat(rules.sender("ANY")).isEqualTo(new SiteRules.Sender(List.of(), true, Optional.empty(), false));
        for (String wrong : List.of(
                "[{\"from\": []}]", "[{\"from\": [7]}]", "[{\"from\": [\"A\"], \"take\": 1}]", "[{\"from\": [\"A\"], \"last\": true}]", "7")) {
            assertThatThrownBy(() -> SiteRules.parse(RULES.replace("\"otherwise\"", "\"senders\": " + wrong + ", \"otherwise\"")))
                    .as(wrong).isInstanceOf(IOException.class).hasMessageContaining("/senders");
        }
    }

    @Test
    void a_film_or_slide_is_one_slice_without_distance() throws IOException {
        SeriesTraits film = SeriesTraits.ofPicture("DX", "CHEST");
        String rules = "{\"format\": 1, \"rules\": [{\"when\": {\"modality\": [\"DX\"], \"%s\": 1}, \"run\": [\"a\"]}], \"otherwise\": \"none\"}";
        assertThat(SiteRules.parse(rules.formatted("minSlices")).models(film)).contains(List.of("a"));
        assertThat(SiteRules.parse(rules.formatted("maxSliceMm")).models(film)).contains(List.of("a"));
    }

    @Nested
    class Say_what_is_wrong {
        private void refused(String part, String by, String message) {
            assertThat(RULES).contains(part);
            assertThatThrownBy(() -> SiteRules.parse(RULES.replace(part, by)))
                    .isInstanceOf(IOException.class).hasMessageContaining(message).hasMessageNotContaining("\n");
        }

        @Test
        void with_the_line_where_they_are_no_json() {
            refused("\"run\": []}", "\"run\": ]}", "line 3");
        }

        @Test
        void with_the_pointer_where_an_entry_is_wrong() {
            refused("\"minSlices\": 10", "\"minSlices\": \"ten\"", "/rules/0/when/minSlices must be a whole number");
            refused("\"run\": []", "\"runs\": []", "/rules/1/runs is not known");
            refused("[\"CT\"]", "[\"C T\"]", "/rules/0/when/modality/0");
            refused("\"accepting\"", "\"maybe\"", "/otherwise");
            refused("\"format\": 1", "\"format\": 1, \"onArrival\": \"yes\"", "/onArrival must be true or false");
            refused("\"format\": 1", "\"format\": 2", "/format");
        }
    }
}
