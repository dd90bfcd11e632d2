package loupe.core.dicom.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// A part of an ultrasound image with its own scale (DICOM PS3.3 C.8.5.5).
///
/// @param left first column
/// @param top first row
/// @param right last column
/// @param bottom last row
/// @param acrossUnit unit of [#acrossDelta()]
/// @param downUnit unit of [#downDelta()]
/// @param acrossDelta what one column stands for
/// @param downDelta what one row stands for
public record UltrasoundRegion(
        int left, int top, int right, int bottom, Unit acrossUnit, Unit downUnit, double acrossDelta, double downDelta) {
    /// What an axis measures.
    public enum Unit {
        NONE,
        PERCENT,
        DECIBEL,
        CENTIMETRE,
        SECOND,
        HERTZ,
        DECIBEL_A_SECOND,
        CENTIMETRE_A_SECOND,
        SQUARE_CENTIMETRE,
        SQUARE_CENTIMETRE_A_SECOND,
        CUBIC_CENTIMETRE,
        CUBIC_CENTIMETRE_A_SECOND,
        DEGREE;

        private static Unit of(int code) {
            return code >= 0 && code < values().length ? values()[code] : NONE;
        }
    }

    /// The regions of an image; those with impossible corners are left out.
    public static List<UltrasoundRegion> of(DataSet h) {
        List<UltrasoundRegion> out = new ArrayList<>();
        for (DataSet r : h.items(Tag.SequenceOfUltrasoundRegions)) {
            UltrasoundRegion region = new UltrasoundRegion(
                    r.integer(Tag.RegionLocationMinX0, -1),
                    r.integer(Tag.RegionLocationMinY0, -1),
                    r.integer(Tag.RegionLocationMaxX1, -1),
                    r.integer(Tag.RegionLocationMaxY1, -1),
                    Unit.of(r.integer(Tag.PhysicalUnitsXDirection, 0)),
                    Unit.of(r.integer(Tag.PhysicalUnitsYDirection, 0)),
                    r.number(Tag.PhysicalDeltaX).orElse(0),
                    r.number(Tag.PhysicalDeltaY).orElse(0));
            if (region.left >= 0 && region.top >= 0 && region.right >= region.left && region.bottom >= region.top) {
                out.add(region);
            }
        }
        return out;
    }

    /// The region around a pixel that measures lengths both ways; the last one, drawn on top, wins.
    public static Optional<UltrasoundRegion> at(List<UltrasoundRegion> all, int column, int row) {
        return all.reversed().stream()
                .filter(r -> column >= r.left && column <= r.right && row >= r.top && row <= r.bottom)
                .findFirst();
    }

    /// Whether both its axes measure length.
    public boolean isArea() {
        return acrossUnit == Unit.CENTIMETRE && downUnit == Unit.CENTIMETRE;
    }

    /// Millimetres between two pixels of this region; empty where its axes do not both measure length.
    public Optional<Double> lengthMm(double column0, double row0, double column1, double row1) {
        if (!isArea()) {
            return Optional.empty();
        }
        return Optional.of(10 * Math.hypot((column1 - column0) * acrossDelta, (row1 - row0) * downDelta));
    }
}
