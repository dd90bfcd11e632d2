package loupe.app.cli.store;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loupe rotate`.
@Command(name = "rotate", mixinStandardHelpOptions = true, description = "Replaces the keys that wrap all others.")
public final class RotateCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    public RotateCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            w.store().lifecycle().rotate();
            session.out().println("a new epoch has begun; copies made before open no more without the recovery key");
            return 0;
        }
    }
}
