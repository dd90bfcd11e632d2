package loupe.review.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.digest.Sha256;
import loupe.review.ReviewException;

/// What a batch's folder holds: each file and each folder directly in it is an item, or what a manifest names is. Names that begin with
/// a dot and folders without a file are none. Opens no store, so that a folder can be watched while others use the store.
public final class BatchSource {
    /// What settles as the manifest; no file below the folder has this name.
    private static final String MANIFEST = "/";

    private final Path folder;
    private final Optional<Path> manifest;
    private final Settling settling;

    /// @param folder where the items lie
    /// @param manifest names the items; empty where the folder's own files and folders are the items
    /// @param settling which items are whole
    public BatchSource(Path folder, Optional<Path> manifest, Settling settling) {
        this.folder = folder.toAbsolutePath().normalize();
        this.manifest = manifest.map(m -> m.toAbsolutePath().normalize());
        this.settling = settling;
    }

    /// An item as it lies there.
    ///
    /// @param source where, below the folder
    /// @param line what the manifest says of it
    /// @param looks what its files look like
    /// @param settled whether it may be begun
    record Sighting(String source, ManifestLine line, Fingerprint looks, boolean settled) {
        boolean there() {
            return looks.files() > 0;
        }
    }

    /// All items as they lie there.
    public static final class Seen {
        private final List<Sighting> items;
        private final List<Manifest.Fault> faults;
        private final int unnamed;
        private final boolean watched;

        Seen(List<Sighting> items, List<Manifest.Fault> faults, int unnamed, boolean watched) {
            this.items = List.copyOf(items);
            this.faults = List.copyOf(faults);
            this.unnamed = unnamed;
            this.watched = watched;
        }

        List<Sighting> items() {
            return items;
        }

        /// Whether what is not there may still come.
        boolean watched() {
            return watched;
        }

        /// Lines of the manifest that name no slide.
        public List<Manifest.Fault> faults() {
            return faults;
        }

        /// Files and folders that no line of the manifest names.
        public int unnamed() {
            return unnamed;
        }

        /// The same for two looks between which nothing came that could be begun.
        public String mark() {
            StringBuilder all = new StringBuilder();
            for (Sighting s : items) {
                if (s.settled || s.line.number() > 0) {
                    ManifestLine l = s.line;
                    all.append(s.source).append('\t').append(s.settled ? s.looks.digest() : "").append('\t').append(l.number())
                            .append('\t').append(l.caseId()).append('\t').append(l.priority()).append('\n');
                }
            }
            faults.forEach(f -> all.append(f.line()).append(f.sentence()).append('\n'));
            return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Looks at the folder once.
    ///
    /// @throws ReviewException if folder or manifest cannot be read, or a watched manifest is still being written
    public Seen look() throws ReviewException {
        List<String> inside = inside();
        Optional<Manifest> said = Optional.empty();
        Map<String, ManifestLine> named = new LinkedHashMap<>();
        int unnamed = 0;
        if (manifest.isPresent()) {
            Fingerprint written = Fingerprint.of(manifest.get());
            if (written.files() > 0 && !settling.settled(MANIFEST, written)) {
                throw new ReviewException("the manifest was written to just now; it is read once it is left alone");
            }
            Manifest m = Manifest.read(manifest.get(), folder);
            said = Optional.of(m);
            named.putAll(m.slides());
            Set<String> known =
                    m.slides().keySet().stream().map(s -> Path.of(s).getName(0).toString()).collect(Collectors.toSet());
            unnamed = (int) inside.stream().filter(name -> !known.contains(name)).count();
        } else {
            inside.forEach(name -> named.put(name, ManifestLine.NONE));
        }
        List<Sighting> out = new ArrayList<>();
        named.forEach((source, line) -> {
            Fingerprint looks = Fingerprint.of(folder.resolve(source));
            if (looks.files() > 0 || line.number() > 0) {
                out.add(new Sighting(source, line, looks, settling.settled(source, looks)));
            }
        });
        Set<String> kept = new HashSet<>(named.keySet());
        kept.add(MANIFEST);
        settling.keepOnly(kept);
        return new Seen(out, said.map(Manifest::faults).orElse(Collections.emptyList()), unnamed, !settling.atOnce());
    }

    private List<String> inside() throws ReviewException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> !manifest.equals(Optional.of(p)))
                    .map(p -> String.valueOf(p.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ReviewException("the batch's folder cannot be listed; check that it is there and your rights", e);
        }
    }
}
