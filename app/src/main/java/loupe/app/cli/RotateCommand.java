package loupe.app.cli;

import java.util.concurrent.Callable;
import loupe.app.wiring.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loupe rotate`.
@Command(name = "rotate", mixinStandardHelpOptions = true, description = "Replaces the keys that wrap all others.")
final class RotateCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    StoreOptions where = new StoreOptions();

    RotateCommand(Session session) {
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
