package loupe.review.hanging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.plane.Axis;
import loupe.core.plane.Slab;

/// How a series is shown in a view.
///
/// @param cut planes it is cut by; empty for its own images
/// @param window window in Hounsfield units; empty for the file's. Other units do not compare between studies
/// @param inverted whether black and white are exchanged
/// @param first which image stands first
public record Look(Optional<Cut> cut, Optional<Levels> window, boolean inverted, First first) {
    /// As a series opens by itself.
    public static final Look USUAL = new Look(Optional.empty(), Optional.empty(), false, First.MIDDLE);

    /// Planes through a stack.
    ///
    /// @param axis direction of looking
    /// @param thicknessMm thickness of the slabs, 0 to 1000 mm
    /// @param projection what is shown of a slab
    public record Cut(Axis axis, double thicknessMm, Slab.Projection projection) {
        /// Checks the thickness.
        public Cut {
            if (!(thicknessMm >= 0 && thicknessMm <= 1000)) {
                throw new IllegalArgumentException("thicknessMm must be 0 to 1000, was " + thicknessMm);
            }
        }

        String text() {
            String planes = axis.name().toLowerCase(Locale.ROOT) + " planes";
            return thicknessMm == 0
                    ? planes
                    : planes + " (" + projection.text() + " " + Slab.millimetres(thicknessMm) + " mm)";
        }
    }

    /// A window in Hounsfield units.
    ///
    /// @param centre its middle
    /// @param width its width, above 0
    public record Levels(double centre, double width) {
        /// Checks the numbers.
        public Levels {
            if (!(width > 0 && Double.isFinite(centre) && Double.isFinite(width))) {
                throw new IllegalArgumentException("a window has a finite centre and a width above 0");
            }
        }
    }

    /// Which image of a series stands first.
    public enum First {
        FIRST,
        MIDDLE,
        LAST
    }

    /// The series as a person says it, shown so.
    String text(String series) {
        List<String> out = new ArrayList<>();
        out.add(cut.map(c -> c.text() + " of ").orElse("") + series);
        window.ifPresent(w -> out.add(String.format(Locale.ROOT, "W %.0f L %.0f", w.width, w.centre)));
        if (inverted) {
            out.add("inverted");
        }
        if (first != First.MIDDLE) {
            out.add(first.name().toLowerCase(Locale.ROOT) + " image first");
        }
        return String.join(", ", out);
    }
}
