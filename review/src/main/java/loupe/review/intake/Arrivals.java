package loupe.review.intake;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Element;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.codec.WholeFrames;
import loupe.core.dicom.inspect.FileKind;
import loupe.core.dicom.tile.TiledVolume;

/// Reads one file's bytes.
final class Arrivals {
    private final DicomReader reader = DicomReader.usual();
    private final ResearchVolume volumes;

    /// @param volumeModality what made NIfTI volumes
    Arrivals(String volumeModality) {
        this.volumes = new ResearchVolume(volumeModality);
    }

    /// What the bytes are; a fault nobody foresaw makes them something that cannot be taken.
    ///
    /// @param at where the bytes lie
    Arrival read(Incoming at, MemorySegment bytes) throws IOException {
        return Unforeseen.guard(() -> known(at, bytes), fault -> new Arrival.Wrong(fault.sentence()));
    }

    private Arrival known(Incoming at, MemorySegment bytes) {
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
            return cutShort(at, read);
        }
        return instance(at, read, read.data(), read.warnings());
    }

    private static Arrival instance(Incoming at, DicomFile read, DataSet data, List<String> odd) {
        List<String> warnings = new ArrayList<>(odd);
        MissingUids.Completed whole = MissingUids.of(read.meta(), withoutDirectory(data, warnings), at.folder());
        warnings.addAll(whole.warnings());
        TiledVolume.Slices slices = TiledVolume.of(whole.data(), read.syntax());
        warnings.addAll(slices.warnings());
        return new Arrival.Instance(new SourceInstance(slices.syntax(), read.meta(), slices.data()), warnings);
    }

    /// Records of a directory (group 0004) have no place in an instance.
    private static DataSet withoutDirectory(DataSet data, List<String> warnings) {
        List<Element> records = data.elements().stream().filter(e -> e.tag() >>> 16 == 0x0004).toList();
        if (records.isEmpty()) {
            return data;
        }
        warnings.add("elements of a DICOMDIR stood in an instance; they were left out");
        DataSet.Builder b = data.toBuilder();
        records.forEach(e -> b.remove(e.tag()));
        return b.build();
    }

    /// A file that ends too early: frames that are whole are taken and said to be some of them.
    private static Arrival cutShort(Incoming at, DicomFile read) {
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
        return instance(at, read, whole.data(), warnings);
    }
}
