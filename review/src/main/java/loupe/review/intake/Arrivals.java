package loupe.review.intake;

import java.lang.foreign.MemorySegment;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.inspect.FileKind;

/// Reads one file's bytes.
final class Arrivals {
    private final DicomReader reader = DicomReader.usual();

    Arrival read(MemorySegment bytes) {
        if (FileKind.of(bytes).isTiff()) {
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
}
