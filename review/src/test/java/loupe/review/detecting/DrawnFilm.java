package loupe.review.detecting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.sample.film.FilmPhantom;

/// A drawn chest film as a DICOM file.
///
/// @param uid beginning of its UIDs: study, series and instance
/// @param modality CR or DX
/// @param number Instance Number in its series
/// @param inverted whether low values are bright (MONOCHROME1)
/// @param view View Position
record DrawnFilm(String uid, String modality, int number, boolean inverted, String view) {
    static final int SIDE = 256;
    static final double MM = 1.4;
    private static final long SEED = 9003;

    static DrawnFilm of(String uid, String modality) {
        return new DrawnFilm(uid, modality, 1, false, "PA");
    }

    /// Writes it into a folder of its own name.
    Path write(Path folder) throws IOException {
        float[] values = FilmPhantom.generate(SEED, SIDE).values();
        ByteBuffer raw = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            int bright = Math.round(4095 * Math.clamp(v, 0, 1));
            raw.putShort((short) (inverted ? 4095 - bright : bright));
        }
        String mm = Double.toString(MM);
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.1")
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".9." + number)
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".9")
                .put(Tag.PatientID, Vr.LO, "ID" + uid)
                .put(Tag.Modality, Vr.CS, modality)
                .put(Tag.BodyPartExamined, Vr.CS, "CHEST")
                .put(Tag.ViewPosition, Vr.CS, view)
                .put(Tag.SeriesNumber, Vr.IS, "1")
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(number))
                .put(Tag.ImagerPixelSpacing, Vr.DS, mm, mm)
                .put(Tag.BurnedInAnnotation, Vr.CS, "NO")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, inverted ? "MONOCHROME1" : "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) SIDE)
                .put(Tag.Columns, Vr.US, (double) SIDE)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.HighBit, Vr.US, 11.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, raw.array())
                .build();
        Path file = Files.createDirectories(folder).resolve(uid + "-" + number + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    /// The lungs as they were drawn, on a film's grid.
    static Mask lungs(VoxelGrid grid) {
        boolean[] drawn = FilmPhantom.generate(SEED, SIDE).lungs();
        Mask.Builder mask = Mask.builder(grid);
        for (int i = 0; i < drawn.length; i++) {
            if (drawn[i]) {
                mask.add(0, i);
            }
        }
        return mask.build();
    }
}
