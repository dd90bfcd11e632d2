package loupe.app.shell;

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

/// CT studies of a chest phantom as a scanner sends them: a thick soft series and a thin sharp one.
final class SentStudies {
    private static final int SIDE = 128;

    private SentStudies() {}

    /// Writes one.
    ///
    /// @param uid beginning of its UIDs
    /// @param date Study Date
    /// @param lesionMm radius of the ball in the left lung
    static List<Path> chest(Path folder, String uid, String patient, String date, double lesionMm) throws IOException {
        Files.createDirectories(folder);
        List<Path> out = new ArrayList<>();
        out.addAll(series(folder, new Sent(uid, patient, date, 1, "SOFT TISSUE", "B30f", 12, 10, lesionMm)));
        out.addAll(series(folder, new Sent(uid, patient, date, 2, "LUNG", "B60f", 60, 2, lesionMm)));
        return out;
    }

    private record Sent(
            String uid, String patient, String date, int number, String description, String kernel, int slices, double step,
            double lesionMm) {}

    private static List<Path> series(Path folder, Sent s) throws IOException {
        List<Path> out = new ArrayList<>();
        for (int i = 0; i < s.slices; i++) {
            Path file = folder.resolve(s.uid + "-" + s.number + "-" + i + ".dcm");
            try (OutputStream to = Files.newOutputStream(file)) {
                DicomWriter.writeFile(image(s, i), TransferSyntax.EXPLICIT_LE, to);
            }
            out.add(file);
        }
        return out;
    }

    private static DataSet image(Sent s, int i) {
        double z = i * s.step;
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, s.uid + "." + s.number + "." + (i + 1))
                .put(Tag.StudyInstanceUID, Vr.UI, s.uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, s.uid + "." + s.number)
                .put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.77")
                .put(Tag.PatientID, Vr.LO, s.patient)
                .put(Tag.PatientSex, Vr.CS, "F")
                .put(Tag.PatientAge, Vr.AS, "061Y")
                .put(Tag.StudyDate, Vr.DA, s.date)
                .put(Tag.StudyDescription, Vr.LO, "CT CHEST")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.BodyPartExamined, Vr.CS, "CHEST")
                .put(Tag.SeriesNumber, Vr.IS, Integer.toString(s.number))
                .put(Tag.SeriesDescription, Vr.LO, s.description)
                .put(0x00181210, Vr.SH, s.kernel)
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(i + 1))
                .put(Tag.ImagePositionPatient, Vr.DS, "-160", "-160", Double.toString(z))
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.PixelSpacing, Vr.DS, "2.5", "2.5")
                .put(Tag.SliceThickness, Vr.DS, Double.toString(s.step))
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) SIDE)
                .put(Tag.Columns, Vr.US, (double) SIDE)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.HighBit, Vr.US, 11.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.RescaleIntercept, Vr.DS, "-1024")
                .put(Tag.RescaleSlope, Vr.DS, "1")
                .put(Tag.RescaleType, Vr.LO, "HU")
                .put(Tag.WindowCenter, Vr.DS, "40")
                .put(Tag.WindowWidth, Vr.DS, "400")
                .put(Tag.PixelData, Vr.OW, pixels(s, z))
                .build();
    }

    /// A body with two lungs, a spine and a ball; a little noise that differs from slice to slice, and a run of pixels in the upper
    /// left corner that no other slice or study has.
    private static byte[] pixels(Sent s, double z) {
        ByteBuffer raw = ByteBuffer.allocate(2 * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < SIDE; r++) {
            for (int c = 0; c < SIDE; c++) {
                double x = -160 + 2.5 * c;
                double y = -160 + 2.5 * r;
                boolean body = in(x, y, 0, 0, 145, 105);
                boolean lung = in(x, y, 60, -5, 45, 70) || in(x, y, -60, -5, 45, 70);
                boolean bone = in(x, y, 0, 75, 20, 18);
                boolean ball = (x - 60) * (x - 60) + y * y + (z - 60) * (z - 60) <= s.lesionMm * s.lesionMm;
                int sign = (c * c * 7 + c * (int) (130 * s.lesionMm) + (int) z * 29) % 1900;
                int hu = r == 0 && c < 32 ? sign : ball ? 60 : bone ? 700 : lung ? -850 : body ? 40 : -1000;
                raw.putShort((short) (hu + 1024 + (r * 31 + c * 17 + (int) z * 13 + s.number * 7) % 9));
            }
        }
        return raw.array();
    }

    private static boolean in(double x, double y, double cx, double cy, double a, double b) {
        return (x - cx) * (x - cx) / (a * a) + (y - cy) * (y - cy) / (b * b) <= 1;
    }
}
