package loupe.core.dicom.tile;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// Where the header says the whole picture lies.
///
/// @param origin Image Position of the picture as if it were one slice
/// @param columnStep millimetres from one column to the next
/// @param rowStep millimetres from one row to the next
record PicturePlane(PatientPoint origin, PatientVector columnStep, PatientVector rowStep) {

    static Optional<PicturePlane> of(DataSet d) {
        double[] at = d.doubles(Tag.ImagePositionPatient);
        double[] cosines = d.doubles(Tag.ImageOrientationPatient);
        double[] mm = d.doubles(Tag.PixelSpacing);
        boolean finite = Stream.of(at, cosines, mm).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
        if (at.length != 3 || cosines.length != 6 || mm.length != 2 || !finite) {
            return Optional.empty();
        }
        PicturePlane plane = new PicturePlane(
                new PatientPoint(at[0], at[1], at[2]),
                new PatientVector(cosines[0], cosines[1], cosines[2]).times(mm[1]),
                new PatientVector(cosines[3], cosines[4], cosines[5]).times(mm[0]));
        double area = plane.normal().lengthMm();
        return area > 0 && area < Double.POSITIVE_INFINITY ? Optional.of(plane) : Optional.empty();
    }

    /// A place in the picture.
    PatientPoint at(double column, double row) {
        return origin.plus(columnStep.times(column)).plus(rowStep.times(row));
    }

    /// Row direction x column direction; zero length where they are one.
    PatientVector normal() {
        return columnStep.cross(rowStep);
    }
}
