package loupe.app.slide;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.application.Platform;
import loupe.core.slide.ViewRaster;
import loupe.core.slide.ZoomLevels;

/// Pictures of tiles, made beside the toolkit's thread: the first of those wanted now and not there comes next, so that the latest
/// wish wins and nothing queues. The longest unused are given up once they take more than a budget; their memory is drawn on again,
/// so that a day's panning leaves nothing behind to be cleared away.
final class TilePictures implements AutoCloseable {
    private static final int SPARE = 4;
    private static final long TILE_BYTES = 4L * ZoomLevels.TILE * ZoomLevels.TILE;
    private static final int[] NONE = {};

    private final Source source;
    private final long budgetBytes;
    private final Runnable came;
    private final Consumer<Throwable> faults;
    private final Map<ZoomLevels.Tile, ViewRaster.TilePixels> pictures = new LinkedHashMap<>(64, 0.75f, true);
    private final Deque<int[]> spare = new ArrayDeque<>();
    private final Set<ZoomLevels.Tile> making = new HashSet<>();
    private final Set<ZoomLevels.Tile> failed = new HashSet<>();
    private final Set<ZoomLevels.Tile> stale = new HashSet<>();
    private List<ZoomLevels.Tile> wanted = List.of();
    private Set<ZoomLevels.Tile> kept = Set.of();
    private long capacity;
    private long bytes;
    private long revision;
    private boolean closed;
    private boolean said;

    /// Makes the pixels of a tile; called on several threads.
    interface Source {
        /// Pixels of a tile, premultiplied ARGB row by row.
        ///
        /// @param spare memory of a picture of another tile, to draw on; of no length where there is none
        ViewRaster.TilePixels pixels(ZoomLevels.Tile tile, int[] spare) throws IOException;
    }

    /// @param came told on the toolkit's thread that pictures came; several that come together are told once
    TilePictures(Source source, int threads, long budgetBytes, Runnable came, Consumer<Throwable> faults) {
        this.source = source;
        this.budgetBytes = budgetBytes;
        this.capacity = budgetBytes;
        this.came = came;
        this.faults = faults;
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().name("slide-tiles-" + i).daemon().start(this::work);
        }
    }

    /// Says what is wanted, the most urgent first. A view that needs more than the budget gets it, else its tiles would push each other
    /// out; what is wanted beyond its needs only comes as far as the budget goes.
    synchronized void want(ZoomLevels.Wanted now) {
        capacity = Math.max(budgetBytes, now.inView() * TILE_BYTES);
        wanted = now.tiles().subList(0, (int) Math.min(now.tiles().size(), capacity / TILE_BYTES));
        kept = Set.copyOf(wanted);
        notifyAll();
    }

    /// A picture that is there. Its pixels are to be looked at within [#reading] alone: later they may be another's.
    synchronized Optional<ViewRaster.TilePixels> get(ZoomLevels.Tile tile) {
        return Optional.ofNullable(pictures.get(tile));
    }

    /// Runs while no picture is given up.
    synchronized void reading(Runnable what) {
        what.run();
    }

    /// Whether a tile could not be made.
    synchronized boolean failed(ZoomLevels.Tile tile) {
        return failed.contains(tile);
    }

    /// Whether a tile is there as it should be.
    synchronized boolean fresh(ZoomLevels.Tile tile) {
        return pictures.containsKey(tile) && !stale.contains(tile);
    }

    /// Bytes the pictures take.
    synchronized long bytes() {
        return bytes;
    }

    /// Marks pictures that no longer show what they should: they stand until new ones come, and those being made are not kept.
    synchronized void outdate(Predicate<ZoomLevels.Tile> outdated) {
        revision++;
        making.clear();
        pictures.keySet().stream().filter(outdated).forEach(stale::add);
        notifyAll();
    }

    private record Job(ZoomLevels.Tile tile, long revision, int[] spare) {}

    private synchronized Job next() throws InterruptedException {
        while (true) {
            for (ZoomLevels.Tile t : closed ? List.<ZoomLevels.Tile>of() : wanted) {
                if ((!pictures.containsKey(t) || stale.contains(t)) && !failed.contains(t) && making.add(t)) {
                    return new Job(t, revision, spare.isEmpty() ? NONE : spare.pop());
                }
            }
            if (closed) {
                throw new InterruptedException();
            }
            wait();
        }
    }

    private void work() {
        try {
            while (true) {
                make(next());
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void make(Job job) {
        try {
            ViewRaster.TilePixels made = source.pixels(job.tile, job.spare);
            if (made.argb() != job.spare && job.spare.length > 0) {
                free(job.spare);
            }
            if (keep(job, made)) {
                Platform.runLater(this::tell);
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            if (fail(job.tile)) {
                Platform.runLater(() -> {
                    faults.accept(e);
                    came.run();
                });
            }
        }
    }

    private void tell() {
        synchronized (this) {
            said = false;
        }
        came.run();
    }

    private synchronized void free(int[] argb) {
        if (spare.size() < SPARE && !closed) {
            spare.push(argb);
        }
    }

    private synchronized boolean fail(ZoomLevels.Tile tile) {
        making.remove(tile);
        failed.add(tile);
        return !closed;
    }

    /// @return whether somebody is to be told
    private synchronized boolean keep(Job job, ViewRaster.TilePixels made) {
        if (closed || job.revision != revision) {
            if (job.revision == revision) {
                making.remove(job.tile);
            }
            free(made.argb());
            return false;
        }
        making.remove(job.tile);
        stale.remove(job.tile);
        ViewRaster.TilePixels before = pictures.put(job.tile, made);
        bytes += bytes(made);
        if (before != null) {
            bytes -= bytes(before);
            free(before.argb());
        }
        Iterator<Map.Entry<ZoomLevels.Tile, ViewRaster.TilePixels>> oldest = pictures.entrySet().iterator();
        while (bytes > capacity && pictures.size() > 1 && oldest.hasNext()) {
            Map.Entry<ZoomLevels.Tile, ViewRaster.TilePixels> e = oldest.next();
            if (kept.contains(e.getKey())) {
                continue;
            }
            bytes -= bytes(e.getValue());
            free(e.getValue().argb());
            stale.remove(e.getKey());
            oldest.remove();
        }
        boolean first = !said;
        said = true;
        return first;
    }

    private static long bytes(ViewRaster.TilePixels p) {
        return 4L * p.argb().length;
    }

    /// Lets all go; nothing is made any more.
    @Override
    public synchronized void close() {
        closed = true;
        wanted = List.of();
        pictures.clear();
        spare.clear();
        bytes = 0;
        notifyAll();
    }
}
