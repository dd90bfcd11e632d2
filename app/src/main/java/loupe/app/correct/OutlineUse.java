package loupe.app.correct;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import loupe.core.segment.operation.RegionChange;

/// What an outline does to a segment.
///
/// @param change adds, takes away, or does so outside of it
/// @param depth how far along the normal of the image it is drawn on
/// @param depthMm in millimetres, for [Depth#THICK]
public record OutlineUse(RegionChange change, Depth depth, double depthMm) {
    /// How far an outline reaches through the images.
    public enum Depth {
        /// The layer of voxels it is drawn on.
        LAYER(later("this slice")),
        /// As thick as is said, half on either side.
        THICK(later("mm thick")),
        /// Through everything.
        ALL(later("through all")),
        /// From the image it is drawn on away from who looks.
        BEHIND(later("behind")),
        /// From the image it is drawn on towards who looks.
        BEFORE(later("in front"));

        private final String text;

        Depth(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return say(text);
        }
    }

    /// Adds what it holds on its slice.
    static final OutlineUse USUAL = new OutlineUse(RegionChange.ADD, Depth.LAYER, 10);

    /// The word that names its steps.
    String word() {
        return switch (change) {
            case ADD -> "outline";
            case ERASE -> "cut";
            case FILL_OUTSIDE -> "fill outside";
            case ERASE_OUTSIDE -> "cut outside";
        };
    }

    OutlineUse with(RegionChange other) {
        return new OutlineUse(other, depth, depthMm);
    }

    OutlineUse with(Depth other) {
        return new OutlineUse(change, other, depthMm);
    }

    OutlineUse thick(double mm) {
        return new OutlineUse(change, Depth.THICK, mm);
    }
}
