package loupe.app.cli.models;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import loupe.app.cli.shared.CommandContext;
import loupe.core.study.StudySummary;
import loupe.review.detecting.AnalyzeStudy;
import loupe.review.detecting.ArrivalAnalysis;

/// What models did, as lines for people.
public final class AnalysisLines {
    private final CommandContext session;

    public AnalysisLines(CommandContext session) {
        this.session = session;
    }

    void ran(String patientPseudonym, AnalyzeStudy.Ran r) {
        String found = r.findings().isPresent() ? r.findings().getAsInt() + " findings" : "done; shown after your first opinion";
        session.out().printf("%s  series %d  %s: %s%n", patientPseudonym, r.seriesNumber(), r.modelId(), found);
    }

    void refused(String why) {
        session.err().println("loupe: " + why);
    }

    /// @param studies summaries of the studies it went over
    public void arrivals(ArrivalAnalysis done, Iterable<StudySummary> studies) {
        Map<String, StudySummary> known = java.util.stream.StreamSupport.stream(studies.spliterator(), false)
                .collect(Collectors.toMap(StudySummary::studyUid, Function.identity()));
        for (ArrivalAnalysis.One one : done.studies()) {
            StudySummary s = known.get(one.studyUid());
            String who = s == null ? "a study" : s.patientPseudonym();
            one.ran().forEach(r -> ran(who, r));
            one.refused().forEach(this::refused);
            switch (one.state()) {
                case ANALYSED, NOTHING_TO_RUN -> { }
                case SEALED -> session.err().println("loupe: " + who + ": the review is sealed; it is not analysed again");
                case FAILED -> session.err().println("loupe: " + who + " is imported but not analysed: " + one.fault());
                case STOPPED -> session.err().println("loupe: " + who + " is imported but not analysed: cancelled");
            }
        }
    }
}
