package loupe.review.exporting;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.digest.Sha256;
import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;

/// What an export wrote, as `export.json` lists it.
///
/// @param files each file with its size and digest
record Contents(List<Item> files) {
    /// Name of the list.
    static final String NAME = "export.json";

    private static final String TYPE = "export-contents";
    private static final long LARGEST = 16L << 20;

    /// Copies the list.
    Contents {
        files = List.copyOf(files);
    }

    /// A file.
    ///
    /// @param name in the folder, without a path
    /// @param bytes its size
    /// @param sha256 hex digest of its bytes
    record Item(String name, long bytes, String sha256) {}

    /// The list of files in a folder.
    ///
    /// @throws IOException if one cannot be read
    static Contents of(Path folder, List<String> names) throws IOException {
        List<Item> out = new ArrayList<>();
        for (String n : names) {
            out.add(item(folder, n));
        }
        return new Contents(out);
    }

    /// The list a folder holds; empty where it holds none that can be read.
    ///
    /// @throws IOException if the disk fails
    static Optional<Contents> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Encoding.decode(Files.readAllBytes(file), TYPE, 1, Contents.class));
        } catch (EncodingException e) {
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve(NAME), Encoding.encode(TYPE, 1, this));
    }

    /// Names of the files that lie in a folder just as they were written; a name with a path in it is none of ours.
    ///
    /// @throws IOException if one cannot be read
    List<String> unchanged(Path folder) throws IOException {
        List<String> out = new ArrayList<>();
        for (Item i : files) {
            boolean plain = i.name.matches("[^/\\\\\\x00]{1,255}") && !i.name.equals("..") && !i.name.equals(".");
            if (plain && Files.isRegularFile(folder.resolve(i.name), LinkOption.NOFOLLOW_LINKS) && item(folder, i.name).equals(i)) {
                out.add(i.name);
            }
        }
        return out;
    }

    private static Item item(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha = Sha256.begun();
            long bytes = new DigestInputStream(in, sha).transferTo(OutputStream.nullOutputStream());
            return new Item(name, bytes, Sha256.hex(sha));
        }
    }
}
