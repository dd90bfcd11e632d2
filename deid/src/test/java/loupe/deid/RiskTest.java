package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import loupe.deid.risk.EquivalenceClasses;
import loupe.deid.risk.PersonTable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RiskTest {

    @Nested
    class The_risks_of_a_table {

        @Test
        void equal_those_of_an_independent_program() throws Exception {
            JsonNode all = new ObjectMapper().readTree(Oracles.shared("oracles/risk/expected.json").toFile());
            assertThat(all.size()).isGreaterThan(5);
            for (JsonNode t : all) {
                PersonTable table = PersonTable.csv(
                        Files.readString(Oracles.shared("oracles/risk/" + t.path("file").asText())));
                List<String> quasi = new ArrayList<>();
                t.path("quasiIdentifiers").forEach(q -> quasi.add(q.asText()));
                String sensitive = t.path("sensitive").path(0).asText();
                EquivalenceClasses classes = new EquivalenceClasses(table, quasi);
                String what = t.path("file").asText();
                assertThat(table.rows()).as(what).hasSize(t.path("rows").asInt());
                assertThat(classes.k()).as(what).isEqualTo(t.path("k").asInt());
                assertThat(classes.distinctL(sensitive)).as(what).isEqualTo(t.path("l").asInt());
                assertThat(classes.count()).as(what).isEqualTo(t.path("equivalenceClasses").asInt());
                assertThat(classes.uniques()).as(what).isEqualTo(t.path("uniques").asInt());
                assertThat(classes.tCloseness(sensitive)).as(what)
                        .isCloseTo(t.path("t_closeness").asDouble(), within(1e-9));
                assertThat(classes.prosecutorMaxRisk()).as(what)
                        .isCloseTo(t.path("prosecutorMaxRisk").asDouble(), within(1e-12));
                assertThat(classes.prosecutorAverageRisk()).as(what)
                        .isCloseTo(t.path("prosecutorAvgRisk").asDouble(), within(1e-12));
                assertThat(classes.recordsAbove(0.2)).as(what).isEqualTo(t.path("recordsAtRisk_gt_0.2").asInt());
                // The program rounds down, and takes a whole number that lacks the last bit for the one below.
                assertThat(classes.entropyL(sensitive)).as(what)
                        .isBetween(t.path("entropyL").asInt() - 1e-9, t.path("entropyL").asInt() + 1 + 1e-9);
            }
        }
    }
}
