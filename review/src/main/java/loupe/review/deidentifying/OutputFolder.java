package loupe.review.deidentifying;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.ChannelOutput;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;

/// Where outputs go: each appears under its name only when it is whole. Thread-safe.
final class OutputFolder {
    private final Path root;
    private final FileNames names = new FileNames();
    private final Set<String> folders = new HashSet<>();

    /// @param root an empty folder
    OutputFolder(Path root) {
        this.root = root;
    }

    /// Writes one instance.
    ///
    /// @return its name below the folder, with slashes
    String write(DeidentifiedInstance instance) throws IOException {
        String name = place(instance);
        Path file = root.resolve(name);
        Path part = root.resolve(name + ".part");
        try (OutputStream out = new ChannelOutput(
                FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            DicomWriter.writeFile(instance.data(), instance.syntax(), out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return name;
    }

    private synchronized String place(DeidentifiedInstance instance) throws IOException {
        String name = names.of(instance);
        String folder = name.substring(0, name.lastIndexOf('/'));
        if (folders.add(folder)) {
            Files.createDirectories(root.resolve(folder));
        }
        return name;
    }

    /// Writes a DICOMDIR made from the headers of what was written, if anything was.
    ///
    /// @param written names of the files
    void writeDirectory(List<String> written) throws IOException {
        MediaDirectory directory = new MediaDirectory();
        DicomReader reader = DicomReader.usual();
        for (String name : written) {
            DicomFile file = reader.header(root.resolve(name));
            directory.add(DirectoryEntry.of(name, file.syntax(), file.data()));
        }
        if (!directory.isEmpty()) {
            directory.write(root.resolve("DICOMDIR"));
        }
    }
}
