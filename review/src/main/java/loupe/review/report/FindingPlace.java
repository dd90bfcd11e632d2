package loupe.review.report;

import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.study.Series;
import loupe.core.study.Stack;

/// Where something lies on the images: series and image, and which part of them. It says nothing of organs.
///
/// @param series number of the series
/// @param image number of the image in its stack, from 1; 0 where there is no stack
/// @param images how many images the stack has
/// @param side which side of the images' middle, seen from the patient; empty for films and slides
/// @param third which third of the stack from head to foot; empty where the stack has no extent
record FindingPlace(int series, int image, int images, String side, String third) {
    /// Nearer to the middle than this is on neither side, mm.
    private static final double MIDDLE_MM = 10;

    /// Of a place on a slice of a stack.
    ///
    /// @param slice index of the slice
    static FindingPlace of(Series series, Optional<Stack> stack, int slice, PatientPoint at) {
        if (stack.isEmpty()) {
            return new FindingPlace(series.number(), 0, 0, "", "");
        }
        VoxelGrid g = stack.get().grid();
        if (stack.get().isFilm()) {
            return new FindingPlace(series.number(), 1, 1, "", "");
        }
        return new FindingPlace(series.number(), slice + 1, g.slices(), side(g, at), third(g, at));
    }

    /// Towards +x is the patient's left (DICOM PS3.3 C.7.6.2.1.1).
    private static String side(VoxelGrid g, PatientPoint at) {
        PatientPoint middle = g.toPatient((g.columns() - 1) / 2.0, (g.rows() - 1) / 2.0, (g.slices() - 1) / 2.0);
        double left = at.xMm() - middle.xMm();
        return Math.abs(left) < MIDDLE_MM ? "middle" : left > 0 ? "left" : "right";
    }

    private static String third(VoxelGrid g, PatientPoint at) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 8; i++) {
            double z = g.toPatient((i & 1) * (g.columns() - 1), (i >> 1 & 1) * (g.rows() - 1), (i >> 2) * (g.slices() - 1)).zMm();
            low = Math.min(low, z);
            high = Math.max(high, z);
        }
        if (high - low < MIDDLE_MM) {
            return "";
        }
        double share = (at.zMm() - low) / (high - low);
        return share < 1.0 / 3 ? "lower third" : share < 2.0 / 3 ? "middle third" : "upper third";
    }

    /// Such as `series 2, image 45 of 120, left side of the images, lower third`.
    String text() {
        String where = "series " + series + (images > 1 ? ", image " + image + " of " + images : "");
        return where + (side.isEmpty() ? "" : side.equals("middle") ? ", near the middle of the images" : ", " + side
                + " side of the images") + (third.isEmpty() ? "" : ", " + third);
    }

    /// Whether another place is in the same part of its images.
    boolean sameParts(FindingPlace other) {
        return side.equals(other.side) && third.equals(other.third);
    }
}
