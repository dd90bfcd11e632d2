package loupe.exchange.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.OutgoingInstance;

/// CT slices with pixels of noise, each with a boundary-like text in them.
public final class GeneratedCt {
    public static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    private GeneratedCt() {}

    /// A file in memory, to be sent.
    public record Sent(InstanceHead head, byte[] bytes) implements OutgoingInstance {
        @Override
        public InputStream file() {
            return new ByteArrayInputStream(bytes);
        }

        public String uid() {
            return head.sopInstanceUid();
        }
    }

    /// A series of so many slices of a study.
    public static List<Sent> series(String study, String patientName, int slices, int side) {
        return IntStream.rangeClosed(1, slices).mapToObj(i -> slice(study, patientName, i, side)).toList();
    }

    private static Sent slice(String study, String patientName, int number, int side) {
        byte[] pixels = new byte[2 * side * side];
        new SplittableRandom(number).nextBytes(pixels);
        byte[] like = "\r\n--loupe-\r\n--\r\n\r\n--".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(like, 0, pixels, 64, like.length);
        String uid = study + ".1." + number;
        DataSet data = DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.SOPClassUID, Vr.UI, CT)
                .put(Tag.SOPInstanceUID, Vr.UI, uid)
                .put(Tag.StudyDate, Vr.DA, "20260102")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.PatientName, Vr.PN, patientName)
                .put(Tag.PatientID, Vr.LO, "W2-" + study.hashCode())
                .put(Tag.StudyInstanceUID, Vr.UI, study)
                .put(Tag.SeriesInstanceUID, Vr.UI, study + ".1")
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(number))
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) side)
                .put(Tag.Columns, Vr.US, (double) side)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 16.0)
                .put(Tag.HighBit, Vr.US, 15.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, pixels)
                .build();
        return new Sent(new InstanceHead(CT, uid, TransferSyntax.EXPLICIT_LE.uid()), file(data));
    }

    /// A data set as a file.
    public static byte[] file(DataSet data) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SHA-256 of a file's pixels, in hexadecimal.
    public static String pixels(byte[] file) throws IOException {
        MemorySegment pixels = DicomReader.usual()
                .read(MemorySegment.ofArray(file))
                .data()
                .bytes(Tag.PixelData)
                .orElseThrow();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(pixels.toArray(ValueLayout.JAVA_BYTE)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
