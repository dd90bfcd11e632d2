package loupe.core.dicom.slide;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.image.Frame;

/// Frames straight from instances in memory, counting decodes.
final class PlainFiles implements PixelSupply {
    private record Stored(DataSet data, TransferSyntax syntax) {}

    private final Map<String, Stored> instances = new HashMap<>();
    private int decoded;

    PlainFiles(List<DataSet> plain) {
        plain.forEach(d -> instances.put(uid(d), new Stored(d, TransferSyntax.EXPLICIT_LE)));
    }

    static PlainFiles of(Collection<DicomFile> files) {
        PlainFiles out = new PlainFiles(List.of());
        files.forEach(f -> out.instances.put(uid(f.data()), new Stored(f.data(), f.syntax())));
        return out;
    }

    private static String uid(DataSet d) {
        return d.string(Tag.SOPInstanceUID, "");
    }

    int decoded() {
        return decoded;
    }

    List<DataSet> headers() {
        return instances.values().stream().map(Stored::data).toList();
    }

    @Override
    public DataSet header(String sopInstanceUid) throws IOException {
        return stored(sopInstanceUid).data;
    }

    @Override
    public Frame frame(String sopInstanceUid, int frame) throws IOException {
        decoded++;
        Stored s = stored(sopInstanceUid);
        return PixelDecoder.decode(s.data, s.syntax, frame);
    }

    private Stored stored(String uid) throws DicomException {
        Stored s = instances.get(uid);
        if (s == null) {
            throw new DicomException("no such instance", -1);
        }
        return s;
    }
}
