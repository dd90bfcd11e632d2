package loupe.app.cli.store;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.store.face.Lifecycle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loupe backup DIR`.
@Command(name = "backup", mixinStandardHelpOptions = true, description = "Makes a full copy of the store in a new folder.")
public final class BackupCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "DIR", description = "new or empty folder on a local disk")
    Path folder = Path.of("");

    public BackupCommand(CommandContext session) {
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
