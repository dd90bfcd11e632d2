package loupe.app.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// Phantoms of images that lie nowhere in the patient: an ultrasound clip with regions, a film with the spacing of its detector.
final class ImagesWithTheirSpacing {
    static final int COLUMNS = 640;
    static final int ROWS = 480;
    static final int FRAMES = 8;

    private ImagesWithTheirSpacing() {}

    /// Tissue of 0.42 mm on the left (region 1), a spectrum of 4 ms and 1.2 cm/s on the right whose baseline is row 240 (region 2).
    static Path clip(Path folder) throws IOException {
        return write(folder, "clip", image("1.2.840.10008.5.1.4.1.1.3.1", "US", "1.2.91")
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(FRAMES))
                .put(Tag.FrameTime, Vr.DS, "50")
                .put(Tag.SequenceOfUltrasoundRegions, List.of(
                        region(1, 10, 309, new double[] {3, 3, 0.042, 0.042}), region(3, 330, 629, new double[] {4, 7, 0.004, -1.2})))
                .put(Tag.PixelData, Vr.OW, pixels(FRAMES))
                .build());
    }

    /// 0.2 mm at the detector.
    static Path film(Path folder) throws IOException {
        return write(folder, "film", image("1.2.840.10008.5.1.4.1.1.1", "CR", "1.2.92")
                .put(Tag.ImagerPixelSpacing, Vr.DS, "0.2", "0.2")
                .put(Tag.BodyPartExamined, Vr.CS, "HAND")
                .put(Tag.PixelData, Vr.OW, pixels(1))
                .build());
    }

    private static DataSet region(double format, double left, double right, double[] units) {
        return DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.RegionSpatialFormat, Vr.US, format)
                .put(Tag.RegionFlags, Vr.UL, 0)
                .put(Tag.RegionLocationMinX0, Vr.UL, left)
                .put(Tag.RegionLocationMinY0, Vr.UL, 20)
                .put(Tag.RegionLocationMaxX1, Vr.UL, right)
                .put(Tag.RegionLocationMaxY1, Vr.UL, 459)
                .put(Tag.ReferencePixelX0, Vr.SL, 0)
                .put(Tag.ReferencePixelY0, Vr.SL, 220)
                .put(Tag.ReferencePixelPhysicalValueX, Vr.FD, 0)
                .put(Tag.ReferencePixelPhysicalValueY, Vr.FD, 0)
                .put(Tag.PhysicalUnitsXDirection, Vr.US, units[0])
                .put(Tag.PhysicalUnitsYDirection, Vr.US, units[1])
                .put(Tag.PhysicalDeltaX, Vr.FD, units[2])
                .put(Tag.PhysicalDeltaY, Vr.FD, units[3])
                .build();
    }

    private static DataSet.Builder image(String sopClass, String modality, String uid) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass)
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".1.1")
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".1")
                .put(Tag.PatientID, Vr.LO, "ID" + uid)
                .put(Tag.StudyDate, Vr.DA, "20200102")
                .put(Tag.Modality, Vr.CS, modality)
                .put(Tag.SeriesNumber, Vr.IS, "1")
                .put(Tag.InstanceNumber, Vr.IS, "1")
                .put(Tag.BurnedInAnnotation, Vr.CS, "NO")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) ROWS)
                .put(Tag.Columns, Vr.US, (double) COLUMNS)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0);
    }

    /// A sector with a dark round cyst on the left that grows from frame to frame, a wave on the right.
    private static byte[] pixels(int frames) {
        byte[] out = new byte[frames * COLUMNS * ROWS];
        for (int f = 0; f < frames; f++) {
            for (int r = 20; r < 460; r++) {
                for (int c = 10; c < 630; c++) {
                    out[(f * ROWS + r) * COLUMNS + c] = (byte) (c < 310 ? tissue(c, r, f) : c < 330 ? 0 : wave(c, r));
                }
            }
        }
        return out;
    }

    private static int tissue(int c, int r, int f) {
        boolean sector = Math.abs(c - 160) < 10 + (r - 20) * 0.32;
        boolean cyst = Math.hypot(c - 160, r - 260) < 45 + 2 * f;
        return !sector ? 0 : cyst ? 25 : 90 + (c * 31 + r * 17 + f * 7) % 60;
    }

    private static int wave(int c, int r) {
        double top = 240 - 150 * Math.pow(Math.max(0, Math.sin((c - 330) / 48.0)), 3) - 12;
        return r > top && r < 242 ? 150 + (c * 13 + r * 29) % 60 : 8;
    }

    private static Path write(Path folder, String name, DataSet data) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }
}
