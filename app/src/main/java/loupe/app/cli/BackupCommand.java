package loupe.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import loupe.app.wiring.Workplace;
import loupe.store.Lifecycle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loupe backup DIR`.
@Command(name = "backup", mixinStandardHelpOptions = true, description = "Makes a full copy of the store in a new folder.")
final class BackupCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "DIR", description = "new or empty folder on a local disk")
    Path folder = Path.of("");

    BackupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            session.terminal().begin("backup");
            Lifecycle.BackedUp done = w.store().lifecycle().backUp(folder, session.terminal());
            session.terminal().end();
            session.out().printf(
                    "%d log records, %d objects, %d bytes; check it with `loupe restore`%n",
                    done.events(), done.objects(), done.bytes());
            return 0;
        }
    }
}
