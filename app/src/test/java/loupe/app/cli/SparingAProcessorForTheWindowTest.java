package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.WindowOpener;
import loupe.app.wiring.Places;
import loupe.app.text.Language;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.store.keys.KdfCost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// While a window is open models leave it a processor, so that scrolling stays smooth during an analysis.
class SparingAProcessorForTheWindowTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @TempDir Path folder;

    /// How a command line without a command opens the window's store.
    private List<Workplace.Opening> windows() {
        List<Workplace.Opening> asked = new ArrayList<>();
        int exit = CommandLineApp.run(new String[] {"--store", folder.resolve("none").toString()}, new WindowOpener() {
            @Override
            public void open(
                    Workplace.Opening opening, Optional<Workplace> open, Optional<Path> samples, Optional<Language> language, JobContext stop) {
                asked.add(opening);
            }

            @Override
            public String check() {
                return "";
            }
        });
        assertThat(exit).isZero();
        return asked;
    }

    private int threads(int spareProcessors) throws IOException {
        Path root = folder.resolve("spare" + spareProcessors);
        Places places = new Places(root.resolve("device"), root.resolve("log"), root.resolve("store"));
        Workplace.Opening opening =
                new Workplace.Opening(places.store(), places, "reader", KdfCost.forTests(), spareProcessors);
        try (Workplace w = Workplace.create(opening, "a long enough passphrase".toCharArray())) {
            return w.engine().threads();
        }
    }

    @Test
    void the_windows_engine_takes_all_processors_but_one_at_most() throws IOException {
        assumeTrue(PROCESSORS > 1, "one processor cannot be shared out");
        assertThat(windows()).hasSize(1);
        assertThat(threads(windows().getFirst().spareProcessors())).isBetween(1, PROCESSORS - 1);
    }

    @Test
    void the_command_lines_engine_takes_them_all() throws IOException {
        assertThat(threads(0)).isEqualTo(PROCESSORS);
        assertThat(new StoreOptions().opening(0).spareProcessors()).isZero();
    }
}
