package loupe.review.deidentifying;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The list of which source became which output, one JSON line a file, refused ones and DICOMDIRs included; the only place
/// where both appear. Only its owner may read it.
final class FileMap implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final @Nullable BufferedWriter out;

    private FileMap(@Nullable BufferedWriter out) {
        this.out = out;
    }

    /// Begins a list; without a file nothing is kept.
    static FileMap to(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return new FileMap(null);
        }
        Path path = file.get();
        Files.deleteIfExists(path);
        boolean posix = path.toAbsolutePath().getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return new FileMap(Files.newBufferedWriter(
                path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    /// @param output below the output folder; empty where the source left none
    void add(Path source, Optional<String> output) throws IOException {
        if (out == null) {
            return;
        }
        Map<String, @Nullable String> line = new LinkedHashMap<>();
        line.put("source", source.toAbsolutePath().normalize().toString());
        line.put("output", output.orElse(null));
        out.write(json.writeValueAsString(line));
        out.newLine();
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
