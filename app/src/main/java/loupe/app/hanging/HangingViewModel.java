package loupe.app.hanging;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.fx.Background;
import loupe.app.reading.ReadingViewModel;
import loupe.app.text.Words;
import loupe.app.viewer.PriorLabel;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.picture.StudyPictures;
import loupe.core.work.UntilClosed;
import loupe.review.hanging.Arrangement;
import loupe.review.hanging.HangingRule;
import loupe.review.hanging.HangingRules;
import loupe.review.hanging.Hung;
import loupe.review.hanging.HungView;
import loupe.review.hanging.SeriesChoice;
import loupe.review.hanging.SeriesKind;
import loupe.review.screen.Layout;

/// How the open study hangs, by which rule, and what it is compared with; for the toolkit's thread.
public final class HangingViewModel implements AutoCloseable {
    private final StudyHanging study;
    private final ReadingViewModel reading;
    private final StudyPictures pictures;
    private final Consumer<String> tell;
    private final Background store;
    private final UntilClosed open = new UntilClosed();
    private final OnScreen screen;
    private final ReadOnlyObjectWrapper<HangingRules> rules;
    private final Set<String> looked = new HashSet<>();
    private List<StudyHanging.Shown> priors = List.of();
    private boolean priorsCame;
    private Optional<HangingRules.Match> hungBy = Optional.empty();
    private List<Where> asHung = List.of();
    private int beside = -1;

    /// @param study what it is, and the rules
    /// @param reading its views
    /// @param pictures gives the priors' pictures too
    /// @param store reads and writes beside the toolkit's thread; closed with this
    /// @param tell shows a sentence to the person
    public HangingViewModel(
            StudyHanging study, ReadingViewModel reading, StudyPictures pictures, Background store, Consumer<String> tell) {
        this.study = study;
        this.reading = reading;
        this.pictures = pictures;
        this.store = store;
        this.tell = tell;
        this.screen = new OnScreen(reading, study.kind().series());
        this.rules = new ReadOnlyObjectWrapper<>(study.rules());
        reading.onShown(this::shown);
    }

    /// Where a view stands.
    private record Where(ViewerViewModel view, ShownSeries series, int slice) {}

    /// Hangs the study as it opens and looks for its priors.
    public void open() {
        if (!study.note().isEmpty()) {
            tell.accept(study.note());
        }
        matches().stream().findFirst().ifPresent(m -> hang(Optional.of(m)));
        store.run(() -> study.priors(open), this::came);
    }

    private List<HangingRules.Match> matches() {
        return rules.get().matches(study.kind());
    }

    /// The reader's rules.
    public ReadOnlyObjectProperty<HangingRules> rulesProperty() {
        return rules.getReadOnlyProperty();
    }

    /// What is found to compare with, the newest first.
    List<StudyHanging.Shown> priors() {
        return priors;
    }

    private OnScreen.Beside newest() {
        return priors.isEmpty() ? OnScreen.Beside.NOTHING : beside(priors.getFirst());
    }

    private OnScreen.Beside priorOf(ShownSeries shown) {
        return priors.stream()
                .filter(p -> p.series().getFirst().prior().equals(shown.prior()))
                .findFirst()
                .map(HangingViewModel::beside)
                .orElseThrow(() -> new IllegalStateException("a prior is shown that was not offered"));
    }

    private static OnScreen.Beside beside(StudyHanging.Shown p) {
        return new OnScreen.Beside(p.series(), p.prior().kind().series());
    }

    private void came(List<StudyHanging.Shown> found) {
        if (open.cancelled()) {
            return;
        }
        priors = found;
        priorsCame = true;
        found.forEach(p -> pictures.beside(p.prior().images()));
        reading.offer(found.stream().flatMap(p -> p.series().stream()).toList());
        if (hungBy.filter(m -> m.rule().how().hasPrior()).isPresent() && asHung.equals(now())) {
            hang(hungBy);
        }
    }

    private List<Where> now() {
        return reading.views().stream()
                .map(v -> new Where(v, v.currentProperty().get(), v.stateProperty().get().slice()))
                .toList();
    }

    /// Hangs the study by a rule, or as it opens without one, and says so.
    private void hang(Optional<HangingRules.Match> by) {
        hungBy = by;
        if (by.isEmpty()) {
            reading.arrange(List.of(Layout.ONE), () -> reading.views().getFirst().show(reading.series().getFirst()));
            tell.accept(say("Hung as it came, by no rule."));
        } else {
            Arrangement how = by.get().rule().how();
            Hung hung = screen.hang(how, newest());
            boolean waiting = how.hasPrior() && !priorsCame;
            tell.accept(told(by.get().reason()) + (hung.missing().isEmpty() || waiting
                    ? "" : say(" Not there: {0}.", String.join("; ", hung.missing().stream().map(Words::told).toList()))));
        }
        asHung = now();
    }

    /// Hangs the study by the next of the rules that fit it; after the last it hangs as it came.
    public void next(int step) {
        List<Optional<HangingRules.Match>> all = new ArrayList<>();
        matches().forEach(m -> all.add(Optional.of(m)));
        if (all.isEmpty()) {
            tell.accept(say("No rule fits this study. Arrange it and choose “Always hang so”."));
            return;
        }
        all.add(Optional.empty());
        int at = 0;
        for (int i = 0; i < all.size(); i++) {
            at = all.get(i).map(HangingRules.Match::rule).equals(hungBy.map(HangingRules.Match::rule)) ? i : at;
        }
        hang(all.get(Math.floorMod(at + step, all.size())));
    }

    /// Makes a rule of what is on the screen, in the place of one for the same studies.
    public void always() {
        HangingRule made = HangingRule.byExample(study.kind(), screen.seen(this::priorOf));
        boolean turned = reading.views().stream()
                .anyMatch(v -> v.currentProperty().get().planes().filter(p -> p.reformat().isOblique()).isPresent());
        change(r -> r.with(made), kept -> {
            hungBy = matches().stream().filter(m -> m.rule().equals(made)).findFirst();
            tell.accept(say("From now on – {0}{1}", told(made.text()), turned ? say(" Turned planes are kept straight.") : ""));
        });
    }

    /// Keeps other rules; views stay as they are.
    void change(UnaryOperator<HangingRules> how, Consumer<HangingRules> then) {
        try {
            HangingRules next = how.apply(rules.get());
            store.run(() -> study.keep(next), kept -> {
                rules.set(kept);
                then.accept(kept);
            });
        } catch (IllegalArgumentException e) {
            tell.accept(say("The rule is not kept: {0}.", told(String.valueOf(e.getMessage()))));
        }
    }

    /// Shows the series of the newest prior that is most like the one in hand beside it; the next time the prior before.
    public void priorBeside() {
        if (priors.isEmpty()) {
            tell.accept(priorsCame
                    ? say("The store holds no earlier study of this patient to compare with.")
                    : say("Earlier studies are still looked for."));
            return;
        }
        ViewerViewModel hand = reading.activeProperty().get();
        int at = OnScreen.place(reading.series(), hand.currentProperty().get());
        if (at < 0) {
            tell.accept(say("Take a view of the study that is read in hand first (V)."));
            return;
        }
        beside = (beside + 1) % priors.size();
        StudyHanging.Shown prior = priors.get(beside);
        List<SeriesKind> kinds = study.kind().series();
        HungView like = HungView.of(kinds.get(at), kinds, false, OnScreen.look(hand));
        List<SeriesKind> among = prior.prior().kind().series();
        OptionalInt nearest = nearest(like.series(), among);
        ShownSeries shown = prior.series().get(nearest.orElse(0));
        if (reading.views().size() == 1) {
            reading.lay(Layout.grid(1, 2));
        }
        List<ViewerViewModel> views = reading.views();
        ViewerViewModel other = views.get((views.indexOf(hand) + 1) % views.size());
        reading.arrange(reading.layouts(), () -> OnScreen.show(other, shown, like.look()));
        tell.accept(say("Prior: {0}.{1}", told(prior.prior().match().reason()), nearest.isPresent() ? ""
                : say(" It has no {0}; its first series stands there.", told(like.series().text()))));
    }

    private static OptionalInt nearest(SeriesChoice like, List<SeriesKind> among) {
        OptionalInt best = OptionalInt.empty();
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < among.size(); i++) {
            double fit = like.fit(among.get(i)).orElse(Double.NEGATIVE_INFINITY);
            if (fit > most) {
                most = fit;
                best = OptionalInt.of(i);
            }
        }
        return best;
    }

    /// The first look at a prior is in the log.
    private void shown(ShownSeries series) {
        String uid = series.prior().map(PriorLabel::summary).map(s -> s.studyUid()).orElse("");
        priors.stream()
                .filter(p -> p.prior().summary().studyUid().equals(uid) && looked.add(uid))
                .findFirst()
                .ifPresent(p -> store.run(() -> study.looked(p.prior()), done -> { }));
    }

    /// Stops looking for priors.
    @Override
    public void close() {
        open.close();
        store.close();
        priors = List.of();
        asHung = List.of();
    }
}
