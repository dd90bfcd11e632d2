package loupe.app.came;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.look.Fusion;
import loupe.app.viewer.look.UpperSeries;
import loupe.app.viewer.picture.ImagePlace;
import loupe.core.dicom.object.ReportedShape;
import loupe.core.dicom.object.SrGraphic;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.study.Stack;
import loupe.core.dicom.presentation.ImageRefs;
import loupe.review.came.CameMap;
import loupe.review.came.CameWithStudy;
import loupe.review.came.KeySelection;
import loupe.review.came.Origin;
import loupe.review.came.Presentation;
import loupe.review.came.Reported;

/// What came with the study as lines of a list, each with the way to where it lies.
final class CameRows {
    private final List<ShownSeries> series;
    private final Supplier<ViewerViewModel> view;

    /// @param series what can be shown
    /// @param view the view in hand
    CameRows(List<ShownSeries> series, Supplier<ViewerViewModel> view) {
        this.series = series;
        this.view = view;
    }

    List<CameRow> of(CameWithStudy came) {
        List<CameRow> out = new ArrayList<>();
        for (Presentation p : came.states()) {
            out.add(new CameRow(say("Presentation: {0}", p.title()), p.from().title(), () -> show(p)));
        }
        for (KeySelection k : came.keys()) {
            for (int i = 0; i < k.images().size(); i++) {
                ImageRefs.Place at = k.images().get(i);
                out.add(new CameRow(say("Key image: {0}", k.title()), say("{0}, {1} of {2}", from(k.from()), i + 1, k.images().size()),
                        () -> show(at.sopInstanceUid(), at.frame())));
            }
        }
        for (Reported r : came.reported()) {
            out.add(new CameRow(r.text().replace("\n", "  "), from(r.from()), () -> r.shape().ifPresent(this::show)));
        }
        for (CameMap m : came.maps()) {
            String unit = m.quantity().unitText();
            out.add(new CameRow(say("Map: {0}", m.quantity().name()), (unit.isEmpty() ? "" : unit + ", ") + from(m.from()), () -> lay(m)));
        }
        came.statesNotShown().forEach(n -> out.add(new CameRow(say("{0}: not shown", told(n.why())), n.what(), () -> { })));
        Set<String> named = new LinkedHashSet<>();
        for (CameWithStudy.Outline o : came.outlines()) {
            if (named.add(o.from().sopInstanceUid() + o.label())) {
                out.add(new CameRow(o.label(), from(o.from()), () -> show(o.mask())));
            }
        }
        return out;
    }

    /// What lays a map over images.
    static UpperSeries upper(CameMap m) {
        return new UpperSeries(m.seriesUid(), m.title(), m.quantity().stack(), Optional.of(m.quantity()));
    }

    /// Lays a map over the view in hand; where that shows nothing in its place, over the first series that does, where the map's
    /// middle is.
    private void lay(CameMap m) {
        if (!under(view.get().currentProperty().get(), m)) {
            series.stream().filter(s -> under(s, m)).findFirst().ifPresent(s -> at(s, middle(s, m.quantity().stack().grid())));
        }
        if (under(view.get().currentProperty().get(), m)) {
            view.get().looks().change(l -> l.with(Optional.of(Fusion.of(upper(m)))));
        }
    }

    private static boolean under(ShownSeries s, CameMap m) {
        String frame = m.quantity().stack().grid().frameOfReferenceUid();
        return s.prior().isEmpty() && !s.seriesUid().equals(m.seriesUid())
                && s.source().filter(t -> !t.isFilm() && t.grid().frameOfReferenceUid().equals(frame)).isPresent();
    }

    private static int middle(ShownSeries s, VoxelGrid g) {
        PatientPoint at = g.toPatient((g.columns() - 1) / 2.0, (g.rows() - 1) / 2.0, (g.slices() - 1) / 2.0);
        return through(s, at, g.frameOfReferenceUid()).orElse(s.places().size() / 2);
    }

    private static OptionalInt through(ShownSeries s, PatientPoint at, String frameOfReferenceUid) {
        return s.positions().map(all -> all.through(at, frameOfReferenceUid)).orElse(OptionalInt.empty());
    }

    private static String from(Origin origin) {
        return origin.automatic() ? say("{0}, by a program", origin.title()) : origin.title();
    }

    /// Applies a presentation state and shows the first image it is for.
    void show(Presentation p) {
        view.get().tools().presentationProperty().set(Optional.of(p));
        boolean on = place().filter(s -> p.on(s.sopInstanceUid(), s.frame()).isPresent()).isPresent();
        for (int i = 0; !on && i < p.images().size(); i++) {
            on = show(p.images().get(i).sopInstanceUid(), p.images().get(i).frame());
        }
    }

    /// The image wanted in the view in hand, where it is one as it was taken.
    private Optional<ImagePlace.Stored> place() {
        ImagePlace at = view.get().currentProperty().get().places().get(view.get().stateProperty().get().slice());
        return at instanceof ImagePlace.Stored s ? Optional.of(s) : Optional.empty();
    }

    /// Shows the key image after the one in hand, from the last the first.
    ///
    /// @return whether there is one
    boolean nextKey(CameWithStudy came) {
        List<ImageRefs.Place> all = came.keys().stream().flatMap(k -> k.images().stream()).distinct().toList();
        int at = place().map(s -> all.indexOf(new ImageRefs.Place(s.sopInstanceUid(), s.frame()))).orElse(-1);
        for (int i = 1; i <= all.size(); i++) {
            ImageRefs.Place next = all.get((at + i) % all.size());
            if (show(next.sopInstanceUid(), next.frame())) {
                return true;
            }
        }
        return false;
    }

    /// Shows an image in the view in hand.
    ///
    /// @return whether it is one that can be shown
    boolean show(String sopInstanceUid, int frame) {
        ImagePlace place = new ImagePlace.Stored(sopInstanceUid, frame);
        Optional<ShownSeries> on = series.stream().filter(s -> s.places().contains(place)).findFirst();
        on.ifPresent(s -> at(s, s.places().indexOf(place)));
        return on.isPresent();
    }

    private void at(ShownSeries s, int slice) {
        view.get().show(s);
        view.get().change(v -> v.at(slice));
    }

    private void show(ReportedShape.Placed p) {
        switch (p.on()) {
            case SrGraphic.Where.Image i -> show(i.sopInstanceUid(), i.frames().isEmpty() ? 0 : i.frames().getFirst() - 1);
            case SrGraphic.Where.Patient where -> {
                PatientPoint at = p.shape().points().getFirst();
                for (ShownSeries s : series) {
                    OptionalInt slice = through(s, at, where.frameOfReferenceUid());
                    if (slice.isPresent()) {
                        at(s, slice.getAsInt());
                        return;
                    }
                }
            }
        }
    }

    /// Where a region is largest.
    private void show(Mask mask) {
        for (ShownSeries s : series) {
            if (s.stack().map(Stack::grid).filter(mask.grid()::equals).isPresent()) {
                int best = 0;
                for (int i = 1; i < mask.grid().slices(); i++) {
                    best = mask.count(i) > mask.count(best) ? i : best;
                }
                at(s, best);
                return;
            }
        }
    }
}
