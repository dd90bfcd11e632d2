package loupe.app.cli.study;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.cli.shared.StudyLines;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.review.ReviewException;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.FindingsJson;
import loupe.review.opinion.BlindReading;
import loupe.review.session.ReviewSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe review STUDY --accept F | --reject F --reason CODE`.
@Command(name = "review", mixinStandardHelpOptions = true, description = "Accepts or rejects findings.")
public final class ReviewCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--accept", paramLabel = "F", description = "a finding to accept, e.g. F1; `all` for every open one")
    List<String> accept = new ArrayList<>();

    @Option(names = "--reject", paramLabel = "F", description = "a finding to reject; needs --reason")
    List<String> reject = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "CODE", description = "${COMPLETION-CANDIDATES}")
    @Nullable RejectReason reason;

    @Option(names = "--note", paramLabel = "TEXT", description = "free text to a rejection; kept encrypted")
    String note = "";

    @Option(names = "--undo", description = "takes the last step back")
    boolean undo;

    @Option(names = "--take-over", paramLabel = "REASON", description = "takes the study over from a reader who has it in hand")
    String takeOver = "";

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public ReviewCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            String uid = study.in(w).studyUid();
            if (!takeOver.isEmpty()) {
                w.claims().takeOver(uid, takeOver);
            }
            if (undo || !accept.isEmpty() || !reject.isEmpty()) {
                w.claims().requireFree(uid);
            }
            try {
                review(w, uid);
            } finally {
                if (!takeOver.isEmpty()) {
                    w.claims().release(uid);
                }
            }
            return 0;
        }
    }

    private void review(Workplace w, String uid) throws Exception {
        ReviewSession review = w.review(uid);
        if (review.blind() && !(accept.isEmpty() && reject.isEmpty())) {
            throw new ReviewException(BlindReading.FIRST);
        }
        if (undo) {
            String name = review.undo().orElseThrow(() -> new ReviewException("there is no step to take back"));
            session.out().println("took back: " + name);
        }
        decide(review);
        if (json) {
            session.json(FindingsJson.of(review.state()));
        } else {
            if (review.blind()) {
                session.out().println(StudyLines.BLIND);
            }
            review.state().findings().forEach(f -> StudyLines.finding(session.out(), f));
        }
    }

    private void decide(ReviewSession review) throws Exception {
        RejectReason why = reason;
        if (!reject.isEmpty() && why == null) {
            throw new ReviewException("a rejection needs --reason CODE; `loupe review --help` lists the codes");
        }
        for (String id : accept) {
            if (id.equals("all")) {
                for (ReviewedFinding f : review.state().findings()) {
                    if (!f.reviewed()) {
                        review.accept(f.finding().id());
                    }
                }
            } else {
                review.accept(id(id));
            }
        }
        for (String id : reject) {
            if (why != null) {
                review.reject(id(id), why, note);
            }
        }
    }

    private static FindingId id(String word) throws ReviewException {
        try {
            return new FindingId(word);
        } catch (IllegalArgumentException e) {
            throw new ReviewException("a finding is named like F1; `loupe show` lists them", e);
        }
    }
}
