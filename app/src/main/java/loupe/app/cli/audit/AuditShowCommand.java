package loupe.app.cli.audit;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.core.encoding.Encoding;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe audit show` and `loupe audit export`: the same lines on the terminal or in a file.
@Command(mixinStandardHelpOptions = true)
public final class AuditShowCommand implements Callable<Integer> {
    private static final int PAGE = 1000;

    private final CommandContext session;
    private final boolean toFile;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--from", paramLabel = "N", description = "first record, from 0")
    long from;

    @Option(names = "--most", paramLabel = "N", description = "how many at most (default: all)")
    int most = Integer.MAX_VALUE;

    @Option(names = "--json", description = "a JSON object a line")
    boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "file to write, a JSON object a line (export)")
    @Nullable Path out;

    public AuditShowCommand(CommandContext session, boolean toFile) {
        this.session = session;
        this.toFile = toFile;
    }

    @Override
    public Integer call() throws Exception {
        Path file = out;
        if (toFile && file == null) {
            throw new loupe.review.ReviewException("name the file to write with --out FILE");
        }
        try (Workplace w = where.open()) {
            if (file == null) {
                each(w, e -> session.out().println(json ? line(e) : text(e)));
                return 0;
            }
            w.store().log(loupe.store.audit.AuditEntry.of(AuditEvent.EXPORTED, "log"));
            try (OutputStream to = Files.newOutputStream(file, java.nio.file.StandardOpenOption.CREATE_NEW)) {
                each(w, e -> to.write((line(e) + "\n").getBytes(StandardCharsets.UTF_8)));
            }
            return 0;
        }
    }

    private interface Taker {
        void take(LoggedEvent e) throws java.io.IOException;
    }

    private void each(Workplace w, Taker taker) throws java.io.IOException {
        long end = Math.min(w.store().trail().size(), most == Integer.MAX_VALUE ? Long.MAX_VALUE : from + most);
        for (long at = from; at < end; at += PAGE) {
            List<LoggedEvent> page = w.store().trail().events(at, (int) Math.min(PAGE, end - at));
            for (LoggedEvent e : page) {
                taker.take(e);
            }
        }
    }

    private static String line(LoggedEvent e) {
        return new String(Encoding.encode("logged-event", 1, e), StandardCharsets.UTF_8);
    }

    private static String text(LoggedEvent e) {
        return String.join(
                "  ",
                Long.toString(e.sequence()),
                e.time().toString(),
                e.event().map(AuditEvent::name).orElse("(not told)"),
                e.outcome().name(),
                e.actor(),
                e.detail(),
                e.studyUid().orElse(""));
    }
}
