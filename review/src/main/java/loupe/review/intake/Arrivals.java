package loupe.review.intake;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.codec.WholeFrames;
import loupe.core.dicom.inspect.FileKind;

/// Reads one file's bytes.
final class Arrivals {
    private final DicomReader reader = DicomReader.usual();
    private final ResearchVolume volumes;

    /// @param volumeModality what made NIfTI volumes
    Arrivals(String volumeModality) {
        this.volumes = new ResearchVolume(volumeModality);
    }

    /// What the bytes are; a fault nobody foresaw makes them something that cannot be taken.
    Arrival read(MemorySegment bytes) throws IOException {
        return Unforeseen.guard(() -> known(bytes), fault -> new Arrival.Wrong(fault.sentence()));
    }

    private Arrival known(MemorySegment bytes) {
        FileKind kind = FileKind.of(bytes);
        if (kind == FileKind.NIFTI) {
            return volumes.read(bytes);
        }
        if (kind.isTiff()) {
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
            return cutShort(read);
        }
        return new Arrival.Instance(new SourceInstance(read.syntax(), read.meta(), read.data()), read.warnings());
    }

    /// A file that ends too early: frames that are whole are taken and said to be some of them.
    private static Arrival cutShort(DicomFile read) {
        WholeFrames whole;
        try {
            whole = WholeFrames.of(read);
        } catch (DicomException e) {
            return new Arrival.Wrong(e.getMessage() + "; copy it again from its source");
        }
        List<String> warnings = new ArrayList<>(read.warnings());
        warnings.add(whole.frames() < whole.of()
                ? "only " + whole.frames() + " of " + whole.of() + " frames are whole and were taken; copy the file again"
                : "all frames are whole, what followed them is cut short");
        return new Arrival.Instance(new SourceInstance(read.syntax(), read.meta(), whole.data()), warnings);
    }
}
