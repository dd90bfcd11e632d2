package loupe.review.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// A small series with a ball in it, in any orientation, as single slices or as one enhanced object.
///
/// @param uid beginning of its UIDs
/// @param modality CT, MR or CR
/// @param directions Image Orientation (Patient): six numbers; empty for a film
/// @param slices how many
/// @param enhanced whether all slices are frames of one object
record DrawnSeries(String uid, String modality, double[] directions, int slices, boolean enhanced) {
    static final int COLUMNS = 24;
    static final int ROWS = 20;
    static final double[] AXIAL = {1, 0, 0, 0, 1, 0};
    static final double[] SAGITTAL = {0, 1, 0, 0, 0, -1};
    static final double[] CORONAL = {1, 0, 0, 0, 0, -1};
    static final double[] OBLIQUE = {0.8, 0.6, 0, 0, 0, -1};
    static final double[] FEET_UP = {1, 0, 0, 0, -1, 0};
    private static final int BALL = 1000;

    /// Writes its files.
    List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> out = new ArrayList<>();
        if (enhanced) {
            out.add(file(folder, enhancedObject(), 1));
        } else {
            for (int s = 0; s < slices; s++) {
                out.add(file(folder, slice(s), s + 1));
            }
        }
        return out;
    }

    private Path file(Path folder, DataSet data, int number) throws IOException {
        Path file = folder.resolve(uid + "-" + number + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    boolean film() {
        return directions.length == 0;
    }

    private String sopClass() {
        String base = "1.2.840.10008.5.1.4.1.1.";
        return base + switch (modality) {
            case "CT" -> enhanced ? "2.1" : "2";
            case "MR" -> enhanced ? "4.1" : "4";
            default -> "1";
        };
    }

    private DataSet.Builder header(int number) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass())
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".9." + number)
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".9")
                .put(Tag.FrameOfReferenceUID, Vr.UI, uid + ".8")
                .put(Tag.PatientID, Vr.LO, "ID" + uid)
                .put(Tag.PatientSex, Vr.CS, "O")
                .put(Tag.StudyDate, Vr.DA, "20200102")
                .put(Tag.StudyTime, Vr.TM, "101112")
                .put(Tag.Modality, Vr.CS, modality)
                .put(Tag.BodyPartExamined, Vr.CS, "CHEST")
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(number))
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) ROWS)
                .put(Tag.Columns, Vr.US, (double) COLUMNS)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.HighBit, Vr.US, 11.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0);
    }

    private DataSet slice(int s) {
        DataSet.Builder b = header(s + 1);
        if (film()) {
            b.put(Tag.ImagerPixelSpacing, Vr.DS, "0.5", "0.5").put(Tag.ViewPosition, Vr.CS, "PA");
        } else {
            b.put(Tag.ImagePositionPatient, Vr.DS, position(s))
                    .put(Tag.ImageOrientationPatient, Vr.DS, text(directions))
                    .put(Tag.PixelSpacing, Vr.DS, "1.5", "1.25")
                    .put(Tag.SliceThickness, Vr.DS, "2");
        }
        return b.put(Tag.PixelData, Vr.OW, pixels(s, s + 1)).build();
    }

    private DataSet enhancedObject() {
        List<DataSet> frames = new ArrayList<>();
        for (int s = 0; s < slices; s++) {
            frames.add(item().put(Tag.PlanePositionSequence, List.of(
                            item().put(Tag.ImagePositionPatient, Vr.DS, position(s)).build()))
                    .build());
        }
        DataSet shared = item()
                .put(Tag.PlaneOrientationSequence, List.of(
                        item().put(Tag.ImageOrientationPatient, Vr.DS, text(directions)).build()))
                .put(Tag.PixelMeasuresSequence, List.of(item().put(Tag.PixelSpacing, Vr.DS, "1.5", "1.25")
                        .put(Tag.SliceThickness, Vr.DS, "2")
                        .build()))
                .build();
        return header(1)
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(slices))
                .put(Tag.SharedFunctionalGroupsSequence, List.of(shared))
                .put(Tag.PerFrameFunctionalGroupsSequence, frames)
                .put(Tag.PixelData, Vr.OW, pixels(0, slices))
                .build();
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    private String[] position(int s) {
        double[] d = directions;
        double[] normal = {d[1] * d[5] - d[2] * d[4], d[2] * d[3] - d[0] * d[5], d[0] * d[4] - d[1] * d[3]};
        return text(new double[] {-20 + 2 * s * normal[0], -30 + 2 * s * normal[1], 40 + 2 * s * normal[2]});
    }

    private static String[] text(double[] numbers) {
        String[] out = new String[numbers.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Double.toString(numbers[i]);
        }
        return out;
    }

    /// A bright ball, and a step from the top row to the bottom so that the picture has an upright.
    private byte[] pixels(int from, int to) {
        ByteBuffer raw = ByteBuffer.allocate(2 * COLUMNS * ROWS * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
        for (int s = from; s < to; s++) {
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < COLUMNS; c++) {
                    raw.putShort((short) (inBall(c, r, s) ? BALL : 5 * r));
                }
            }
        }
        return raw.array();
    }

    boolean inBall(int c, int r, int s) {
        double z = s - (slices - 1) / 2.0;
        return (c - 14) * (c - 14) + (r - 7) * (r - 7) + z * z <= 16;
    }
}
