package loupe.app.cli.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import loupe.core.nifti.NiftiReader;
import loupe.core.segment.Mask;
import loupe.core.study.StudySummary;
import loupe.review.edit.FirstOpinion;
import loupe.review.opinion.Comparison;
import loupe.review.session.ReviewSession;
import loupe.review.watching.OpinionTally;
import loupe.review.watching.ReportPages;
import loupe.review.watching.Switches;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe opinion …`: the blind first read; one method a command.
@Command(name = "opinion", mixinStandardHelpOptions = true, description = "First opinions, read before the models are shown.")
public final class OpinionCommand {
    private static final int MOST_BYTES = 1 << 30;

    private final CommandContext session;

    public OpinionCommand(CommandContext session) {
        this.session = session;
    }

    /// What a site can want.
    enum Wish {
        ON,
        OFF
    }

    @Command(name = "site", mixinStandardHelpOptions = true,
            description = "Whether readers of this site read blind first; ON or OFF sets it (administrator).")
    int site(@Mixin StoreOptions where, @Parameters(index = "0", arity = "0..1", paramLabel = "ON|OFF") @Nullable Wish wish)
            throws Exception {
        try (Workplace w = where.open()) {
            if (wish != null) {
                w.blindReading().want(wish == Wish.ON);
            }
            session.out().println(w.blindReading().wanted()
                    ? "readers read blind first: what models found is hidden until they commit a first opinion"
                    : "readers see what models found at once");
            return 0;
        }
    }

    @Command(name = "commit", mixinStandardHelpOptions = true,
            description = "Commits your first opinion on a study; it cannot be changed afterwards.")
    int commit(
            @Mixin StoreOptions where,
            @Mixin StudyArgument study,
            @Option(names = "--assessment", required = true, paramLabel = "A", description = "${COMPLETION-CANDIDATES}")
                    FirstOpinion.Assessment assessment)
            throws Exception {
        try (Workplace w = where.open()) {
            FirstOpinion o = w.review(study.in(w).studyUid()).commit(assessment);
            session.out().println("first opinion by " + o.by() + " at " + o.at() + ": " + o.assessment().words());
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true,
            description = "First opinions on a study beside what the models found, once you have committed yours.")
    int show(@Mixin StoreOptions where, @Mixin StudyArgument study) throws Exception {
        try (Workplace w = where.open()) {
            StudySummary s = study.in(w);
            ReviewSession review = w.review(s.studyUid());
            if (review.blind()) {
                session.out().println("your first opinion is awaited; nothing is shown before it");
                return 0;
            }
            if (review.state().opinions().isEmpty()) {
                session.out().println("nobody committed a first opinion on this study");
            }
            for (FirstOpinion o : review.state().opinions()) {
                Comparison c = Comparison.of(o, review.state());
                session.out().println("first opinion by " + o.by() + " at " + o.at() + ": " + o.assessment().words()
                        + (o.unseen() ? "" : " (had decided on findings before)"));
                c.agreed().forEach(a ->
                        session.out().println("  agreed       " + a.drawn().id() + " = " + a.found().finding().id()));
                c.onlyReader().forEach(a -> session.out().println("  only reader  " + a.id()));
                c.onlyModels().forEach(f -> session.out().println("  only models  " + f.finding().id()));
            }
            return 0;
        }
    }

    @Command(name = "report", mixinStandardHelpOptions = true,
            description = "How first opinions changed once the models were seen: your own; a QA reviewer's shows all readers'.")
    int report(
            @Mixin StoreOptions where,
            @Option(names = "--truth", paramLabel = "DIR",
                    description = "masks of what is there: STUDY.nii or STUDY.nii.gz by pseudonymous Study Instance UID")
                    @Nullable Path truth,
            @Option(names = "--json", description = "print JSON") boolean json)
            throws Exception {
        try (Workplace w = where.open()) {
            List<Switches> all = new OpinionTally(w.store(), truths(truth, w.store().studies())).run(session.terminal());
            if (json) {
                session.out().println(ReportPages.json(all));
            } else if (all.isEmpty()) {
                session.out().println("no first opinions that you may see counts of");
            } else {
                all.forEach(this::print);
            }
            return 0;
        }
    }

    private void print(Switches s) {
        session.out().printf("%s: %d first opinions, %d more not decided yet%n", s.reader(), s.opinions(), s.pending());
        session.out().printf(
                "  first: agreed %d, only the reader %d, only models %d%n", s.agreed(), s.onlyReader(), s.onlyModels());
        session.out().println("  switched towards the models: " + ReportPages.words(s.towardsOfDiffering()) + of(s.towards()));
        session.out().println("  switched away from them: " + ReportPages.words(s.awayOfAgreed()) + of(s.away()));
    }

    private static String of(Switches.Kind k) {
        return "; right " + k.right() + ", wrong " + k.wrong() + ", truth not known " + k.unknown();
    }

    private static Map<String, Mask> truths(@Nullable Path folder, List<StudySummary> studies) throws IOException {
        Map<String, Mask> out = new HashMap<>();
        if (folder == null) {
            return out;
        }
        for (StudySummary s : studies) {
            for (String end : List.of(".nii", ".nii.gz")) {
                Path file = folder.resolve(s.studyUid() + end);
                if (Files.exists(file)) {
                    out.put(s.studyUid(), mask(file));
                }
            }
        }
        return out;
    }

    private static Mask mask(Path file) throws IOException {
        return NiftiReader.mask(NiftiReader.bytes(file, MOST_BYTES), 1);
    }
}
