package loupe.app.viewer.picture;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;

import loupe.core.plane.Orbit;
import loupe.core.plane.Slab;
import loupe.core.study.Stack;

/// A whole stack seen from all around, one view to be turned to after the other. Equal only to itself.
public final class AroundVolume {
    private final Stack stack;
    private final Orbit orbit;
    private final Kind kind;

    /// What is shown of the volume.
    public enum Kind {
        /// The greatest value on each ray.
        MIP(later("rotating MIP")),
        /// The least value on each ray.
        MINIP(later("rotating MinIP")),
        /// Bones of a CT, lit.
        BONE(later("volume: bone")),
        /// Vessels with contrast medium in a CT, lit.
        VESSELS(later("volume: vessels")),
        /// Skin in a CT, lit.
        SKIN(later("volume: skin")),
        /// What is bright against what is dark, lit; for values without a unit.
        SURFACE(later("volume: surface"));

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /// For people.
        public String text() {
            return text;
        }

        /// Whether pixels are values that a window is laid over, not colours.
        public boolean isProjection() {
            return this == MIP || this == MINIP;
        }

        /// What becomes of the values along a ray.
        Slab.Projection projection() {
            return this == MINIP ? Slab.Projection.MINIMUM : Slab.Projection.MAXIMUM;
        }

        /// The next of those that fit a volume.
        ///
        /// @param hounsfield whether its values are HU
        public Kind next(boolean hounsfield) {
            return switch (this) {
                case MIP -> MINIP;
                case MINIP -> hounsfield ? BONE : SURFACE;
                case BONE -> VESSELS;
                case VESSELS -> SKIN;
                case SKIN, SURFACE -> MIP;
            };
        }
    }

    /// @param stack the stack looked at
    /// @param orbit where one looks from
    /// @param kind what is shown of it
    public AroundVolume(Stack stack, Orbit orbit, Kind kind) {
        this.stack = stack;
        this.orbit = orbit;
        this.kind = kind;
    }

    /// The stack looked at.
    public Stack stack() {
        return stack;
    }

    /// Where one looks from.
    public Orbit orbit() {
        return orbit;
    }

    /// What is shown of it.
    public Kind kind() {
        return kind;
    }

    /// What is shown and from where.
    ///
    /// @param view which view
    public String text(int view) {
        String tilt = orbit.tiltDegrees() == 0 ? "" : sayNumbers("  tilt %.0f°", orbit.tiltDegrees());
        return sayNumbers("%s  turned %.0f°%s\n%.1f mm a pixel", say(kind.text()), orbit.degrees(view), tilt, orbit.raster().columnMm());
    }
}
