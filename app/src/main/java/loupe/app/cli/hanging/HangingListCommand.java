package loupe.app.cli.hanging;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.hanging.HangingBook;
import loupe.review.hanging.HangingRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loupe hanging list`.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists your hanging rules, a sentence each.")
public final class HangingListCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    public HangingListCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            int number = 1;
            for (HangingRule r : new HangingBook(w.store()).rules().rules()) {
                session.out().println(number++ + "  " + r.text());
            }
            return 0;
        }
    }
}
