package loupe.app.twice;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.look.ComparedVersion;
import loupe.app.viewer.picture.ImagePlace;
import loupe.core.measure.Annotation;
import loupe.review.twice.ReadVersion;
import loupe.review.twice.ShownDifference;

/// Where a difference lies on the images, and how both versions lie over them.
public final class DifferencePlace {
    /// Blue and orange of a palette that the colour-blind tell apart (Okabe and Ito 2008).
    static final int RGB_A = 0x56b4e9;
    static final int RGB_B = 0xe69f00;

    private DifferencePlace() {}

    /// The versions as they are drawn.
    public static List<ComparedVersion> versions(ShownDifference d, DifferencesViewModel.Shown shown) {
        List<ComparedVersion> out = new ArrayList<>();
        if (shown != DifferencesViewModel.Shown.B) {
            d.a().map(v -> version("A", say("version A"), RGB_A, false, v)).ifPresent(out::add);
        }
        if (shown != DifferencesViewModel.Shown.A) {
            d.b().map(v -> version("B", say("version B"), RGB_B, true, v)).ifPresent(out::add);
        }
        return List.copyOf(out);
    }

    private static ComparedVersion version(String name, String said, int rgb, boolean dashed, ReadVersion v) {
        return new ComparedVersion(
                name, said, rgb, dashed, v.mask(),
                v.on().flatMap(place -> v.shape().map(shape -> new ComparedVersion.Drawn(place, shape))));
    }

    /// Shows the image at the place of a difference.
    public static void show(ViewerViewModel viewer, List<ShownSeries> series, ShownDifference d) {
        ReadVersion at = d.a().or(d::b).orElseThrow();
        List<ShownSeries> fit = series.stream().filter(s -> s.seriesUid().equals(at.seriesUid())).toList();
        fit.stream().filter(s -> lies(at, s)).findFirst().or(() -> fit.stream().findFirst()).ifPresent(s -> {
            viewer.show(s);
            slice(s, at, d).ifPresent(i -> viewer.change(v -> v.at(i)));
        });
    }

    private static boolean lies(ReadVersion v, ShownSeries s) {
        boolean outlined = v.mask().flatMap(m -> s.stack().filter(t -> t.grid().equals(m.grid()))).isPresent();
        return outlined || v.on().filter(p -> s.places().contains(stored(p))).isPresent();
    }

    private static ImagePlace stored(Annotation.Place p) {
        return new ImagePlace.Stored(p.sopInstanceUid(), p.frame());
    }

    private static OptionalInt slice(ShownSeries s, ReadVersion v, ShownDifference d) {
        Optional<Annotation.Place> on = v.on().filter(p -> !p.cut());
        if (on.isPresent()) {
            int at = s.places().indexOf(stored(on.get()));
            return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
        }
        return s.positions()
                .flatMap(all -> s.site(0).map(site -> all.through(d.place(), site.slab().plane().frameOfReferenceUid())))
                .orElse(OptionalInt.empty());
    }
}
