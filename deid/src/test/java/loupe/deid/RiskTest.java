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
                java.util.OptionalInt c = classes.recursiveC(
                        sensitive, t.path("recursive_l").asInt(), EquivalenceClasses.CountOrder.ASCENDING);
                assertThat(c.isPresent()).as(what).isEqualTo(!t.path("recursive_c").isNull());
                assertThat(c.orElse(0)).as(what).isEqualTo(t.path("recursive_c").asInt());
                // The program rounds down, and takes a whole number that lacks the last bit for the one below.
                assertThat(classes.entropyL(sensitive)).as(what)
                        .isBetween(t.path("entropyL").asInt() - 1e-9, t.path("entropyL").asInt() + 1 + 1e-9);
            }
        }
    }

    @Nested
    class Recursive_diversity {

        @Test
        void is_taken_with_the_most_frequent_value_first_as_it_is_defined() {
            // One group with counts 5, 2, 1: at l 2, 5 < c (2 + 1) needs c 2; at l 3, 5 < c 1 needs c 6.
            StringBuilder csv = new StringBuilder("zip,illness\n");
            "AAAAABBC".chars().forEach(x -> csv.append("1,").append((char) x).append('\n'));
            EquivalenceClasses one = new EquivalenceClasses(PersonTable.csv(csv.toString()), List.of("zip"));
            assertThat(one.recursiveC("illness", 2, EquivalenceClasses.CountOrder.DESCENDING)).hasValue(2);
            assertThat(one.recursiveC("illness", 3, EquivalenceClasses.CountOrder.DESCENDING)).hasValue(6);
            assertThat(one.recursiveC("illness", 4, EquivalenceClasses.CountOrder.DESCENDING)).isEmpty();
        }
    }

    @Nested
    class A_report {

        private static PersonTable cohort() {
            StringBuilder csv = new StringBuilder("age,sex,code\n");
            for (int i = 0; i < 200; i++) {
                csv.append(20 + i % 60).append(',').append(i % 2 == 0 ? 'F' : 'M').append(',').append(i % 3).append('\n');
            }
            return PersonTable.csv(csv.toString());
        }

        @Test
        void suggests_steps_that_reach_the_size_wanted() {
            var question = new loupe.deid.risk.RiskReport.Question(List.of("age", "sex"), List.of("code"), 10, 0.5);
            var report = loupe.deid.risk.RiskReport.of(cohort(), question);
            assertThat(report.k()).isLessThan(10);
            assertThat(report.suggestions().k()).isGreaterThanOrEqualTo(10);
            assertThat(report.suggestions().personsLeftOut()).isLessThanOrEqualTo(10);
            assertThat(report.suggestions().steps()).anyMatch(s -> s.startsWith("`age`: put the values into ranges of"));
            assertThat(report.journalistMaxRisk()).isEqualTo(report.prosecutorMaxRisk() / 2);
        }

        @Test
        void puts_ZIP_codes_into_the_areas_of_the_Safe_Harbor() throws Exception {
            StringBuilder csv = new StringBuilder("zip,illness\n");
            for (int i = 0; i < 40; i++) {
                csv.append(i % 2 == 0 ? "90210" : "9021" + i % 10).append(",a\n");
            }
            new ObjectMapper().readTree(Oracles.shared("oracles/hipaa_safe_harbor_zip3.json").toFile()).path("zip3")
                    .forEach(area -> csv.append(area.asText()).append("01,b\n"));
            var question = new loupe.deid.risk.RiskReport.Question(List.of("zip"), List.of(), 17, 1);
            var report = loupe.deid.risk.RiskReport.of(PersonTable.csv(csv.toString()), question);
            assertThat(report.suggestions().steps())
                    .containsExactly("`zip`: keep only the first 3 digits, 000 where few people live");
            assertThat(report.suggestions().k()).as("all 17 sparse areas are one").isEqualTo(17);
        }

        @Test
        void suggests_nothing_where_every_group_is_large_enough() {
            var question = new loupe.deid.risk.RiskReport.Question(List.of("sex"), List.of(), 10, 1);
            var report = loupe.deid.risk.RiskReport.of(cohort(), question);
            assertThat(report.suggestions().steps()).isEmpty();
            assertThat(report.suggestions().personsLeftOut()).isZero();
        }
    }
}
