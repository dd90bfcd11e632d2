package loupe.exchange.dimse.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.exchange.instance.InstanceHead;

/// The beginning of a DICOM file (PS3.10 7.1): put before a data set that came, and taken from a file whose data set goes. The data set
/// itself is a stream in both directions and never held.
public final class Part10 {
    private static final int PREAMBLE = 128;
    private static final int LONGEST_META = 64 << 10;
    private static final int BUFFER = 64 << 10;

    private Part10() {}

    /// A data set that came, as a file: the meta information is made here, of what the association says.
    ///
    /// @throws IOException never in fact
    public static InputStream file(InstanceHead head, String from, InputStream data) throws IOException {
        DataSet.Builder meta = DataSet.builder()
                .put(Tag.FileMetaInformationVersion, Vr.OB, new byte[] {0, 1})
                .put(Tag.MediaStorageSOPClassUID, Vr.UI, head.sopClassUid())
                .put(Tag.MediaStorageSOPInstanceUID, Vr.UI, head.sopInstanceUid())
                .put(Tag.TransferSyntaxUID, Vr.UI, head.transferSyntaxUid())
                .put(Tag.ImplementationClassUID, Vr.UI, DicomWriter.IMPLEMENTATION_CLASS_UID)
                .put(Tag.ImplementationVersionName, Vr.SH, DicomWriter.IMPLEMENTATION_VERSION_NAME);
        if (!from.isEmpty()) {
            meta.put(SOURCE_TITLE, Vr.AE, from);
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        DicomWriter.write(meta.build(), TransferSyntax.EXPLICIT_LE, rest);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[PREAMBLE]);
        out.writeBytes(new byte[] {'D', 'I', 'C', 'M'});
        DicomWriter.write(
                DataSet.builder().put(Tag.FileMetaInformationGroupLength, Vr.UL, (double) rest.size()).build(),
                TransferSyntax.EXPLICIT_LE,
                out);
        rest.writeTo(out);
        return new SequenceInputStream(new ByteArrayInputStream(out.toByteArray()), data);
    }

    private static final int SOURCE_TITLE = 0x00020016;

    /// The data set of a file, for sending.
    ///
    /// @param syntax how it must be encoded
    /// @throws DicomException if it is no such file, or says that it is encoded otherwise
    public static InputStream dataSet(InputStream file, String syntax) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, BUFFER);
        byte[] start = in.readNBytes(PREAMBLE + 4);
        if (start.length < PREAMBLE + 4
                || !new String(start, PREAMBLE, 4, StandardCharsets.ISO_8859_1).equals("DICM")) {
            throw new DicomException("this is not a DICOM file", 0);
        }
        String said = "";
        int read = 0;
        while (true) {
            in.mark(12);
            byte[] head = in.readNBytes(8);
            if (head.length < 8 || (head[0] & 0xff) != 2 || head[1] != 0) {
                in.reset();
                break;
            }
            int length = length(head, in);
            read += 12 + length;
            if (length < 0 || read > LONGEST_META) {
                throw new DicomException("the file meta information is too long", -1);
            }
            byte[] value = in.readNBytes(length);
            if ((head[2] & 0xff) == 0x10 && head[3] == 0) {
                said = new String(value, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
            }
        }
        if (!said.equals(syntax)) {
            throw new DicomException("the file is encoded otherwise than was said", -1);
        }
        return in;
    }

    /// Length of an explicit element whose first eight bytes were read.
    private static int length(byte[] head, InputStream in) throws IOException {
        Vr vr = Vr.ofCode(head[4], head[5]);
        if (vr == null) {
            throw new DicomException("the file meta information is not explicit", -1);
        }
        if (!vr.hasLongLength()) {
            return head[6] & 0xff | (head[7] & 0xff) << 8;
        }
        byte[] four = in.readNBytes(4);
        if (four.length < 4) {
            throw new DicomException("the file ends in its meta information", -1);
        }
        return four[0] & 0xff | (four[1] & 0xff) << 8 | (four[2] & 0xff) << 16 | (four[3] & 0xff) << 24;
    }
}
