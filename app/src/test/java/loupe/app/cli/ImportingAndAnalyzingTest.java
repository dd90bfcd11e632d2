package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import loupe.app.cli.study.ImportCommand;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.importing.ImportReport;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleStudies;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `loupe import --analyze` and the site's rule `onArrival`, each command on a store opened anew: a film whose model the rules name, and a
/// CT that its models accept but for which the rules name none.
class ImportingAndAnalyzingTest {
    private static final String RULES = """
            {"format": 1, "onArrival": %s,
             "rules": [{"when": {"modality": ["CR"]}, "run": ["film-lungs"]}, {"when": {"modality": ["CT"]}, "run": []}]}""";
    /// 33 slices, 82.5 mm: the models of CT take no less than 80 mm.
    private static final int FIRST = 47;
    private static final int LAST = 79;

    @TempDir static Path samples;
    @TempDir Path folder;

    private static SampleStudies.Written written;

    @BeforeAll
    static void draws_two_studies() throws Exception {
        written = SampleStudies.write(samples, PhantomSeeds.demo());
        for (int i = 0; i < written.ctFiles().size(); i++) {
            if (i < FIRST || i > LAST) {
                Files.delete(written.ctFiles().get(i));
            }
        }
    }

    private static String studies() {
        return written.studies().toString();
    }

    private static String film() {
        return written.filmFiles().getFirst().toString();
    }

    private static Loupe.Answer well(Loupe.Answer a) {
        assertThat(a.exit()).as(a.toString()).isZero();
        return a;
    }

    private Loupe site(boolean onArrival) throws Exception {
        Loupe loupe = new Loupe(folder);
        Path rules = Files.writeString(folder.resolve("rules.json"), RULES.formatted(onArrival));
        well(loupe.run("models", "rules", rules.toString()));
        return loupe;
    }

    private static String line(String out, String modality) {
        return out.lines().filter(l -> l.contains("  " + modality + "  ")).findFirst().orElse("");
    }

    @Test
    void on_request_runs_the_models_the_rules_name_and_no_other() throws Exception {
        Loupe loupe = site(false);
        Loupe.Answer plain = well(loupe.run("import", film()));
        assertThat(plain.out()).contains("1 imported").doesNotContain("film-lungs");
        Loupe.Answer a = well(loupe.process("import", studies(), "--analyze"));
        assertThat(a.out()).contains("film-lungs: 1 findings").doesNotContain("ct-lungs", "ct-nodules");
        assertThat(line(a.out(), "CR")).contains("to review", "1 findings");
        assertThat(line(a.out(), "CT")).contains("  new  ", "0 findings");
    }

    @Test
    void by_the_sites_rule_follows_every_import_once_and_leaves_what_is_sealed() throws Exception {
        Loupe loupe = site(true);
        Loupe.Answer first = well(loupe.run("import", studies(), "--json"));
        assertThat(first.out()).contains("\"imported\" : 34", "\"analysis\" : {", "\"ANALYSED\"", "\"NOTHING_TO_RUN\"",
                "\"modelId\" : \"film-lungs\"", "\"cancelled\" : false");
        Loupe.Answer second = well(loupe.run("import", film(), "--json"));
        assertThat(second.out()).contains("\"imported\" : 0", "\"NOTHING_TO_RUN\"").doesNotContain("\"ANALYSED\"");
        String number = well(loupe.run("list")).out().lines().filter(l -> l.contains("  CR  ")).findFirst().orElseThrow()
                .strip().split("\\s+")[0];
        well(loupe.run("review", number, "--accept", "all"));
        well(loupe.run("seal", number));
        Loupe.Answer third = well(loupe.run("import", film()));
        assertThat(third.faults()).hasSize(1).first().asString().contains("sealed").contains("not analysed again");
        well(loupe.run("audit", "verify"));
    }

    @Test
    void ends_in_1_where_an_analysis_failed_in_130_where_it_was_stopped_and_in_0_where_a_study_is_sealed() {
        ImportReport clean = new ImportReport(1, 1, 0, Set.of("2.25.1"), Set.of(), List.of(), List.of(), List.of(), 0);
        assertThat(exit(clean, ArrivalAnalysis.State.FAILED, false)).isEqualTo(1);
        assertThat(exit(clean, ArrivalAnalysis.State.STOPPED, true)).isEqualTo(130);
        assertThat(exit(clean, ArrivalAnalysis.State.SEALED, false)).isZero();
    }

    private static int exit(ImportReport report, ArrivalAnalysis.State state, boolean cancelled) {
        ArrivalAnalysis.One one = new ArrivalAnalysis.One("2.25.1", state, List.of(), List.of(), "");
        return ImportCommand.exit(report, java.util.Optional.of(new ArrivalAnalysis(List.of(one), cancelled)));
    }
}
