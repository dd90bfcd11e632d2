package loupe.app.cli.study;

import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyLines;
import loupe.app.wiring.Workplace;
import loupe.review.reading.StudyEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe list`.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the studies with their numbers, in reading order.")
public final class ListCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public ListCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            List<StudyEntry> all = w.readingList().entries();
            if (json) {
                session.json(all.stream().map(ListedStudy::of).toList());
            } else if (all.isEmpty()) {
                session.out().println("no studies yet; `loupe import PATH` brings some in");
            } else {
                all.forEach(e -> session.out().printf("%3d  %s%n", e.number(), StudyLines.text(e)));
            }
            return 0;
        }
    }
}
