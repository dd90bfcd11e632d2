package loupe.exchange.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.OutgoingInstance;

/// A file to be sent.
///
/// @param head of its header
/// @param path where it lies
public record FileToSend(InstanceHead head, Path path) implements OutgoingInstance {
    /// A file.
    public static FileToSend of(Path path) throws IOException {
        DicomFile f = DicomReader.usual().header(path);
        return new FileToSend(
                new InstanceHead(f.data().string(Tag.SOPClassUID, ""), f.data().string(Tag.SOPInstanceUID, ""), f.syntax().uid()), path);
    }

    /// Files.
    public static List<FileToSend> of(List<Path> paths) throws IOException {
        List<FileToSend> out = new ArrayList<>();
        for (Path p : paths) {
            out.add(of(p));
        }
        return out;
    }

    @Override
    public InputStream file() throws IOException {
        return Files.newInputStream(path);
    }
}
