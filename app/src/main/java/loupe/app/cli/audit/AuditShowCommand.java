package loupe.app.cli.audit;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.trail.LogFilter;
import loupe.review.trail.ReadLog;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe audit show` and `loupe audit export`: the same lines on the terminal or in a file.
@Command(mixinStandardHelpOptions = true)
public final class AuditShowCommand implements Callable<Integer> {
    private final CommandContext session;
    private final boolean toFile;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--from", paramLabel = "N", description = "first record, from 0")
    long from;

    @Option(names = "--most", paramLabel = "N", description = "how many are looked at at most (default: all)")
    int most = Integer.MAX_VALUE;

    @Option(names = "--account", paramLabel = "NAME", description = "only what this account did")
    String account = "";

    @Option(names = "--action", paramLabel = "EVENT", description = "only this action, such as STUDY_READ")
    @Nullable String action;

    @Option(names = "--study", paramLabel = "STUDY", description = "only this study: its number, or the beginning of its UID")
    String study = "";

    @Option(names = "--since", paramLabel = "TIME", description = "only from then on: 2026-11-30 or 2026-11-30T14:00:00Z (UTC)")
    @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "only before then")
    @Nullable String until;

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
            throw new ReviewException("name the file to write with --out FILE");
        }
        Optional<AuditEvent> event = event();
        Optional<Instant> first = time(since);
        Optional<Instant> before = time(until);
        long looked = most == Integer.MAX_VALUE ? Long.MAX_VALUE : most;
        try (Workplace w = where.open()) {
            ReadLog log = new ReadLog(w.store());
            LogFilter filter = new LogFilter(account, event, study.isBlank() ? "" : log.study(study), first, before);
            if (file == null) {
                log.each(from, looked, filter, JobContext.unattended(), e -> session.out().println(json ? ReadLog.line(e) : text(e)));
            } else {
                log.export(file, from, looked, filter, JobContext.unattended());
            }
            return 0;
        }
    }

    private Optional<AuditEvent> event() throws ReviewException {
        String named = action;
        if (named == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(AuditEvent.values())
                .filter(e -> e.name().equalsIgnoreCase(named.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new ReviewException("there is no such action; `loupe audit show` names them, such as STUDY_READ")));
    }

    private static Optional<Instant> time(@Nullable String word) throws ReviewException {
        if (word == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(word.contains("T") ? Instant.parse(word) : LocalDate.parse(word).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new ReviewException("a time is written 2026-11-30 or 2026-11-30T14:00:00Z", e);
        }
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
