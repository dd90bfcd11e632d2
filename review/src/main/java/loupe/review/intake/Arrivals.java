package loupe.review.intake;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.SourceInstance;

/// Reads one file's bytes.
final class Arrivals {
    private final DicomReader reader = DicomReader.usual();

    Arrival read(MemorySegment bytes) {
        if (isTiff(bytes) && !isDicomToo(bytes)) {
            return new Arrival.Wrong(
                    "a TIFF slide (SVS, NDPI, …) is not read; convert it to DICOM first, for example with wsidicomizer");
        }
        DicomFile read;
        try {
            read = reader.read(bytes);
        } catch (DicomException e) {
            return new Arrival.Wrong(e.getMessage() + "; it is left out");
        }
        if (read.isDirectory()) {
            return new Arrival.Directory();
        }
        if (read.truncated()) {
            return new Arrival.Wrong("the file is cut short; copy it again from its source");
        }
        return new Arrival.Instance(new SourceInstance(read.syntax(), read.meta(), read.data()), read.warnings());
    }

    private static boolean isTiff(MemorySegment bytes) {
        if (bytes.byteSize() < 4) {
            return false;
        }
        int head = bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 0);
        return head == 0x49492A00 || head == 0x4D4D002A || head == 0x49492B00 || head == 0x4D4D002B;
    }

    /// A DICOM file whose preamble makes it a TIFF as well.
    private static boolean isDicomToo(MemorySegment bytes) {
        return bytes.byteSize() >= 132
                && bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 128) == 0x4449434D;
    }
}
