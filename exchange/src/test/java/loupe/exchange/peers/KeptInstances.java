package loupe.exchange.peers;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.digest.Sha256;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink;

/// Takes instances and remembers the SHA-256 of each one's pixels, by its SOP Instance UID.
public final class KeptInstances implements InstanceSink {
    private final Map<String, String> pixels = new ConcurrentSkipListMap<>();
    private final Map<String, String> syntaxes = new ConcurrentSkipListMap<>();

    @Override
    public Taken take(InstanceHead head, String from, InputStream file) throws IOException {
        DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(file.readAllBytes()));
        pixels.put(f.data().string(Tag.SOPInstanceUID, ""), pixels(f));
        syntaxes.put(head.sopInstanceUid(), f.syntax().uid());
        return Taken.STORED;
    }

    private static String pixels(DicomFile f) {
        byte[] raw = f.data().bytes(Tag.PixelData).map(m -> m.toArray(ValueLayout.JAVA_BYTE)).orElse(new byte[0]);
        return HexFormat.of().formatHex(Sha256.begun().digest(raw));
    }

    /// What was taken: SOP Instance UID to SHA-256 of its pixels.
    public Map<String, String> pixels() {
        return new TreeMap<>(pixels);
    }

    /// What was taken: SOP Instance UID to transfer syntax.
    public Map<String, String> syntaxes() {
        return new TreeMap<>(syntaxes);
    }

    /// The same of files.
    public static Map<String, String> of(List<Path> files) throws IOException {
        Map<String, String> out = new TreeMap<>();
        for (Path p : files) {
            DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(Files.readAllBytes(p)));
            out.put(f.data().string(Tag.SOPInstanceUID, ""), pixels(f));
        }
        return out;
    }
}
