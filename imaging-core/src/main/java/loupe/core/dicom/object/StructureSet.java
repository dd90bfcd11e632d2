package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.geometry.PatientPoint;

/// An RT Structure Set (DICOM PS3.3 A.19.3, C.8.8.5, C.8.8.6): regions drawn as contours in the patient.
///
/// @param label Structure Set Label
/// @param regions its regions of interest, those without a contour too
public record StructureSet(String label, List<Region> regions) {
    /// RT Structure Set Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.481.3";

    private static final int MOST_POINTS = 20_000_000;
    private static final int YELLOW = 0xffd200;

    /// Copies the list.
    public StructureSet {
        regions = List.copyOf(regions);
    }

    /// A region of interest.
    ///
    /// @param number ROI Number
    /// @param name ROI Name; `region N` where the file has none
    /// @param rgb ROI Display Color as 0xRRGGBB
    /// @param frameOfReferenceUid space of its points; empty where the file names none
    /// @param contours its contours
    public record Region(int number, String name, int rgb, String frameOfReferenceUid, List<Contour> contours) {
        /// Copies the list.
        public Region {
            contours = List.copyOf(contours);
        }
    }

    /// Points in the order they are drawn.
    ///
    /// @param closed whether the last point is joined with the first; false for open lines and single points
    /// @param points millimetres in the patient, at least one
    public record Contour(boolean closed, List<PatientPoint> points) {
        /// Copies the list.
        public Contour {
            points = List.copyOf(points);
        }
    }

    /// Reads the object.
    ///
    /// @throws DicomException if it is no structure set, a contour's numbers are no points, or there are too many of them
    public static StructureSet of(DataSet data) throws DicomException {
        if (!SOP_CLASS.equals(data.string(Tag.SOPClassUID, ""))) {
            throw new DicomException("this is no RT structure set", -1);
        }
        Map<Integer, DataSet> drawn = new HashMap<>();
        for (DataSet item : data.items(Tag.ROIContourSequence)) {
            drawn.put(item.integer(Tag.ReferencedROINumber, -1), item);
        }
        List<Region> regions = new ArrayList<>();
        int[] points = new int[1];
        for (DataSet roi : data.items(Tag.StructureSetROISequence)) {
            int number = roi.integer(Tag.ROINumber, -1);
            DataSet contours = drawn.getOrDefault(number, DataSet.empty());
            regions.add(new Region(
                    number,
                    roi.string(Tag.ROIName, "region " + number),
                    colour(contours.doubles(Tag.ROIDisplayColor)),
                    roi.string(Tag.ReferencedFrameOfReferenceUID, ""),
                    contours(contours, points)));
        }
        return new StructureSet(data.string(Tag.StructureSetLabel, ""), regions);
    }

    private static int colour(double[] rgb) {
        if (rgb.length != 3) {
            return YELLOW;
        }
        int out = 0;
        for (double c : rgb) {
            out = out << 8 | (int) Math.clamp(Double.isFinite(c) ? c : 0, 0, 255);
        }
        return out;
    }

    private static List<Contour> contours(DataSet region, int[] points) throws DicomException {
        List<Contour> out = new ArrayList<>();
        for (DataSet item : region.items(Tag.ContourSequence)) {
            double[] numbers = item.doubles(Tag.ContourData);
            points[0] += numbers.length / 3;
            if (numbers.length == 0 || numbers.length % 3 != 0 || points[0] > MOST_POINTS) {
                throw new DicomException("a contour's numbers are no points", -1);
            }
            List<PatientPoint> line = new ArrayList<>();
            for (int i = 0; i < numbers.length; i += 3) {
                if (!Double.isFinite(numbers[i] + numbers[i + 1] + numbers[i + 2])) {
                    throw new DicomException("a contour's numbers are no points", -1);
                }
                line.add(new PatientPoint(numbers[i], numbers[i + 1], numbers[i + 2]));
            }
            out.add(new Contour(item.string(Tag.ContourGeometricType, "").startsWith("CLOSED"), line));
        }
        return out;
    }
}
