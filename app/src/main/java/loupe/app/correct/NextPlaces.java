package loupe.app.correct;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loupe.app.findings.FindingsViewModel;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.viewer.ViewerViewModel;
import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.doubt.Differences;
import loupe.core.segment.operation.doubt.DoubtfulPlace;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewedFinding;
import loupe.review.explaining.DoubtfulBorders;

/// Goes through places of the outline in hand that are worth a look, the heaviest first; for the toolkit's thread.
public final class NextPlaces {
    private static final Differences.Floor FLOOR = new Differences.Floor(0, 200);

    private final FindingsViewModel findings;
    private final Supplier<ViewerViewModel> active;
    private final Background working;
    private final Consumer<String> tell;
    private final Kind kind;
    private Optional<FindingId> of = Optional.empty();
    private Optional<Mask> mask = Optional.empty();
    private List<DoubtfulPlace> places = List.of();
    private int at = -1;
    private boolean looking;

    /// Which places.
    ///
    /// @param word what one is called
    /// @param none what is said of an outline that has none
    /// @param begins what is said while they are looked for; empty where that takes no time
    /// @param search how they are found
    public record Kind(String word, String none, String begins, Search search) {
        /// Where an outline differs from the model's.
        public static Kind differences() {
            return new Kind(later("difference"), later("{0} is as the model made it."), "", f -> Differences.of(
                    f.segment().orElseThrow().mask(), f.original().orElseThrow(), FLOOR, JobContext.unattended()));
        }

        /// Where the model that made an outline is in doubt about its border as it stands.
        ///
        /// @param job ends with the study
        public static Kind doubts(DoubtfulBorders doubts, String studyUid, JobContext job) {
            return new Kind(later("doubtful border"), later("{0} has no border the model is in doubt about."),
                    later("The model is asked again how sure it is of the border."),
                    f -> doubts.of(studyUid, f.finding().id().value(), f.segment().orElseThrow().mask(), job));
        }
    }

    /// Finds places, not on the toolkit's thread.
    @FunctionalInterface
    public interface Search {
        /// @param finding one that has an outline, made by a model
        /// @throws Exception if they cannot be found; its message says why
        List<DoubtfulPlace> of(ReviewedFinding finding) throws Exception;
    }

    /// @param working where places are looked for
    /// @param tell shows a sentence
    public NextPlaces(
            FindingsViewModel findings, Supplier<ViewerViewModel> active, Background working, Consumer<String> tell, Kind kind) {
        this.findings = findings;
        this.active = active;
        this.working = working;
        this.tell = tell;
        this.kind = kind;
    }

    /// Shows the next place.
    public void next() {
        Optional<ReviewedFinding> f = findings.selectedFinding().filter(x -> x.segment().isPresent() && x.original().isPresent());
        if (f.isEmpty()) {
            tell.accept(say("Select a finding with an outline that a model made first."));
            return;
        }
        Mask now = f.get().segment().orElseThrow().mask();
        if (of.equals(Optional.of(f.get().finding().id())) && mask.equals(Optional.of(now))) {
            show();
            return;
        }
        if (looking) {
            return;
        }
        looking = true;
        if (!kind.begins.isEmpty()) {
            tell.accept(say(kind.begins));
        }
        working.run(() -> kind.search.of(f.get()), found -> {
            looking = false;
            of = Optional.of(f.get().finding().id());
            mask = Optional.of(now);
            places = found;
            at = -1;
            show();
        }, fault -> {
            looking = false;
            tell.accept(FaultText.of(fault));
        });
    }

    private void show() {
        if (places.isEmpty()) {
            tell.accept(say(kind.none, of.orElseThrow()));
            return;
        }
        at = (at + 1) % places.size();
        DoubtfulPlace p = places.get(at);
        ViewerViewModel view = active.get();
        OptionalInt slice = view.currentProperty().get().stack().isPresent()
                ? OptionalInt.of(p.voxel().slice())
                : view.currentProperty().get().positions().map(all -> all.through(p.at(), "")).orElse(OptionalInt.empty());
        slice.ifPresent(s -> view.change(v -> v.at(s)));
        tell.accept(sayNumbers("%s, %s %d of %d: %.2f mL on slice %d.", of.orElseThrow(), say(kind.word), at + 1, places.size(),
                p.mm3() / 1000, p.voxel().slice() + 1));
    }
}
