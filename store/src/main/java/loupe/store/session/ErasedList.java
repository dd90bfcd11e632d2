package loupe.store.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import loupe.store.db.RowId;
import loupe.store.db.StoreFolder;
import loupe.store.fault.StoreException;

/// The random names of erased studies, in a 0600 file outside the store, so that a restored backup forgets them too.
///
/// @param file one name a line
public record ErasedList(Path file) {
    public Set<RowId> all() throws StoreException {
        Set<RowId> out = new LinkedHashSet<>();
        try {
            if (Files.isRegularFile(file)) {
                Files.readAllLines(file).stream()
                        .filter(l -> l.matches("[0-9a-f]{32}"))
                        .map(RowId::ofHex)
                        .forEach(out::add);
            }
            return out;
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    public void add(Collection<RowId> studies) throws StoreException {
        try {
            if (!Files.exists(file)) {
                StoreFolder.makePrivateFile(file);
            }
            StringBuilder lines = new StringBuilder();
            studies.forEach(s -> lines.append(s.hex()).append('\n'));
            Files.write(file, lines.toString().getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
            try (FileChannel c = FileChannel.open(file, StandardOpenOption.WRITE)) {
                c.force(true);
            }
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }
}
