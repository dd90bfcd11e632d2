package loupe.core.image;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps volumes in memory between uses under a budget: those nobody holds are given up, the longest unused first.
///
/// A volume is loaded once however many threads ask for it; a thread that asks while it loads waits. Volumes that are
/// held never go, so more than the budget may be held at once; it is kept again as soon as they are put back.
/// Safe for any thread.
///
/// @param <K> what a volume is known by, such as a stack
public final class VolumeShelf<K> implements AutoCloseable {
    /// Loads what is not there.
    @FunctionalInterface
    public interface Loader {
        /// Reads the volume.
        ///
        /// @throws IOException if it cannot be read
        Volume load() throws IOException;
    }

    /// A volume in use; closing puts it back.
    public final class Loan implements AutoCloseable {
        private final Place place;
        private boolean open = true;

        private Loan(Place place) {
            this.place = place;
        }

        /// The volume; not to be used after [#close()], and not to be closed.
        public Volume volume() {
            Volume v = place.volume;
            if (!open || v == null) {
                throw new IllegalStateException("the volume was put back");
            }
            return v;
        }

        @Override
        public void close() {
            synchronized (places) {
                if (open) {
                    open = false;
                    place.holders--;
                    giveUpIfCleared(place);
                    tidy();
                }
            }
        }
    }

    private static final class Place {
        private final Object loading = new Object();
        private volatile @org.jspecify.annotations.Nullable Volume volume;
        private int holders;
        private boolean cleared;
    }

    private final long budgetBytes;
    private final Map<K, Place> places = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    /// A shelf.
    ///
    /// @param budgetBytes bytes that may stay in memory unused
    public VolumeShelf(long budgetBytes) {
        this.budgetBytes = budgetBytes;
    }

    /// Takes a volume, loading it where it is not there.
    ///
    /// @throws IOException if loading fails; nothing stays behind
    public Loan take(K key, Loader loader) throws IOException {
        Place place;
        synchronized (places) {
            if (closed) {
                throw new IllegalStateException("the shelf is closed");
            }
            place = places.computeIfAbsent(key, k -> new Place());
            place.holders++;
        }
        boolean done = false;
        try {
            synchronized (place.loading) {
                if (place.volume == null) {
                    place.volume = loader.load();
                }
            }
            done = true;
            synchronized (places) {
                tidy();
            }
            return new Loan(place);
        } finally {
            if (!done) {
                synchronized (places) {
                    place.holders--;
                    if (place.holders == 0) {
                        places.remove(key, place);
                    }
                }
            }
        }
    }

    /// Bytes all volumes here take.
    public long bytes() {
        synchronized (places) {
            return places.values().stream().mapToLong(VolumeShelf::bytesOf).sum();
        }
    }

    private static long bytesOf(Place p) {
        Volume v = p.volume;
        return v == null ? 0 : v.bytes();
    }

    /// Gives up everything nobody holds, now; what is held or still loads goes as soon as it is put back, and nobody else gets
    /// it any more. Volumes asked for from now on are loaded anew.
    public void clear() {
        synchronized (places) {
            List<Place> all = List.copyOf(places.values());
            places.clear();
            for (Place p : all) {
                p.cleared = true;
                giveUpIfCleared(p);
            }
        }
    }

    /// Called with the lock held.
    private static void giveUpIfCleared(Place p) {
        Volume v = p.volume;
        if (p.cleared && p.holders == 0 && v != null) {
            p.volume = null;
            v.close();
        }
    }

    /// Called with the lock held.
    private void tidy() {
        long left = places.values().stream().mapToLong(VolumeShelf::bytesOf).sum();
        Iterator<Place> oldest = places.values().iterator();
        while (oldest.hasNext() && (left > budgetBytes || closed)) {
            Place p = oldest.next();
            Volume v = p.volume;
            if (p.holders == 0 && v != null) {
                left -= v.bytes();
                p.volume = null;
                oldest.remove();
                v.close();
            }
        }
    }

    /// Gives up everything nobody holds; the rest goes as it is put back.
    @Override
    public void close() {
        synchronized (places) {
            closed = true;
            tidy();
        }
    }
}
