package loupe.exchange.peers;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// Generated CT slices of one study, with invented patients.
public final class CtFiles {
    /// CT Image Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.2";

    private CtFiles() {}

    /// A study to generate.
    ///
    /// @param uid Study Instance UID; series and instances have it as their beginning
    /// @param patient Patient ID
    /// @param name Patient's Name
    /// @param side rows and columns, in pixels
    public record Study(String uid, String patient, String name, int side) {
        /// One of small slices.
        public static Study of(int number) {
            return new Study("1.2.826.0.1.3680043.10.999." + number, "P" + number, "Doe^Jane" + number, 64);
        }

        /// UID of a series.
        public String series(int number) {
            return uid + "." + number;
        }

        /// UID of an instance.
        public String instance(int series, int number) {
            return uid + "." + series + "." + number;
        }
    }

    /// A slice.
    public static DataSet slice(Study s, int series, int number) {
        byte[] pixels = new byte[2 * s.side * s.side];
        new SplittableRandom(number * 31L + series).nextBytes(pixels);
        for (int i = 1; i < pixels.length; i += 2) {
            pixels[i] &= 0x0f;
        }
        return DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.SOPClassUID, Vr.UI, SOP_CLASS)
                .put(Tag.SOPInstanceUID, Vr.UI, s.instance(series, number))
                .put(Tag.StudyDate, Vr.DA, "20260105")
                .put(0x00080030, Vr.TM, "101500")
                .put(Tag.AccessionNumber, Vr.SH, "A" + s.patient)
                .put(Tag.Modality, Vr.CS, "CT")
                .put(0x00080090, Vr.PN, "Refer^Red")
                .put(Tag.PatientName, Vr.PN, s.name)
                .put(Tag.PatientID, Vr.LO, s.patient)
                .put(Tag.PatientBirthDate, Vr.DA, "19700101")
                .put(0x00100040, Vr.CS, "F")
                .put(Tag.StudyInstanceUID, Vr.UI, s.uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, s.series(series))
                .put(0x00200010, Vr.SH, "1")
                .put(0x00200011, Vr.IS, Integer.toString(series))
                .put(0x00200013, Vr.IS, Integer.toString(number))
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) s.side)
                .put(Tag.Columns, Vr.US, (double) s.side)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.HighBit, Vr.US, 11.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, pixels)
                .build();
    }

    /// Writes slices as files, half of them in a second series.
    public static List<Path> write(Study s, int slices, TransferSyntax syntax, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> out = new ArrayList<>();
        for (int i = 1; i <= slices; i++) {
            Path p = folder.resolve(s.patient + "-" + i + ".dcm");
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(p))) {
                DicomWriter.writeFile(slice(s, i <= slices / 2 ? 1 : 2, i), syntax, file);
            }
            out.add(p);
        }
        return out;
    }
}
