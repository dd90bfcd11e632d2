package loupe.app.hanging;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import loupe.app.reading.ReadingViewModel;
import loupe.app.reading.ScreenViews;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.picture.Page;
import loupe.app.viewer.tool.ViewState;
import loupe.core.image.ValueWindow;
import loupe.core.plane.Slab;
import loupe.review.hanging.Arrangement;
import loupe.review.hanging.Hung;
import loupe.review.hanging.HungScreen;
import loupe.review.hanging.HungView;
import loupe.review.hanging.Look;
import loupe.review.hanging.SeriesKind;
import loupe.review.screen.Layout;

/// An arrangement on the screen and back; for the toolkit's thread.
///
/// @param reading the views
/// @param study what the study's series are, in the order they are shown
record OnScreen(ReadingViewModel reading, List<SeriesKind> study) {
    /// Where a prior's series are had; none before priors have come.
    ///
    /// @param series its series as they are shown
    /// @param kinds what they are
    record Beside(List<ShownSeries> series, List<SeriesKind> kinds) {
        static final Beside NOTHING = new Beside(List.of(), List.of());
    }

    /// Hangs the study so, as far as there are screens. Where a series is missing, one stands there that no view shows yet.
    Hung hang(Arrangement whole, Beside prior) {
        int used = reading.screensProperty().get().size();
        Arrangement how = whole.on(used);
        Hung hung = Hung.of(how, study, prior.kinds);
        List<HungView> asked = how.everyView();
        List<Optional<ShownSeries>> shown = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            List<ShownSeries> from = asked.get(i).prior() ? prior.series : reading.series();
            OptionalInt at = hung.places().get(i);
            shown.add(at.isPresent() ? Optional.of(from.get(at.getAsInt())) : Optional.empty());
        }
        List<Layout> layouts = how.screens().stream().map(HungScreen::layout).toList();
        reading.arrange(layouts, () -> {
            for (int i = 0; i < asked.size(); i++) {
                ViewerViewModel view = reading.views().get(i);
                Look look = asked.get(i).look();
                shown.get(i).ifPresentOrElse(s -> show(view, s, look), () -> view.show(stillUnseen(shown)));
            }
        });
        reading.linkedProperty().set(how.linked());
        reading.referenceLinesProperty().set(how.lines());
        int more = whole.screens().size() - used;
        return more <= 0 ? hung : hung.without(more == 1 ? say("a further screen (F9)") : say("{0} further screens (F9)", more));
    }

    private ShownSeries stillUnseen(List<Optional<ShownSeries>> shown) {
        return reading.series().stream()
                .filter(s -> shown.stream().noneMatch(o -> o.filter(s::equals).isPresent()))
                .findFirst()
                .orElse(reading.series().getFirst());
    }

    /// Shows a series in a view so.
    static void show(ViewerViewModel view, ShownSeries series, Look look) {
        ShownSeries s = look.cut().flatMap(c -> series.seen(c.axis(), c.thicknessMm(), c.projection())).orElse(series);
        int slices = s.places().size();
        int at = switch (look.first()) {
            case FIRST -> 0;
            case MIDDLE -> slices / 2;
            case LAST -> slices - 1;
        };
        ViewState state = ViewState.opened(at, slices);
        state = look.inverted() ? state.exchanged() : state;
        view.show(s, look.window().isPresent()
                ? state.with(ValueWindow.of(look.window().get().centre(), look.window().get().width()))
                : state);
    }

    /// The arrangement as it is.
    ///
    /// @param priorOf the prior a series is of; views of older ones count as of the newest
    Arrangement seen(Function<ShownSeries, Beside> priorOf) {
        List<HungScreen> screens = new ArrayList<>();
        for (ScreenViews screen : reading.screensProperty().get()) {
            List<HungView> views = screen.views().stream().map(v -> seen(v, priorOf)).toList();
            screens.add(HungScreen.of(screen.layoutProperty().get(), views));
        }
        return Arrangement.of(screens, reading.linkedProperty().get(), reading.referenceLinesProperty().get());
    }

    private HungView seen(ViewerViewModel v, Function<ShownSeries, Beside> priorOf) {
        ShownSeries shown = v.currentProperty().get();
        boolean earlier = shown.prior().isPresent();
        Beside prior = earlier ? priorOf.apply(shown) : Beside.NOTHING;
        List<ShownSeries> from = earlier ? prior.series : reading.series();
        List<SeriesKind> kinds = earlier ? prior.kinds : study;
        return HungView.of(kinds.get(Math.max(0, place(from, shown))), kinds, earlier, look(v));
    }

    /// The place of what is shown among series; -1 where it is none of them.
    static int place(List<ShownSeries> among, ShownSeries shown) {
        for (int i = 0; i < among.size(); i++) {
            if (among.get(i) == shown || shown.stack().isEmpty() && among.get(i).isOf(shown)) {
                return i;
            }
        }
        return -1;
    }

    /// How a view shows what it shows.
    static Look look(ViewerViewModel v) {
        ViewState state = v.stateProperty().get();
        Optional<Look.Cut> cut = v.currentProperty().get().planes().map(p -> {
            Slab s = p.reformat().slabs().getFirst();
            return new Look.Cut(p.reformat().axis(), s.thicknessMm(), s.projection());
        });
        Look.First first = state.slice() == state.slices() / 2 ? Look.First.MIDDLE
                : state.slice() == 0 ? Look.First.FIRST
                : state.slice() == state.slices() - 1 ? Look.First.LAST : Look.First.MIDDLE;
        return new Look(cut, levels(v, state), state.inverted(), first);
    }

    /// A window somebody chose, in Hounsfield units; other values do not compare between studies.
    private static Optional<Look.Levels> levels(ViewerViewModel v, ViewState state) {
        Optional<Page> page = v.seenProperty().get()
                .filter(s -> s.series() == v.currentProperty().get())
                .map(ViewerViewModel.Seen::page)
                .filter(p -> p.unit().equals("HU") && !p.windows().isEmpty());
        return page.flatMap(p -> state.window()
                .filter(w -> w.table().isEmpty() && !p.windows().getFirst().window().equals(w))
                .map(w -> new Look.Levels(w.centre(), w.width())));
    }
}
