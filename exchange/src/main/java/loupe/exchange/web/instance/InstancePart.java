package loupe.exchange.web.instance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.exchange.instance.InstanceHead;

/// A DICOM file that arrives as a stream: what its file meta information says, and the whole of it still to be read.
///
/// @param head what is known of it
/// @param file all its bytes from the preamble on; those looked at are held (at most 320 KiB), the others come as they are read
public record InstancePart(InstanceHead head, InputStream file) {
    private static final int PREAMBLE = 132;
    private static final int LONGEST_META = 64 << 10;
    private static final int LOOKED_AT = 256 << 10;

    /// Reads a file's beginning.
    ///
    /// @throws DicomException if it is no DICOM file (PS3.10 7.1) or does not say what it holds
    /// @throws IOException if the stream fails
    public static InstancePart of(InputStream in) throws IOException {
        byte[] read = Arrays.copyOf(in.readNBytes(PREAMBLE), LONGEST_META);
        if (read[128] != 'D' || read[129] != 'I' || read[130] != 'C' || read[131] != 'M') {
            throw new DicomException("a part is no DICOM file", -1);
        }
        int end = PREAMBLE;
        int to = PREAMBLE;
        while (true) {
            int head = in.readNBytes(read, to, 8);
            to += head;
            if (head < 8 || read[end] != 2 || read[end + 1] != 0) {
                break;
            }
            Vr vr = Vr.ofCode(read[end + 4] & 0xff, read[end + 5] & 0xff);
            long length = little(read, end + 6, 2);
            if (vr == null || vr.hasLongLength()) {
                to += in.readNBytes(read, to, 4);
                length = little(read, end + 8, 4);
            }
            // Eight bytes are kept for the head of what follows, twelve where its length is long.
            if (vr == null || to + length > read.length - 12) {
                throw new DicomException("the file meta information of a part is broken or too long", end);
            }
            int got = in.readNBytes(read, to, (int) length);
            to += got;
            if (got < length) {
                throw new DicomException("a part ends within its file meta information", end);
            }
            end = to;
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(read, 0, to), in);
        return new InstancePart(head(MemorySegment.ofArray(read).asSlice(PREAMBLE, end - PREAMBLE)), whole);
    }

    private static InstanceHead head(MemorySegment bytes) throws DicomException {
        DataSet meta = DicomReader.usual().readBare(bytes, TransferSyntax.EXPLICIT_LE);
        return new InstanceHead(
                said(meta, Tag.MediaStorageSOPClassUID),
                said(meta, Tag.MediaStorageSOPInstanceUID),
                said(meta, Tag.TransferSyntaxUID));
    }

    private static String said(DataSet meta, int tag) throws DicomException {
        return meta.string(tag)
                .orElseThrow(() -> new DicomException("the file meta information of a part lacks " + Tag.format(tag), -1));
    }

    private static long little(byte[] b, int at, int bytes) {
        long n = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            n = n << 8 | b[at + i] & 0xff;
        }
        return n;
    }

    /// Whether the data set says that it is of a study; false where its first 256 KiB do not say of which. The file is given
    /// anew, as a stream that begins at its first byte.
    ///
    /// @throws IOException if the stream fails
    public Placed inStudy(String study) throws IOException {
        byte[] begin = file.readNBytes(LOOKED_AT);
        Optional<String> said;
        try {
            said = DicomReader.usual().read(MemorySegment.ofArray(begin)).data().string(Tag.StudyInstanceUID);
        } catch (DicomException e) {
            said = Optional.empty();
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(begin), file);
        return new Placed(said.isPresent() && said.get().equals(study), new InstancePart(head, whole));
    }

    /// What was found out of an instance's study.
    ///
    /// @param there whether it is of the study asked for
    /// @param part the instance, to be read from its beginning
    public record Placed(boolean there, InstancePart part) {}
}
