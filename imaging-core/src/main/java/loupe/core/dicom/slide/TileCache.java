package loupe.core.dicom.slide;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.display.ColourProfile;
import loupe.core.dicom.display.DisplayImage;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.image.RasterImage;

/// Decoded tiles, the longest unused given up first once they take more than a budget. Safe for any thread; a tile is
/// decoded outside the lock, so two threads may decode the same one.
public final class TileCache {
    private record Key(String sopInstanceUid, int frame) {}

    private final PixelSupply pixels;
    private final long budgetBytes;
    private final Map<Key, int[]> tiles = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Optional<ColourProfile>> profiles = new ConcurrentHashMap<>();
    private long bytes;

    /// A cache over a supply.
    ///
    /// @param budgetBytes bytes tiles may take together; at least one tile is always kept
    public TileCache(PixelSupply pixels, long budgetBytes) {
        this.pixels = pixels;
        this.budgetBytes = budgetBytes;
    }

    /// A tile's pixels as opaque ARGB; must not be changed.
    ///
    /// @throws IOException if it cannot be read or decoded
    int[] tile(TileMap.Tile tile) throws IOException {
        Key key = new Key(tile.sopInstanceUid(), tile.frame());
        synchronized (tiles) {
            int[] there = tiles.get(key);
            if (there != null) {
                return there;
            }
        }
        int[] made = argb(shown(key));
        synchronized (tiles) {
            if (tiles.put(key, made) == null) {
                bytes += 4L * made.length;
            }
            Iterator<int[]> oldest = tiles.values().iterator();
            while (bytes > budgetBytes && tiles.size() > 1) {
                bytes -= 4L * oldest.next().length;
                oldest.remove();
            }
        }
        return made;
    }

    private RasterImage shown(Key key) throws IOException {
        DataSet header = pixels.header(key.sopInstanceUid);
        RasterImage image = DisplayImage.of(pixels.frame(key.sopInstanceUid, key.frame), header, key.frame);
        return profiles.computeIfAbsent(key.sopInstanceUid, k -> ColourProfile.of(header))
                .map(p -> p.srgb(image))
                .orElse(image);
    }

    /// Bytes the tiles take now.
    public long bytes() {
        synchronized (tiles) {
            return bytes;
        }
    }

    /// Grey tiles (fluorescence) span black to white over what their type can hold.
    private static int[] argb(RasterImage image) {
        return switch (image) {
            case RasterImage.Colour c -> c.argb();
            case RasterImage.Gray g -> {
                int[] out = new int[g.columns() * g.rows()];
                float most = 255;
                for (float v : g.values()) {
                    most = v > 255 ? 65_535 : most;
                }
                for (int i = 0; i < out.length; i++) {
                    int level = (int) Math.clamp(Math.rint(255 * g.values()[i] / most), 0, 255);
                    level = g.whiteIsLow() ? 255 - level : level;
                    out[i] = 0xff000000 | level << 16 | level << 8 | level;
                }
                yield out;
            }
        };
    }
}
