package loupe.app.viewer;

import static loupe.app.text.Words.say;

import java.util.List;
import loupe.core.dicom.value.UltrasoundRegion;
import loupe.core.measure.Scale;
import loupe.core.render.Viewport;

/// A bar of a round length.
///
/// @param pixels length on the screen, in screen pixels
/// @param text its length with unit
record ScaleBar(double pixels, String text) {
    private static final double[] ROUND = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};

    /// The longest round bar that takes no more than a quarter of the view's width.
    static ScaleBar of(Viewport v, Scale scale) {
        double unit = v.pixelsPerMm() / perUnit(scale);
        double length = ROUND[0];
        for (double r : ROUND) {
            if (r * unit <= v.width() / 4.0) {
                length = r;
            }
        }
        return new ScaleBar(length * unit, text((int) length, scale));
    }

    /// Length along a row of one unit of the image's coordinates, in the bar's unit.
    private static double perUnit(Scale scale) {
        return scale instanceof Scale.Regions r
                ? (common(r).isEmpty() ? 1 : Math.abs(common(r).getFirst().across().delta())) / r.columnUnit()
                : scale.perUnit();
    }

    /// The regions that measure length, where they all have one scale; else none.
    private static List<UltrasoundRegion> common(Scale.Regions all) {
        if (!all.fit()) {
            return List.of();
        }
        List<UltrasoundRegion> mm = all.regions().stream().filter(UltrasoundRegion::measuresLength).toList();
        return mm.stream().allMatch(r -> r.sameScale(mm.getFirst())) ? mm : List.of();
    }

    private static String text(int length, Scale scale) {
        String mm = length % 10 == 0 ? say("{0} cm", length / 10) : say("{0} mm", length);
        return switch (scale) {
            case Scale.Patient p -> mm;
            case Scale.Calibrated c -> mm;
            case Scale.Detector d -> say("{0} at detector", mm);
            case Scale.Magnified m -> say("{0} by magnification", mm);
            case Scale.Manual m -> say("{0} by hand", mm);
            case Scale.Pixels p -> say("{0} px", length);
            case Scale.NoRegion n -> say("{0} px", length);
            case Scale.InRegion r -> mm;
            case Scale.Regions r -> common(r).isEmpty() ? say("{0} px", length) : say("{0} in {1}", mm, names(common(r)));
        };
    }

    private static String names(List<UltrasoundRegion> regions) {
        return say(regions.size() == 1 ? "region {0}" : "regions {0}",
                String.join(", ", regions.stream().map(r -> Integer.toString(r.number())).toList()));
    }
}
