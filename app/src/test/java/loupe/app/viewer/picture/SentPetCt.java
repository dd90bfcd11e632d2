package loupe.app.viewer.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// A CT and a PET of one phantom on one frame of reference, as a scanner sends them: the PET is coarser and lies shifted against the
/// CT. Its values rise evenly in all three directions, so that what lies between its voxels is known without it, but for one hot
/// ball. A third series lies in another frame of reference.
public final class SentPetCt {
    /// Modality value of one stored value of the PET, Bq/ml.
    public static final double SLOPE = 10;
    private static final String STUDY = "1.2.4711";
    private static final int CT_SIDE = 96;
    private static final int PET_SIDE = 40;
    private static final double CT_MM = 4;
    private static final double PET_MM = 8;

    private SentPetCt() {}

    /// Value of the PET in Bq/ml at a place that is not near the hot ball.
    public static double petAt(double x, double y, double z) {
        return SLOPE * (500 + 2 * (x + 155) / PET_MM + 3 * (y + 147) / PET_MM + 5 * (z - 2) / 6);
    }

    /// Writes all three series.
    public static List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> out = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            out.add(put(folder, "ct" + i, ct(i, 1, "1.2.4711.9", 5)));
        }
        for (int i = 0; i < 20; i++) {
            out.add(put(folder, "pt" + i, pet(i)));
        }
        for (int i = 0; i < 4; i++) {
            out.add(put(folder, "other" + i, ct(i, 3, "1.2.4711.8", 5)));
        }
        return out;
    }

    private static Path put(Path folder, String name, DataSet data) throws IOException {
        Path file = folder.resolve(name + ".dcm");
        try (OutputStream to = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, to);
        }
        return file;
    }

    private static DataSet.Builder image(int number, int i, String frame, int side) {
        return DataSet.builder()
                .put(Tag.SOPInstanceUID, Vr.UI, STUDY + "." + number + "." + (i + 1))
                .put(Tag.StudyInstanceUID, Vr.UI, STUDY)
                .put(Tag.SeriesInstanceUID, Vr.UI, STUDY + "." + number)
                .put(Tag.FrameOfReferenceUID, Vr.UI, frame)
                .put(Tag.PatientID, Vr.LO, "PETCT")
                .put(Tag.PatientSex, Vr.CS, "M")
                .put(Tag.PatientAge, Vr.AS, "058Y")
                .put(Tag.PatientWeight, Vr.DS, "75")
                .put(Tag.StudyDate, Vr.DA, "20240310")
                .put(Tag.SeriesDate, Vr.DA, "20240310")
                .put(Tag.SeriesTime, Vr.TM, "110000")
                .put(Tag.AcquisitionDate, Vr.DA, "20240310")
                .put(Tag.AcquisitionTime, Vr.TM, "110000")
                .put(Tag.StudyDescription, Vr.LO, "PET CT")
                .put(Tag.SeriesNumber, Vr.IS, Integer.toString(number))
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(i + 1))
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) side)
                .put(Tag.Columns, Vr.US, (double) side)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 16.0)
                .put(Tag.HighBit, Vr.US, 15.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0);
    }

    private static DataSet ct(int i, int number, String frame, double step) {
        double z = i * step;
        ByteBuffer raw = ByteBuffer.allocate(2 * CT_SIDE * CT_SIDE).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < CT_SIDE; r++) {
            for (int c = 0; c < CT_SIDE; c++) {
                double x = -190 + CT_MM * c;
                double y = -190 + CT_MM * r;
                boolean body = in(x, y, 0, 0, 150, 110);
                boolean lung = in(x, y, 65, -10, 45, 65) || in(x, y, -65, -10, 45, 65);
                boolean bone = in(x, y, 0, 75, 20, 18);
                boolean ball = ball(x, y, z);
                int hu = ball ? 60 : bone ? 700 : lung ? -850 : body ? 40 : -1000;
                raw.putShort((short) (hu + 1024 + (r * 31 + c * 17 + i * 13 + number) % 9));
            }
        }
        return image(number, i, frame, CT_SIDE)
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.SeriesDescription, Vr.LO, "CHEST")
                .put(Tag.ImagePositionPatient, Vr.DS, "-190", "-190", Double.toString(z))
                .put(Tag.PixelSpacing, Vr.DS, "4", "4")
                .put(Tag.SliceThickness, Vr.DS, "5")
                .put(Tag.RescaleIntercept, Vr.DS, "-1024")
                .put(Tag.RescaleSlope, Vr.DS, "1")
                .put(Tag.RescaleType, Vr.LO, "HU")
                .put(Tag.WindowCenter, Vr.DS, "40")
                .put(Tag.WindowWidth, Vr.DS, "400")
                .put(Tag.PixelData, Vr.OW, raw.array())
                .build();
    }

    private static DataSet pet(int i) {
        double z = 2 + 6 * i;
        ByteBuffer raw = ByteBuffer.allocate(2 * PET_SIDE * PET_SIDE).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < PET_SIDE; r++) {
            for (int c = 0; c < PET_SIDE; c++) {
                boolean hot = ball(-155 + PET_MM * c, -147 + PET_MM * r, z);
                raw.putShort((short) (hot ? 4000 : 500 + 2 * c + 3 * r + 5 * i));
            }
        }
        DataSet dose = DataSet.builder()
                .put(Tag.RadionuclideTotalDose, Vr.DS, "370000000")
                .put(Tag.RadionuclideHalfLife, Vr.DS, "6588")
                .put(Tag.RadiopharmaceuticalStartTime, Vr.TM, "100000")
                .build();
        return image(2, i, "1.2.4711.9", PET_SIDE)
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.128")
                .put(Tag.Modality, Vr.CS, "PT")
                .put(Tag.SeriesDescription, Vr.LO, "PET WB")
                .put(Tag.ImagePositionPatient, Vr.DS, "-155", "-147", Double.toString(z))
                .put(Tag.PixelSpacing, Vr.DS, "8", "8")
                .put(Tag.SliceThickness, Vr.DS, "6")
                .put(Tag.RescaleIntercept, Vr.DS, "0")
                .put(Tag.RescaleSlope, Vr.DS, "10")
                .put(Tag.Units, Vr.CS, "BQML")
                .put(Tag.CorrectedImage, Vr.CS, "NORM", "ATTN", "DECY", "SCAT")
                .put(Tag.DecayCorrection, Vr.CS, "START")
                .put(Tag.RadiopharmaceuticalInformationSequence, List.of(dose))
                .put(Tag.PixelData, Vr.OW, raw.array())
                .build();
    }

    /// The hot ball: 16 mm about (65, -10, 60).
    private static boolean ball(double x, double y, double z) {
        return (x - 65) * (x - 65) + (y + 10) * (y + 10) + (z - 60) * (z - 60) <= 16 * 16;
    }

    private static boolean in(double x, double y, double cx, double cy, double a, double b) {
        return (x - cx) * (x - cx) / (a * a) + (y - cy) * (y - cy) / (b * b) <= 1;
    }
}
