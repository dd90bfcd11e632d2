package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import loupe.app.shell.ModelAnswers;
import loupe.app.wiring.Workplace;
import loupe.store.access.Role;
import loupe.store.keys.Credentials;
import loupe.store.keys.NewAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the command line too nobody decides on a study behind the back of who has it in hand. Each command opens the store anew.
class ClaimedStudyCommandsTest {
    private static final String BENS = "bens own passphrase";

    @TempDir Path folder;

    private static Loupe.Answer well(Loupe.Answer a) {
        assertThat(a.exit()).as(a.toString()).isZero();
        return a;
    }

    @Test
    void a_study_in_anothers_hand_is_listed_as_such_refused_and_taken_over_for_a_reason() throws Exception {
        Loupe loupe = new Loupe(folder.resolve("person"));
        String study;
        try (Workplace w = loupe.madeWithAChest()) {
            study = ModelAnswers.of(w, 2);
            w.store().accounts().add(new NewAccount(
                    "ben", "Ben C", Set.of(Role.RADIOLOGIST), new NewAccount.Lock.Passphrase(BENS.toCharArray(), false)));
        }
        try (Workplace w = Workplace.open(loupe.opening().by("ben"), new Credentials.Passphrase("ben", BENS.toCharArray(), ""))) {
            w.claims().take(study);
        }
        assertThat(well(loupe.run("list")).out()).contains("read by ben since ");
        assertThat(well(loupe.run("list", "--json")).out()).contains("\"number\" : 1", "\"by\" : \"ben\"", "\"priors\" : 0");
        for (List<String> command : List.of(List.of("review", "1", "--accept", "all"), List.of("review", "1", "--undo"), List.of("seal", "1"))) {
            Loupe.Answer refused = loupe.process(command.toArray(String[]::new));
            assertThat(refused.exit()).as(command.toString()).isEqualTo(1);
            assertThat(refused.faults()).as(command.toString()).hasSize(1).first().asString().contains("ben has this study in hand");
        }
        assertThat(well(loupe.run("review", "1")).out()).as("to look is free").contains("F1", "F2");
        assertThat(well(loupe.run("review", "1", "--accept", "all", "--take-over", "his shift is over")).out()).contains("accepted");
        assertThat(well(loupe.run("list")).out()).doesNotContain("read by");
        assertThat(well(loupe.run("audit", "show")).out()).contains("taken over from ben: his shift is over");
        well(loupe.run("seal", "1"));
    }
}
