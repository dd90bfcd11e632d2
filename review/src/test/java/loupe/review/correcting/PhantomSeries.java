package loupe.review.correcting;

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
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// A made-up CT of any size and orientation, and segments on it that follow a formula.
///
/// @param columns pixels in a row
/// @param rows rows
/// @param slices slices, 2 mm apart
/// @param directions Image Orientation (Patient): six numbers
public record PhantomSeries(int columns, int rows, int slices, List<Double> directions) {
    /// Image Orientation (Patient).
    public static final List<Double> AXIAL = List.of(1.0, 0.0, 0.0, 0.0, 1.0, 0.0);
    /// Image Orientation (Patient).
    public static final List<Double> OBLIQUE = List.of(0.8, 0.6, 0.0, 0.0, 0.0, -1.0);
    private static final String UID = "1.2.77";

    /// Writes its files.
    public List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> out = new ArrayList<>();
        for (int s = 0; s < slices; s++) {
            Path file = folder.resolve(s + ".dcm");
            try (OutputStream to = Files.newOutputStream(file)) {
                DicomWriter.writeFile(slice(s), TransferSyntax.EXPLICIT_LE, to);
            }
            out.add(file);
        }
        return out;
    }

    private DataSet slice(int s) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, UID + ".9." + (s + 1))
                .put(Tag.StudyInstanceUID, Vr.UI, UID)
                .put(Tag.SeriesInstanceUID, Vr.UI, UID + ".9")
                .put(Tag.FrameOfReferenceUID, Vr.UI, UID + ".8")
                .put(Tag.PatientID, Vr.LO, "ID" + UID)
                .put(Tag.StudyDate, Vr.DA, "20200102")
                .put(Tag.StudyTime, Vr.TM, "101112")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.BodyPartExamined, Vr.CS, "CHEST")
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(s + 1))
                .put(Tag.ImagePositionPatient, Vr.DS, position(s))
                .put(Tag.ImageOrientationPatient, Vr.DS, directions.stream().map(String::valueOf).toArray(String[]::new))
                .put(Tag.PixelSpacing, Vr.DS, "1.5", "1.25")
                .put(Tag.SliceThickness, Vr.DS, "2")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) rows)
                .put(Tag.Columns, Vr.US, (double) columns)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.HighBit, Vr.US, 11.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, pixels(s))
                .build();
    }

    private String[] position(int s) {
        double[] d = directions.stream().mapToDouble(Double::doubleValue).toArray();
        double[] normal = {d[1] * d[5] - d[2] * d[4], d[2] * d[3] - d[0] * d[5], d[0] * d[4] - d[1] * d[3]};
        String[] out = new String[3];
        for (int i = 0; i < 3; i++) {
            out[i] = Double.toString(2 * s * normal[i] - 10 * i);
        }
        return out;
    }

    private byte[] pixels(int s) {
        ByteBuffer raw = ByteBuffer.allocate(2 * columns * rows).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < columns * rows; i++) {
            raw.putShort((short) (10 * (i / columns) + i % columns + s));
        }
        return raw.array();
    }

    /// The voxels of a segment: scattered over the slices so that no bit could stand in for another, none on every third slice,
    /// and none at all of the last segment.
    ///
    /// @param number of the segment, from 1
    /// @param of how many there are
    /// @param overlapping whether segments share voxels
    public static Mask segment(VoxelGrid grid, int number, int of, boolean overlapping) {
        Mask.Builder out = Mask.builder(grid);
        for (int s = 0; s < grid.slices(); s++) {
            for (int i = 0; i < grid.voxelsPerSlice() && number < of; i++) {
                int c = i % grid.columns();
                int r = i / grid.columns();
                boolean own = (c / 2 + r + s) % of == number;
                boolean shared = overlapping && (5 * c + 3 * r + number) % 11 < 3;
                if (s % 3 != number % 3 && (own || shared)) {
                    out.add(s, i);
                }
            }
        }
        return out.build();
    }
}
