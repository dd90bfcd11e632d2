package loupe.review.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.segment.Code;
import loupe.core.segment.Segment;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.study.Urgency;
import loupe.core.work.JobContext;
import loupe.review.edit.KeptReport;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.StudyImages;
import loupe.review.worklist.UrgencyRules;

/// A finding that a person confirmed or drew, measured.
///
/// @param finding the finding
/// @param kind coded kind in force
/// @param place where it lies
/// @param size how large it is
record Confirmed(ReviewedFinding finding, Code kind, FindingPlace place, FindingSize size) {
    /// Those of a review, in its order; nothing of rejected, undecided or emptied ones.
    ///
    /// @throws IOException if a header is not there
    static List<Confirmed> of(ReviewState state, StudyImages images, JobContext job) throws IOException {
        List<Confirmed> out = new ArrayList<>();
        for (ReviewedFinding f : state.findings()) {
            if (KeptReport.confirmed(f)) {
                job.checkCancelled();
                out.add(of(f, images, job));
            }
        }
        return List.copyOf(out);
    }

    private static Confirmed of(ReviewedFinding f, StudyImages images, JobContext job) throws IOException {
        Optional<Series> series = images.series().stream().filter(s -> s.uid().equals(f.finding().seriesUid())).findFirst();
        Optional<Stack> stack = series.isEmpty()
                ? Optional.empty()
                : images.stackOf(series.get(), f.segment().map(s -> s.mask().grid()));
        int slice = stack.map(t -> f.keySlice(t.grid())).orElse(0);
        FindingPlace place = series.isEmpty()
                ? new FindingPlace(0, 0, 0, "", "")
                : FindingPlace.of(series.get(), stack, slice, f.finding().centre());
        return new Confirmed(f, f.recoded().orElse(f.finding().type()), place, FindingSize.of(f, stack, job));
    }

    String id() {
        return finding.finding().id().value();
    }

    KeptReport.Link link() {
        return new KeptReport.Link(id(), finding.trackingUid());
    }

    /// What it is called: the model's label, or the code's meaning where a person named it otherwise; never a reader's own words.
    String name() {
        String name = finding.recoded().map(Code::meaning).orElse(finding.finding().label()).strip();
        return name.isEmpty() ? kind.meaning() : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /// Whether it is an organ, which points at nothing.
    boolean organ() {
        return finding.segment().filter(Segment::anatomical).isPresent();
    }

    /// How soon it wants to be told, taken as certain: a person said that it is there.
    Urgency.Level urgency() {
        return UrgencyRules.confirmed(finding);
    }
}
