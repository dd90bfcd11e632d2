package loupe.app.cli.dashboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyLines;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.review.dashboard.Cases;
import loupe.review.dashboard.Dashboard;
import loupe.review.dashboard.DashboardPages;
import loupe.review.dashboard.DashboardWords;
import loupe.review.dashboard.Dimension;
import loupe.review.dashboard.FindingsLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe dashboard`.
@Command(name = "dashboard", mixinStandardHelpOptions = true,
        description = "Figures of the site: findings and what became of them by group, control charts, calibration, drift, silence, reading"
                + " time, queues; with 95 % intervals.")
public final class DashboardCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--by", split = ",", paramLabel = "D", description = "also by scanner, protocol, modality, sex, age; several by commas")
    List<String> by = List.of();

    @Option(names = "--cases", paramLabel = "LINE.WHAT", description = "the studies behind a number instead, such as 2.rejected")
    @Nullable String cases;

    @Option(names = "--json", description = "print JSON; groups of fewer than 5 persons are put together")
    boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "write a page; groups of fewer than 5 persons are put together")
    @Nullable Path html;

    public DashboardCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        String behind = cases;
        Path page = html;
        if ((json ? 1 : 0) + (page == null ? 0 : 1) + (behind == null ? 0 : 1) > 1) {
            throw new ReviewException("one of --json, --html and --cases at a time");
        }
        List<Dimension> dimensions = dimensions();
        try (Workplace w = where.open()) {
            session.terminal().begin("look through all studies");
            Dashboard d = w.dashboard().run(dimensions, json || page != null, session.terminal());
            session.terminal().end();
            if (json) {
                session.out().println(DashboardPages.json(d));
            } else if (page != null) {
                Files.writeString(page, DashboardPages.html(d));
                session.out().println("written");
            } else if (behind != null) {
                list(w, cases(d, behind));
            } else {
                DashboardWords.of(d).forEach(session.out()::println);
            }
            return 0;
        }
    }

    private List<Dimension> dimensions() throws ReviewException {
        List<Dimension> out = new ArrayList<>();
        for (String word : by) {
            Dimension d = Dimension.of(word).orElseThrow(() -> new ReviewException("--by takes "
                    + Arrays.stream(Dimension.values()).map(Dimension::word).collect(Collectors.joining(", "))));
            if (!out.contains(d)) {
                out.add(d);
            }
        }
        return out;
    }

    private static Cases cases(Dashboard d, String behind) throws ReviewException {
        String[] parts = behind.split("\\.", 2);
        ReviewException wrong = new ReviewException("--cases takes the number of a line and "
                + Arrays.stream(FindingsLine.Kind.values()).map(FindingsLine.Kind::word).collect(Collectors.joining(", "))
                        + ", such as 1.rejected");
        if (parts.length != 2 || !parts[0].matches("[1-9]\\d{0,5}") || Integer.parseInt(parts[0]) > d.lines().size()) {
            throw wrong;
        }
        FindingsLine line = d.lines().get(Integer.parseInt(parts[0]) - 1);
        return line.of(FindingsLine.Kind.of(parts[1]).orElseThrow(() -> wrong));
    }

    private void list(Workplace w, Cases c) throws Exception {
        for (String uid : c.studies()) {
            session.out().println(w.worklist().numberOf(uid) + "  " + StudyLines.text(w.store().study(uid).orElseThrow()));
        }
        session.out().println(c.count() + " in " + c.studies().size() + (c.studies().size() == 1 ? " study" : " studies"));
    }
}
