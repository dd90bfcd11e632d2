package loupe.app.slide;

import java.io.IOException;
import java.nio.IntBuffer;
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
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import loupe.core.slide.ZoomLevels;

/// Pictures of tiles, made beside the toolkit's thread: the first of those wanted now and not there comes next, so that the latest
/// wish wins and nothing queues. The longest unused are given up once they take more than a budget.
final class TilePictures implements AutoCloseable {
    private final Source source;
    private final long budgetBytes;
    private final Runnable came;
    private final Consumer<Throwable> faults;
    private final Map<ZoomLevels.Tile, Image> pictures = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<ZoomLevels.Tile> making = new HashSet<>();
    private final Set<ZoomLevels.Tile> failed = new HashSet<>();
    private final Set<ZoomLevels.Tile> stale = new HashSet<>();
    private List<ZoomLevels.Tile> wanted = List.of();
    private long bytes;
    private long revision;
    private boolean closed;

    /// Makes the pixels of a tile; called on several threads.
    interface Source {
        /// Pixels of a tile, premultiplied ARGB row by row.
        Pixels pixels(ZoomLevels.Tile tile) throws IOException;
    }

    /// Pixels of a tile.
    ///
    /// @param side pixels across and down
    /// @param argb premultiplied
    record Pixels(int side, int[] argb) {}

    /// @param came told on the toolkit's thread that a picture came
    TilePictures(Source source, int threads, long budgetBytes, Runnable came, Consumer<Throwable> faults) {
        this.source = source;
        this.budgetBytes = budgetBytes;
        this.came = came;
        this.faults = faults;
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().name("slide-tiles-" + i).daemon().start(this::work);
        }
    }

    /// Says what is wanted, the most urgent first.
    synchronized void want(List<ZoomLevels.Tile> tiles) {
        wanted = List.copyOf(tiles);
        notifyAll();
    }

    /// A picture that is there.
    synchronized Optional<Image> get(ZoomLevels.Tile tile) {
        return Optional.ofNullable(pictures.get(tile));
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

    private record Job(ZoomLevels.Tile tile, long revision) {}

    private synchronized Job next() throws InterruptedException {
        while (true) {
            for (ZoomLevels.Tile t : closed ? List.<ZoomLevels.Tile>of() : wanted) {
                if ((!pictures.containsKey(t) || stale.contains(t)) && !failed.contains(t) && making.add(t)) {
                    return new Job(t, revision);
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
            Pixels p = source.pixels(job.tile);
            Image image = new WritableImage(new PixelBuffer<>(
                    p.side, p.side, IntBuffer.wrap(p.argb), PixelFormat.getIntArgbPreInstance()));
            if (keep(job, image)) {
                Platform.runLater(came);
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

    private synchronized boolean fail(ZoomLevels.Tile tile) {
        making.remove(tile);
        failed.add(tile);
        return !closed;
    }

    private synchronized boolean keep(Job job, Image image) {
        if (closed || job.revision != revision) {
            if (job.revision == revision) {
                making.remove(job.tile);
            }
            return false;
        }
        making.remove(job.tile);
        stale.remove(job.tile);
        Image before = pictures.put(job.tile, image);
        bytes += bytes(image) - (before == null ? 0 : bytes(before));
        Iterator<Map.Entry<ZoomLevels.Tile, Image>> oldest = pictures.entrySet().iterator();
        while (bytes > budgetBytes && pictures.size() > 1) {
            Map.Entry<ZoomLevels.Tile, Image> e = oldest.next();
            bytes -= bytes(e.getValue());
            stale.remove(e.getKey());
            oldest.remove();
        }
        return true;
    }

    private static long bytes(Image i) {
        return (long) (4 * i.getWidth() * i.getHeight());
    }

    /// Lets all go; nothing is made any more.
    @Override
    public synchronized void close() {
        closed = true;
        wanted = List.of();
        pictures.clear();
        bytes = 0;
        notifyAll();
    }
}
