package loupe.app.viewer.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.segment.Code;

/// A parametric map with the study of [SentPetCt]: an ADC, and a probability where it is asked for, in a cylinder about the middle of
/// the body, 0 around it. Pixels are 6 mm, slices 9 mm, shifted by no whole number of the CT's. The ADC rises evenly in all three
/// directions, so that what lies between its voxels is known without them.
public final class SentMap {
    private static final String STUDY = "1.2.4711";
    private static final int SIDE = 40;
    private static final int SLICES = 12;
    private static final double MM = 6;
    private static final double X = -117;
    private static final double STEP = 9;
    private static final double Z = 3;
    private static final double RADIUS = 80;
    /// Real-world value of one stored value of the ADC.
    private static final double SLOPE = 2;

    private SentMap() {}

    /// ADC in 10-6 mm2/s at a place inside, at least a voxel from the edge.
    public static double adcAt(double x, double y, double z) {
        return SLOPE * (400 + 2 * (x - X) / MM + 3 * (y - X) / MM + 10 * (z - Z) / STEP);
    }

    /// Whether all voxels about a place are inside, or all outside of the cylinder but within the map.
    ///
    /// @param within which of both
    public static boolean clearly(double x, double y, double z, boolean within) {
        double r = Math.hypot(x, y);
        boolean map = Math.abs(x) < 110 && Math.abs(y) < 110 && z >= Z && z <= Z + STEP * (SLICES - 1);
        return map && (within ? r < RADIUS - 2 * MM : r > RADIUS + 2 * MM);
    }

    /// Writes it.
    ///
    /// @param change what else is to be in it
    public static Path write(Path folder, boolean probability, UnaryOperator<DataSet.Builder> change) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("map.dcm");
        try (OutputStream to = Files.newOutputStream(file)) {
            DicomWriter.writeFile(change.apply(map(probability)).build(), TransferSyntax.EXPLICIT_LE, to);
        }
        return file;
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    private static DataSet mapping(String label, double slope, Code unit, Code quantity) {
        return item().put(Tag.RealWorldValueFirstValueMapped, Vr.US, 0).put(Tag.RealWorldValueLastValueMapped, Vr.US, 60_000)
                .put(Tag.RealWorldValueIntercept, Vr.FD, 0)
                .put(Tag.RealWorldValueSlope, Vr.FD, slope)
                .put(Tag.LUTExplanation, Vr.LO, label)
                .put(Tag.LUTLabel, Vr.SH, label)
                .put(Tag.MeasurementUnitsCodeSequence, CodeItem.of(unit))
                .put(0x00409220, List.of(item().put(Tag.ValueType, Vr.CS, "CODE")
                        .put(Tag.ConceptNameCodeSequence, CodeItem.of(new Code("246205007", "SCT", "Quantity")))
                        .put(Tag.ConceptCodeSequence, CodeItem.of(quantity))
                        .build()))
                .build();
    }

    private static DataSet frame(int slice, DataSet mapping) {
        return item().put(Tag.PlanePositionSequence, List.of(item().put(Tag.ImagePositionPatient, Vr.DS,
                        Double.toString(X), Double.toString(X), Double.toString(Z + STEP * slice)).build()))
                .put(Tag.RealWorldValueMappingSequence, List.of(mapping))
                .build();
    }

    private static DataSet.Builder map(boolean probability) {
        DataSet adc = mapping("ADC", SLOPE, new Code("10*-6.mm2/s", "UCUM", "10-6 mm2/s"),
                new Code("113041", "DCM", "Apparent Diffusion Coefficient"));
        DataSet chance = mapping("PROBABILITY", 1e-3, new Code("1", "UCUM", "no units"), new Code("2135-8", "99LAB", "Probability"));
        int kinds = probability ? 2 : 1;
        List<DataSet> frames = new ArrayList<>();
        ByteBuffer raw = ByteBuffer.allocate(2 * SIDE * SIDE * SLICES * kinds).order(ByteOrder.LITTLE_ENDIAN);
        for (int s = 0; s < SLICES; s++) {
            for (int k = 0; k < kinds; k++) {
                frames.add(frame(s, k == 0 ? adc : chance));
                pixels(s, k == 1, raw);
            }
        }
        DataSet shared = item().put(Tag.PlaneOrientationSequence, List.of(
                        item().put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0").build()))
                .put(Tag.PixelMeasuresSequence, List.of(
                        item().put(Tag.PixelSpacing, Vr.DS, "6", "6").put(Tag.SliceThickness, Vr.DS, "9").build()))
                .build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.30")
                .put(Tag.SOPInstanceUID, Vr.UI, STUDY + ".7.1")
                .put(Tag.StudyInstanceUID, Vr.UI, STUDY)
                .put(Tag.SeriesInstanceUID, Vr.UI, STUDY + ".7")
                .put(Tag.FrameOfReferenceUID, Vr.UI, STUDY + ".9")
                .put(Tag.PatientID, Vr.LO, "PETCT")
                .put(Tag.PatientSex, Vr.CS, "M")
                .put(Tag.StudyDate, Vr.DA, "20240310")
                .put(Tag.Modality, Vr.CS, "MR")
                .put(Tag.SeriesNumber, Vr.IS, "7")
                .put(Tag.InstanceNumber, Vr.IS, "1")
                .put(Tag.ImageType, Vr.CS, "DERIVED", "PRIMARY", "VOLUME", "QUANTITY")
                .put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, SIDE)
                .put(Tag.Columns, Vr.US, SIDE)
                .put(Tag.BitsAllocated, Vr.US, 16)
                .put(Tag.BitsStored, Vr.US, 16)
                .put(Tag.HighBit, Vr.US, 15)
                .put(Tag.PixelRepresentation, Vr.US, 0)
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames.size()))
                .put(Tag.SharedFunctionalGroupsSequence, List.of(shared))
                .put(Tag.PerFrameFunctionalGroupsSequence, frames)
                .put(Tag.PixelData, Vr.OW, raw.array());
    }

    /// The probability is 0.9 on the left of the patient and 0.3 on the right.
    private static void pixels(int slice, boolean probability, ByteBuffer raw) {
        for (int r = 0; r < SIDE; r++) {
            for (int c = 0; c < SIDE; c++) {
                double x = X + MM * c;
                boolean in = Math.hypot(x, X + MM * r) <= RADIUS;
                int adc = 400 + 2 * c + 3 * r + 10 * slice;
                raw.putShort((short) (!in ? 0 : probability ? x > 0 ? 900 : 300 : adc));
            }
        }
    }
}
