package loupe.review.hanging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// A study of tiny images as a scanner would send it.
///
/// @param description Study Description
/// @param bodyPart Body Part Examined; may be empty
/// @param series its series
record DrawnStudy(String description, String bodyPart, List<Sent> series) {
    private static final int SIDE = 8;

    /// One series.
    ///
    /// @param modality Modality
    /// @param description Series Description
    /// @param plane `AX`, `COR`, `SAG` or empty for images without a place
    /// @param images how many
    /// @param stepMm distance between them
    /// @param more other elements by tag, as text
    record Sent(String modality, String description, String plane, int images, double stepMm, Map<Integer, String> more) {
        /// With another element.
        Sent with(int tag, String value) {
            Map<Integer, String> all = new TreeMap<>(more);
            all.put(tag, value);
            return new Sent(modality, description, plane, images, stepMm, all);
        }
    }

    static Sent sent(String modality, String description, String plane, int images, double stepMm) {
        return new Sent(modality, description, plane, images, stepMm, Map.of());
    }

    static DrawnStudy of(String description, String bodyPart, Sent... series) {
        return new DrawnStudy(description, bodyPart, Arrays.asList(series));
    }

    /// The same with its series in another order.
    DrawnStudy reversed() {
        return new DrawnStudy(description, bodyPart, series.reversed());
    }

    /// Writes its files.
    ///
    /// @param uid beginning of its UIDs
    /// @param patient Patient ID
    /// @param date Study Date
    List<Path> write(Path folder, String uid, String patient, String date) throws IOException {
        Files.createDirectories(folder);
        List<Path> out = new ArrayList<>();
        for (int n = 0; n < series.size(); n++) {
            for (int i = 0; i < series.get(n).images; i++) {
                Path file = folder.resolve(uid + "-" + n + "-" + i + ".dcm");
                try (OutputStream to = Files.newOutputStream(file)) {
                    DicomWriter.writeFile(image(uid, patient, date, n, i), TransferSyntax.EXPLICIT_LE, to);
                }
                out.add(file);
            }
        }
        return out;
    }

    private static String sopClass(String modality) {
        return "1.2.840.10008.5.1.4.1.1." + switch (modality) {
            case "CT" -> "2";
            case "MR" -> "4";
            case "PT" -> "128";
            case "MG" -> "1.2";
            case "DX" -> "1.1";
            case "US" -> "6.1";
            default -> "1";
        };
    }

    private DataSet image(String uid, String patient, String date, int number, int i) {
        Sent s = series.get(number);
        DataSet.Builder b = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass(s.modality))
                .put(Tag.SOPInstanceUID, Vr.UI, uid + "." + (number + 1) + "." + (i + 1))
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + "." + (number + 1))
                .put(Tag.FrameOfReferenceUID, Vr.UI, uid + ".99")
                .put(Tag.PatientID, Vr.LO, patient)
                .put(Tag.StudyDate, Vr.DA, date)
                .put(Tag.StudyDescription, Vr.LO, description)
                .put(Tag.Modality, Vr.CS, s.modality)
                .put(Tag.SeriesNumber, Vr.IS, Integer.toString(number + 1))
                .put(Tag.SeriesDescription, Vr.LO, s.description)
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(i + 1))
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) SIDE)
                .put(Tag.Columns, Vr.US, (double) SIDE)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.HighBit, Vr.US, 11.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0);
        if (!bodyPart.isEmpty()) {
            b.put(Tag.BodyPartExamined, Vr.CS, bodyPart);
        }
        s.more.forEach((tag, value) -> b.put(tag, vr(tag), value));
        return placed(b, s, i).put(Tag.PixelData, Vr.OW, pixels(number, i)).build();
    }

    private static Vr vr(int tag) {
        return switch (tag) {
            case 0x00180010 -> Vr.LO;
            case 0x00181210 -> Vr.SH;
            default -> Vr.CS;
        };
    }

    private static DataSet.Builder placed(DataSet.Builder b, Sent s, int i) {
        if (s.plane.isEmpty()) {
            return b.put(Tag.ImagerPixelSpacing, Vr.DS, "0.5", "0.5");
        }
        String at = Double.toString(i * s.stepMm);
        String[] orientation = switch (s.plane) {
            case "COR" -> new String[] {"1", "0", "0", "0", "0", "-1"};
            case "SAG" -> new String[] {"0", "1", "0", "0", "0", "-1"};
            default -> new String[] {"1", "0", "0", "0", "1", "0"};
        };
        String[] position = switch (s.plane) {
            case "COR" -> new String[] {"0", at, "0"};
            case "SAG" -> new String[] {at, "0", "0"};
            default -> new String[] {"0", "0", at};
        };
        return b.put(Tag.ImageOrientationPatient, Vr.DS, orientation)
                .put(Tag.ImagePositionPatient, Vr.DS, position)
                .put(Tag.PixelSpacing, Vr.DS, "1", "1")
                .put(Tag.SliceThickness, Vr.DS, Double.toString(s.stepMm));
    }

    private static byte[] pixels(int number, int i) {
        byte[] raw = new byte[2 * SIDE * SIDE];
        for (int p = 0; p < raw.length; p += 2) {
            raw[p] = (byte) (p + 7 * number + 3 * i);
        }
        return raw;
    }
}
