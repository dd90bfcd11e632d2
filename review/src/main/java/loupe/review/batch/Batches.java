package loupe.review.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.journal.SiteKind;

/// The batches of a store, kept encrypted in it. The same folder with the same manifest is one batch, so that running it again goes on.
public final class Batches {
    private static final String NAME = "batches";
    private static final String TYPE = "batches";

    private final Store store;

    /// Form in the store.
    record Kept(List<Batch> batches) {
        Kept {
            batches = List.copyOf(batches);
        }
    }

    /// @param store where they are kept
    public Batches(Store store) {
        this.store = store;
    }

    /// All, oldest first.
    ///
    /// @throws IOException if the store fails, or the account may not read what the site keeps
    public List<Batch> all() throws IOException {
        Optional<byte[]> json = store.site(SiteKind.QUEUE, NAME);
        return json.isEmpty() ? List.of() : Encoding.decode(json.get(), TYPE, 1, Kept.class).batches;
    }

    /// One of them.
    ///
    /// @param number 0 for the newest
    /// @throws ReviewException if there is none of that number
    /// @throws IOException if the store fails
    public Batch batch(int number) throws IOException {
        List<Batch> all = all();
        int wanted = number == 0 && !all.isEmpty() ? all.getLast().number() : number;
        return all.stream()
                .filter(b -> b.number() == wanted)
                .findFirst()
                .orElseThrow(() -> new ReviewException("there is no such batch; see `loupe batch status`"));
    }

    /// The batch of a folder, made on first use; it is imported as was said last.
    ///
    /// @param manifest empty for none
    /// @throws IOException if the store fails, or the account may not import
    public Batch of(Path folder, Optional<Path> manifest, Batch.Way way) throws IOException {
        store.authorize(Permission.IMPORT, null);
        String at = absolute(folder);
        String list = manifest.map(Batches::absolute).orElse("");
        List<Batch> all = new ArrayList<>(all());
        Optional<Batch> known = all.stream().filter(b -> b.of(at, list)).findFirst();
        Batch batch = known.map(b -> b.by(way)).orElseGet(() -> new Batch(all.size() + 1, at, list, way, store.now()));
        if (known.isPresent()) {
            all.set(all.indexOf(known.get()), batch);
        } else {
            all.add(batch);
        }
        if (!known.equals(Optional.of(batch))) {
            store.putSite(SiteKind.QUEUE, NAME, Encoding.encode(TYPE, 1, new Kept(all)));
        }
        return batch;
    }

    /// What is known of a batch's items.
    ///
    /// @throws IOException if the store fails
    public BatchLedger ledger(Batch batch) throws IOException {
        return BatchLedger.of(store, batch.number());
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
