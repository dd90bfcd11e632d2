package loupe.app.viewer.picture;

import java.util.Locale;
import loupe.core.plane.Axis;
import loupe.core.plane.Reformat;
import loupe.core.plane.Slab;
import loupe.core.study.Stack;

/// A stack seen from another side: its planes, one to be scrolled through after the other. Equal only to itself.
public final class Planes {
    private final Stack stack;
    private final Reformat reformat;

    /// @param stack the stack that is cut
    /// @param reformat where the planes lie
    public Planes(Stack stack, Reformat reformat) {
        this.stack = stack;
        this.reformat = reformat;
    }

    /// The stack that is cut.
    public Stack stack() {
        return stack;
    }

    /// Where the planes lie.
    public Reformat reformat() {
        return reformat;
    }

    /// The direction, and for slabs their thickness and what is shown of them.
    public String text() {
        Slab s = reformat.slabs().getFirst();
        String axis = word(reformat.axis()) + (reformat.isOblique() ? " oblique" : "");
        return s.thicknessMm() > 0
                ? axis + "  " + word(s.projection()) + " " + millimetres(s.thicknessMm()) + " mm"
                : axis;
    }

    /// A thickness as it is typed, to a tenth of a millimetre.
    public static String millimetres(double mm) {
        double tenths = Math.rint(10 * mm) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : String.format(Locale.ROOT, "%.1f", tenths);
    }

    private static String word(Axis axis) {
        return switch (axis) {
            case AXIAL -> "axial";
            case CORONAL -> "coronal";
            case SAGITTAL -> "sagittal";
        };
    }

    private static String word(Slab.Projection projection) {
        return switch (projection) {
            case MEAN -> "mean";
            case MAXIMUM -> "MIP";
            case MINIMUM -> "MinIP";
        };
    }
}
