package loupe.inference.slide;

import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// Where pixels of a slide's image lie in the slide's coordinate system, in millimetres (DICOM PS3.3 C.8.12.2.1.1).
///
/// @param corner where the image's upper left corner lies: its first pixel's outer corner
/// @param across direction columns grow to
/// @param down direction rows grow to
/// @param frameOfReferenceUid (pseudonymous) Frame of Reference UID; empty where there is none
public record SlideFrame(PatientPoint corner, PatientVector across, PatientVector down, String frameOfReferenceUid) {
    private static final double LAYER_MM = 0.001;

    /// The frame the finest level's header states; without an orientation columns grow along x and rows along y.
    public static SlideFrame of(DataSet header, double columnMm, double rowMm) {
        double[] o = header.doubles(Tag.ImageOrientationSlide);
        boolean stated = o.length == 6 && Math.abs(Math.hypot(Math.hypot(o[0], o[1]), o[2]) - 1) < 1e-3
                && Math.abs(Math.hypot(Math.hypot(o[3], o[4]), o[5]) - 1) < 1e-3;
        PatientVector across = stated ? new PatientVector(o[0], o[1], o[2]) : new PatientVector(1, 0, 0);
        PatientVector down = stated ? new PatientVector(o[3], o[4], o[5]) : new PatientVector(0, 1, 0);
        List<DataSet> origin = header.items(Tag.TotalPixelMatrixOriginSequence);
        double x = origin.isEmpty() ? 0 : first(origin.getFirst().doubles(Tag.XOffsetInSlideCoordinateSystem));
        double y = origin.isEmpty() ? 0 : first(origin.getFirst().doubles(Tag.YOffsetInSlideCoordinateSystem));
        PatientPoint centre = new PatientPoint(x, y, 0);
        return new SlideFrame(centre.plus(across.times(-columnMm / 2)).plus(down.times(-rowMm / 2)), across, down,
                header.string(Tag.FrameOfReferenceUID, ""));
    }

    private static double first(double[] values) {
        return values.length == 0 || Double.isNaN(values[0]) ? 0 : values[0];
    }

    /// The place some micrometres across and down from the corner.
    public PatientPoint at(double acrossUm, double downUm) {
        return corner.plus(across.times(acrossUm / 1000)).plus(down.times(downUm / 1000));
    }

    /// A grid of pixels that begins at the corner.
    ///
    /// @param um micrometres a pixel, both ways
    VoxelGrid grid(int columns, int rows, double um) {
        PatientVector layer = across.cross(down).unit().times(LAYER_MM);
        return new VoxelGrid(columns, rows, 1, at(um / 2, um / 2), across.times(um / 1000), down.times(um / 1000), layer,
                frameOfReferenceUid);
    }
}
