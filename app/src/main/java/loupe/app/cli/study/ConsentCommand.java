package loupe.app.cli.study;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import loupe.review.ReviewException;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe consent STUDY`.
@Command(
        name = "consent",
        mixinStandardHelpOptions = true,
        description = "Shows what a study's person has agreed to, or keeps what they say.")
public final class ConsentCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--purpose", paramLabel = "P", description = "CARE, QA, RESEARCH or TRAINING")
    @Nullable Purpose purpose;

    @Option(names = "--decision", paramLabel = "D", description = "GIVEN, REFUSED or WITHDRAWN")
    Consent.@Nullable Decision decision;

    @Option(names = "--until", paramLabel = "TIME", description = "when a given consent ends, e.g. 2027-01-01T00:00:00Z")
    @Nullable Instant until;

    @Option(names = "--notice", paramLabel = "VERSION", description = "version of the notice the person was shown")
    String notice = "";

    public ConsentCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Purpose p = purpose;
        Consent.Decision d = decision;
        if ((p == null) != (d == null)) {
            throw new ReviewException("name both --purpose and --decision, or neither to see what there is");
        }
        try (Workplace w = where.open()) {
            StudySummary s = study.in(w);
            if (p != null && d != null) {
                w.consents().record(s.studyUid(), p, d, new Consents.Terms(Optional.ofNullable(until), notice));
            }
            for (Consent c : w.consents().of(s.patientPseudonym())) {
                session.out().println(String.join(
                        "  ", c.recorded().toString(), c.purpose().name(), c.decision().name(), c.notice(),
                        c.until().map(u -> "until " + u).orElse("")).strip());
            }
            return 0;
        }
    }
}
