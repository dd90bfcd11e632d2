package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    /// More by benchmarks/store-kill.
    private static final int ROUNDS = Integer.getInteger("loupe.kill.rounds", 8);

    @TempDir
    Path temp;

    @Test
    void loses_nothing_acknowledged_when_killed_in_import_paint_seal_backup_migrate_erase_rotate_or_create() throws Exception {
        KillRounds rounds = new KillRounds(temp, Long.getLong("loupe.kill.seed", 7L));
        rounds.run(ROUNDS);
        System.out.println("figure: " + ROUNDS + " kills, 0 of " + rounds.acknowledged()
                + " acknowledged lost, log verified each time; killed in " + rounds.killedIn());
        assertThat(rounds.acknowledged()).as("the rounds must have acknowledged something").isPositive();
    }
}
