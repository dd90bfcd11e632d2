package loupe.app.correct;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loupe.app.findings.FindingsViewModel;
import loupe.app.fx.Background;
import loupe.app.viewer.ViewerViewModel;
import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.doubt.Differences;
import loupe.core.segment.operation.doubt.DoubtfulPlace;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewedFinding;

/// Goes through the places where the outline in hand differs from the model's, the largest first; for the toolkit's thread.
public final class DifferencePlaces {
    private static final Differences.Floor FLOOR = new Differences.Floor(0, 200);

    private final FindingsViewModel findings;
    private final Supplier<ViewerViewModel> active;
    private final Background working;
    private final Consumer<String> tell;
    private Optional<FindingId> of = Optional.empty();
    private Optional<Mask> mask = Optional.empty();
    private List<DoubtfulPlace> places = List.of();
    private int at = -1;

    /// @param working where places are looked for
    /// @param tell shows a sentence
    public DifferencePlaces(
            FindingsViewModel findings, Supplier<ViewerViewModel> active, Background working, Consumer<String> tell) {
        this.findings = findings;
        this.active = active;
        this.working = working;
        this.tell = tell;
    }

    /// Shows the next place.
    public void next() {
        Optional<ReviewedFinding> f = findings.selectedFinding().filter(x -> x.segment().isPresent() && x.original().isPresent());
        if (f.isEmpty()) {
            tell.accept("Select a finding with an outline that a model made first.");
            return;
        }
        Mask now = f.get().segment().orElseThrow().mask();
        if (of.equals(Optional.of(f.get().finding().id())) && mask.equals(Optional.of(now))) {
            show();
            return;
        }
        Mask model = f.get().original().orElseThrow();
        working.run(() -> Differences.of(now, model, FLOOR, JobContext.unattended()), found -> {
            of = Optional.of(f.get().finding().id());
            mask = Optional.of(now);
            places = found;
            at = -1;
            show();
        });
    }

    private void show() {
        if (places.isEmpty()) {
            tell.accept(of.orElseThrow() + " is as the model made it.");
            return;
        }
        at = (at + 1) % places.size();
        DoubtfulPlace p = places.get(at);
        ViewerViewModel view = active.get();
        OptionalInt slice = view.currentProperty().get().stack().isPresent()
                ? OptionalInt.of(p.voxel().slice())
                : view.currentProperty().get().positions().map(all -> all.through(p.at(), "")).orElse(OptionalInt.empty());
        slice.ifPresent(s -> view.change(v -> v.at(s)));
        tell.accept(String.format(
                Locale.ROOT, "%s, difference %d of %d: %.2f mL on slice %d.", of.orElseThrow(), at + 1, places.size(), p.mm3() / 1000,
                p.voxel().slice() + 1));
    }
}
