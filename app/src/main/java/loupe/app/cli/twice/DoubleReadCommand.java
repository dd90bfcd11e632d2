package loupe.app.cli.twice;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import loupe.review.ReviewException;
import loupe.review.edit.Adjudicated;
import loupe.review.twice.AgreementReport;
import loupe.review.twice.AgreementWords;
import loupe.review.twice.DoubleReads;
import loupe.review.twice.ReadVersion;
import loupe.review.twice.ReportAgreement;
import loupe.review.twice.ShownDifference;
import loupe.review.twice.book.ReadingRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe double-read …`: studies that two readers read, each without the other; one method a command.
@Command(name = "double-read", mixinStandardHelpOptions = true,
        description = "Studies that two readers read, each without the other; a third settles what they differ in.")
public final class DoubleReadCommand {
    private final CommandContext session;

    public DoubleReadCommand(CommandContext session) {
        this.session = session;
    }

    @Command(name = "rule", mixinStandardHelpOptions = true,
            description = "Which studies two readers read; with MODALITY and SHARE sets it (administrator).")
    int rule(
            @Mixin StoreOptions where,
            @Parameters(index = "0", arity = "0..1", paramLabel = "MODALITY", description = "such as CT") @Nullable String modality,
            @Parameters(index = "1", arity = "0..1", paramLabel = "SHARE", description = "none, every, or N for one in N, drawn by lot")
                    @Nullable String share,
            @Option(names = "--json", description = "print JSON") boolean json)
            throws Exception {
        if ((modality == null) != (share == null)) {
            throw new ReviewException("give both: a modality, and none, every or N");
        }
        try (Workplace w = where.open()) {
            DoubleReads reads = w.doubleReads();
            if (modality != null && share != null) {
                reads.rule(changed(reads.rule(), modality.toUpperCase(Locale.ROOT), share));
            }
            if (json) {
                session.json(reads.rule().shares());
            } else {
                session.out().println(reads.rule().words());
            }
            return 0;
        }
    }

    private static ReadingRule changed(ReadingRule rule, String modality, String share) throws ReviewException {
        OptionalInt oneIn = switch (share.toLowerCase(Locale.ROOT)) {
            case "none" -> OptionalInt.empty();
            case "every" -> OptionalInt.of(1);
            default -> {
                if (!share.matches("[1-9]\\d{0,3}")) {
                    throw new ReviewException("a share is none, every, or a number N for one in N");
                }
                yield OptionalInt.of(Integer.parseInt(share));
            }
        };
        try {
            return rule.with(modality, oneIn);
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    /// What JSON shows of a study that two readers read.
    ///
    /// @param study number of the study
    /// @param state as the list shows it
    /// @param yours where your own reading is
    record Open(int study, String state, String yours) {}

    @Command(name = "list", mixinStandardHelpOptions = true,
            description = "The studies that two readers read now, and where your own reading of each is.")
    int list(@Mixin StoreOptions where, @Option(names = "--json", description = "print JSON") boolean json) throws Exception {
        try (Workplace w = where.open()) {
            List<Open> all = new ArrayList<>();
            for (DoubleReads.Standing s : w.doubleReads().open()) {
                all.add(new Open(w.worklist().numberOf(s.studyUid()), s.state().name(), s.yours().name()));
            }
            if (json) {
                session.json(all);
            } else if (all.isEmpty()) {
                session.out().println("two readers read no study now");
            } else {
                all.forEach(o -> session.out().println("study " + o.study + ": " + words(DoubleReads.Yours.valueOf(o.yours))));
            }
            return 0;
        }
    }

    private static String words(DoubleReads.Yours yours) {
        return switch (yours) {
            case FREE -> "a reading is free for you";
            case BEGUN -> "your reading is begun";
            case FINISHED -> "your reading is finished";
            case OTHERS -> "both readings are others'";
            case TO_SETTLE -> "both readings are finished; you may settle what they differ in";
        };
    }

    @Command(name = "assign", mixinStandardHelpOptions = true,
            description = "Has two readers read a study, whatever the rule drew; who has worked on it is its first reader.")
    int assign(@Mixin StoreOptions where, @Mixin StudyArgument study) throws Exception {
        try (Workplace w = where.open()) {
            w.doubleReads().assign(study.in(w).studyUid());
            session.out().println("two readers read this study");
            return 0;
        }
    }

    @Command(name = "begin", mixinStandardHelpOptions = true,
            description = "Begins your reading of a study that two readers read; your first step on it does the same.")
    int begin(@Mixin StoreOptions where, @Mixin StudyArgument study) throws Exception {
        try (Workplace w = where.open()) {
            w.doubleReads().begin(study.in(w).studyUid());
            session.out().println("your reading is begun; `loupe double-read finish` ends it");
            return 0;
        }
    }

    @Command(name = "finish", mixinStandardHelpOptions = true,
            description = "Ends your reading of a study that two readers read; nothing in it changes any more.")
    int finish(@Mixin StoreOptions where, @Mixin StudyArgument study) throws Exception {
        try (Workplace w = where.open()) {
            session.out().println(w.doubleReads().finish(study.in(w).studyUid()).words());
            return 0;
        }
    }

    @Command(name = "take-over", mixinStandardHelpOptions = true,
            description = "Takes a reading over whose reader cannot finish it; you go on with it as it stands.")
    int takeOver(
            @Mixin StoreOptions where,
            @Mixin StudyArgument study,
            @Option(names = "--from", required = true, paramLabel = "NAME", description = "account of the reader who cannot finish")
                    String from,
            @Option(names = "--reason", required = true, paramLabel = "TEXT",
                    description = "why; it stands in the log and must hold nothing of the patient") String reason)
            throws Exception {
        try (Workplace w = where.open()) {
            w.doubleReads().takeOver(study.in(w).studyUid(), from, reason);
            session.out().println("the reading is yours as it stands; `loupe double-read finish` ends it");
            return 0;
        }
    }

    /// What JSON shows of a version.
    ///
    /// @param how how the reader said so; `NOTHING` where they have nothing there
    /// @param model id of the model's finding; empty where none
    /// @param kind in words; empty where nothing
    /// @param millilitres of its outline; null where it has none
    record ShownVersion(String how, String model, String kind, @Nullable Double millilitres) {
        static ShownVersion of(Optional<ReadVersion> v) {
            return v.map(x -> new ShownVersion(
                            x.how().name(), x.model(), x.kind().meaning(),
                            x.millilitres().isPresent() ? x.millilitres().getAsDouble() : null))
                    .orElseGet(() -> new ShownVersion("NOTHING", "", "", null));
        }
    }

    /// What JSON shows of a difference.
    ///
    /// @param number from 1
    /// @param kind what both differ in
    /// @param place middle, mm of the patient
    /// @param dice of both outlines; null where there are not two
    /// @param a one version
    /// @param b the other
    /// @param ruled what stands so far; empty before
    record Shown(int number, String kind, List<Double> place, @Nullable Double dice, ShownVersion a, ShownVersion b, String ruled) {
        static Shown of(ShownDifference d) {
            return new Shown(
                    d.number(), d.kind().name(), List.of(d.place().xMm(), d.place().yMm(), d.place().zMm()),
                    d.dice().isPresent() ? d.dice().getAsDouble() : null, ShownVersion.of(d.a()), ShownVersion.of(d.b()),
                    d.ruled().map(r -> r.what().name()).orElse(""));
        }
    }

    @Command(name = "differences", mixinStandardHelpOptions = true,
            description = "What two readers differ in, for a third to settle: both versions without names, in an order drawn by lot.")
    int differences(
            @Mixin StoreOptions where, @Mixin StudyArgument study, @Option(names = "--json", description = "print JSON") boolean json)
            throws Exception {
        try (Workplace w = where.open()) {
            List<ShownDifference> all = w.doubleReads().differences(study.in(w).studyUid());
            if (json) {
                session.json(all.stream().map(Shown::of).toList());
                return 0;
            }
            for (ShownDifference d : all) {
                session.out().printf(
                        Locale.ROOT, "%d  %s at %.1f, %.1f, %.1f mm%s%s%n", d.number(), d.kind().words(), d.place().xMm(),
                        d.place().yMm(), d.place().zMm(),
                        d.dice().isPresent() ? String.format(Locale.ROOT, ", Dice %.2f", d.dice().getAsDouble()) : "",
                        d.ruled().map(r -> "; settled: " + r.what().words()).orElse(""));
                session.out().println("   A  " + ShownDifference.words(d.a()));
                session.out().println("   B  " + ShownDifference.words(d.b()));
            }
            session.out().println(all.isEmpty()
                    ? "nothing is left to settle"
                    : "settle one: loupe double-read adjudicate STUDY NUMBER --verdict A|B|BOTH|NEITHER|OWN --reason CODE");
            return 0;
        }
    }

    @Command(name = "adjudicate", mixinStandardHelpOptions = true,
            description = "Settles one difference; with the last one the study is settled and can be sealed.")
    int adjudicate(
            @Mixin StoreOptions where,
            @Mixin StudyArgument study,
            @Parameters(index = "1", paramLabel = "NUMBER", description = "from `loupe double-read differences`") int number,
            @Option(names = "--verdict", required = true, paramLabel = "V", description = "what stands: ${COMPLETION-CANDIDATES}")
                    ShownDifference.Choice verdict,
            @Option(names = "--reason", required = true, paramLabel = "CODE", description = "${COMPLETION-CANDIDATES}")
                    Adjudicated.Reason reason,
            @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "in your words; needed with OTHER") String note,
            @Option(names = "--own", paramLabel = "ID", defaultValue = "",
                    description = "with OWN: your own finding on the study, such as M1, R1, or F1 accepted by you") String own)
            throws Exception {
        try (Workplace w = where.open()) {
            StudySummary s = study.in(w);
            int left = w.doubleReads().settle(s.studyUid(), new DoubleReads.Rule(number, verdict, reason, note, own));
            session.out().println(left > 0
                    ? "kept; " + left + (left == 1 ? " difference is" : " differences are") + " left"
                    : "kept; the study is settled and can be sealed (`loupe seal`)");
            return 0;
        }
    }

    @Command(name = "report", mixinStandardHelpOptions = true,
            description = "How readers agree: kappa, positive and negative agreement, Dice, HD95 and ICC with 95 % intervals.")
    int report(
            @Mixin StoreOptions where,
            @Option(names = "--from", paramLabel = "DAY", description = "first day a study was settled, YYYY-MM-DD, UTC")
                    @Nullable String from,
            @Option(names = "--until", paramLabel = "DAY", description = "last day") @Nullable String until,
            @Option(names = "--json", description = "print JSON") boolean json)
            throws Exception {
        Optional<LocalDate> first = day(from);
        Optional<LocalDate> last = day(until);
        try (Workplace w = where.open()) {
            AgreementReport report = new ReportAgreement(w.store(), w.doubleReads()).run(first, last, session.terminal());
            session.terminal().end();
            if (json) {
                session.json(report);
            } else {
                AgreementWords.of(report).forEach(session.out()::println);
            }
            return 0;
        }
    }

    private static Optional<LocalDate> day(@Nullable String word) throws ReviewException {
        try {
            return word == null ? Optional.empty() : Optional.of(LocalDate.parse(word));
        } catch (DateTimeParseException e) {
            throw new ReviewException("a day is written like 2026-03-31", e);
        }
    }
}
