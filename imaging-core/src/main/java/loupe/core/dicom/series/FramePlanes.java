package loupe.core.dicom.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// Where each frame of an instance lies: from its functional groups, from offsets along the normal (RT Dose, NM), or from
/// the header of a single image.
final class FramePlanes {
    private static final int MOST_FRAMES = 1 << 20;

    /// Offsets beyond it are no places in a patient.
    private static final double MOST_MM = 1e5;

    private FramePlanes() {}

    /// One plane a frame; empty where one has no place.
    static List<ImagePlane> of(DataSet h, int frames) {
        if (frames > MOST_FRAMES) {
            return List.of();
        }
        if (!h.items(Tag.PerFrameFunctionalGroupsSequence).isEmpty()) {
            return grouped(h, frames);
        }
        if (frames == 1) {
            return plane(h, new Parts(h, h, h)).map(List::of).orElse(List.of());
        }
        double[] offsets = h.doubles(Tag.GridFrameOffsetVector);
        if (offsets.length == frames) {
            return plane(h, new Parts(h, h, h)).map(p -> along(p, dose(offsets))).orElse(List.of());
        }
        return h.items(Tag.DetectorInformationSequence).size() == 1 ? nuclear(h, frames) : List.of();
    }

    /// Attributes a plane is made of.
    private record Parts(DataSet position, DataSet orientation, DataSet measures) {}

    private static List<ImagePlane> grouped(DataSet h, int frames) {
        FunctionalGroups g = FunctionalGroups.of(h);
        int described = h.items(Tag.PerFrameFunctionalGroupsSequence).size();
        List<ImagePlane> out = new ArrayList<>();
        for (int f = 0; f < Math.min(frames, described); f++) {
            Optional<ImagePlane> p = plane(
                    h,
                    new Parts(
                            either(g, f, Tag.PlanePositionSequence, Tag.PlanePositionVolumeSequence),
                            either(g, f, Tag.PlaneOrientationSequence, Tag.PlaneOrientationVolumeSequence),
                            g.group(f, Tag.PixelMeasuresSequence)));
            if (p.isEmpty()) {
                return List.of();
            }
            out.add(p.get());
        }
        return out;
    }

    private static DataSet either(FunctionalGroups g, int frame, int tag, int otherwise) {
        DataSet d = g.group(frame, tag);
        return d.elements().isEmpty() ? g.group(frame, otherwise) : d;
    }

    /// Grid Frame Offset Vector begins at 0, or at the first frame's own z (PS3.3 C.8.8.3.2).
    private static double[] dose(double[] offsets) {
        double[] out = offsets.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] -= offsets[0];
        }
        return out;
    }

    private static List<ImagePlane> nuclear(DataSet h, int frames) {
        DataSet detector = h.items(Tag.DetectorInformationSequence).getFirst();
        double between = h.number(Tag.SpacingBetweenSlices).orElse(0);
        if (between == 0 || !h.strings(Tag.ImageType).contains("RECON TOMO")) {
            return List.of();
        }
        double[] offsets = new double[frames];
        for (int i = 0; i < frames; i++) {
            offsets[i] = i * between;
        }
        return plane(h, new Parts(detector, detector, h)).map(p -> along(p, offsets)).orElse(List.of());
    }

    private static List<ImagePlane> along(ImagePlane first, double[] offsets) {
        List<ImagePlane> out = new ArrayList<>();
        for (double o : offsets) {
            if (!(Math.abs(o) <= MOST_MM)) {
                return List.of();
            }
            out.add(new ImagePlane(
                    first.columns(), first.rows(), first.origin().plus(first.normal().times(o)), first.alongRow(),
                    first.alongColumn(), first.columnMm(), first.rowMm(), first.thicknessMm(),
                    first.frameOfReferenceUid()));
        }
        return out;
    }

    private static Optional<ImagePlane> plane(DataSet h, Parts parts) {
        double[] at = first(parts.position, Tag.ImagePositionPatient, Tag.ImagePositionVolume);
        double[] cosines = first(parts.orientation, Tag.ImageOrientationPatient, Tag.ImageOrientationVolume);
        double[] spacing = parts.measures.doubles(Tag.PixelSpacing);
        if (at.length != 3 || cosines.length != 6 || spacing.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImagePlane(
                    h.integer(Tag.Columns, 0),
                    h.integer(Tag.Rows, 0),
                    new PatientPoint(at[0], at[1], at[2]),
                    new PatientVector(cosines[0], cosines[1], cosines[2]),
                    new PatientVector(cosines[3], cosines[4], cosines[5]),
                    spacing[1],
                    spacing[0],
                    Math.max(0, parts.measures.number(Tag.SliceThickness).orElse(0)),
                    h.string(Tag.FrameOfReferenceUID, "")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static double[] first(DataSet d, int tag, int otherwise) {
        double[] v = d.doubles(tag);
        return v.length > 0 ? v : d.doubles(otherwise);
    }
}
