package loupe.core.dicom.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// A part of an ultrasound image with its own scale (DICOM PS3.3 C.8.5.5).
///
/// @param number its number in the file, from 1
/// @param left first column
/// @param top first row
/// @param right last column
/// @param bottom last row
/// @param format how its values are laid out
/// @param lowPriority whether a region of high priority hides it where both lie (bit 0 of Region Flags, C.8.5.5.1.3)
/// @param across what its columns stand for
/// @param down what its rows stand for
public record UltrasoundRegion(
        int number, int left, int top, int right, int bottom, Format format, boolean lowPriority, Axis across, Axis down) {
    /// So many regions of a file are read; no machine writes as many.
    private static final int MOST = 64;

    /// Region Spatial Format (C.8.5.5.1.1).
    public enum Format {
        /// Not said.
        NONE,
        /// A cross-section of tissue or flow.
        IMAGE,
        /// Depth over time.
        M_MODE,
        /// A Doppler spectrum: velocity or frequency over time.
        SPECTRUM,
        /// A trace over time.
        WAVEFORM,
        /// Something drawn.
        GRAPHICS;

        private static Format of(int code) {
            return code >= 0 && code < values().length ? values()[code] : NONE;
        }
    }

    /// What an axis measures (C.8.5.5.1.15), as UCUM; centimetres are given in millimetres.
    public enum Unit {
        NONE(""),
        PERCENT("%"),
        DECIBEL("dB"),
        CENTIMETRE("mm"),
        SECOND("s"),
        HERTZ("Hz"),
        DECIBEL_A_SECOND("dB/s"),
        CENTIMETRE_A_SECOND("cm/s"),
        SQUARE_CENTIMETRE("cm2"),
        SQUARE_CENTIMETRE_A_SECOND("cm2/s"),
        CUBIC_CENTIMETRE("cm3"),
        CUBIC_CENTIMETRE_A_SECOND("cm3/s"),
        DEGREE("deg");

        private final String ucum;

        Unit(String ucum) {
            this.ucum = ucum;
        }

        /// Unit that numbers of this axis are given in.
        public String ucum() {
            return ucum;
        }

        private double times() {
            return this == CENTIMETRE ? 10 : 1;
        }

        private static Unit of(int code) {
            return code >= 0 && code < values().length ? values()[code] : NONE;
        }
    }

    /// Columns or rows of a region.
    ///
    /// @param unit what they measure
    /// @param delta what one pixel more stands for, in [Unit#ucum]; may be negative
    /// @param first value at the region's first column or row, from its reference pixel (C.8.5.5.1.16), whose place the file counts
    ///     from the region's corner; empty where the file names none
    public record Axis(Unit unit, double delta, Optional<Double> first) {
        /// Whether it says what a pixel stands for.
        public boolean usable() {
            return unit != Unit.NONE && Math.abs(delta) >= 1e-9 && Math.abs(delta) <= 1e6;
        }

        /// What lies between two columns or rows, not negative, in [Unit#ucum].
        public double between(double one, double other) {
            return Math.abs((other - one) * delta);
        }

        /// The value some pixels after the first column or row; empty where nothing says.
        public OptionalDouble at(double pixels) {
            return usable() && first.isPresent() ? OptionalDouble.of(first.get() + pixels * delta) : OptionalDouble.empty();
        }

        private boolean same(Axis other) {
            return unit == other.unit && Math.abs(delta - other.delta) <= 1e-9 * Math.abs(delta);
        }
    }

    /// The regions of an image; those with impossible corners are left out.
    public static List<UltrasoundRegion> of(DataSet h) {
        List<UltrasoundRegion> out = new ArrayList<>();
        List<DataSet> items = h.items(Tag.SequenceOfUltrasoundRegions);
        for (int i = 0; i < Math.min(items.size(), MOST); i++) {
            UltrasoundRegion region = of(items.get(i), i + 1);
            if (region.left >= 0 && region.top >= 0 && region.right >= region.left && region.bottom >= region.top) {
                out.add(region);
            }
        }
        return List.copyOf(out);
    }

    private static UltrasoundRegion of(DataSet r, int number) {
        return new UltrasoundRegion(
                number,
                r.integer(Tag.RegionLocationMinX0, -1),
                r.integer(Tag.RegionLocationMinY0, -1),
                r.integer(Tag.RegionLocationMaxX1, -1),
                r.integer(Tag.RegionLocationMaxY1, -1),
                Format.of(r.integer(Tag.RegionSpatialFormat, 0)),
                (r.integer(Tag.RegionFlags, 0) & 1) == 1,
                axis(r, Unit.of(r.integer(Tag.PhysicalUnitsXDirection, 0)), Reference.ACROSS),
                axis(r, Unit.of(r.integer(Tag.PhysicalUnitsYDirection, 0)), Reference.DOWN));
    }

    /// Where a direction's numbers stand.
    private enum Reference {
        ACROSS(Tag.PhysicalDeltaX, Tag.ReferencePixelX0, Tag.ReferencePixelPhysicalValueX),
        DOWN(Tag.PhysicalDeltaY, Tag.ReferencePixelY0, Tag.ReferencePixelPhysicalValueY);

        private final int delta;
        private final int pixel;
        private final int value;

        Reference(int delta, int pixel, int value) {
            this.delta = delta;
            this.pixel = pixel;
            this.value = value;
        }
    }

    private static Axis axis(DataSet r, Unit unit, Reference tags) {
        double given = r.number(tags.delta).orElse(0);
        double delta = Double.isFinite(given) ? given * unit.times() : 0;
        Optional<Double> first = r.number(tags.pixel).isPresent() && r.number(tags.value).isPresent()
                ? Optional.of(r.number(tags.value).getAsDouble() * unit.times() - r.number(tags.pixel).getAsDouble() * delta)
                : Optional.empty();
        return new Axis(unit, delta, first.filter(Double::isFinite));
    }

    /// Whether a place lies in it; whole numbers are middles of pixels, all of which belong to it.
    public boolean holds(double column, double row) {
        return column >= left - 0.5 && column <= right + 0.5 && row >= top - 0.5 && row <= bottom + 0.5;
    }

    /// Whether it is a cross-section whose columns and rows both measure length.
    public boolean measuresLength() {
        boolean length = across.unit == Unit.CENTIMETRE && down.unit == Unit.CENTIMETRE;
        return length && across.usable() && down.usable() && (format == Format.IMAGE || format == Format.NONE);
    }

    /// Whether numbers of one hold in the other.
    public boolean sameScale(UltrasoundRegion other) {
        return measuresLength() == other.measuresLength() && across.same(other.across) && down.same(other.down);
    }

    /// The region whose scale holds at a pixel: of several there one of high priority; empty where those have different scales.
    public static Optional<UltrasoundRegion> at(List<UltrasoundRegion> all, double column, double row) {
        List<UltrasoundRegion> here = all.stream().filter(r -> r.holds(column, row)).toList();
        List<UltrasoundRegion> high = here.stream().filter(r -> !r.lowPriority).toList();
        List<UltrasoundRegion> top = high.isEmpty() ? here : high;
        return top.stream().findFirst().filter(r -> top.stream().allMatch(r::sameScale));
    }
}
