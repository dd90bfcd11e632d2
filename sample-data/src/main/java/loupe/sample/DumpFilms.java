package loupe.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.sample.film.FilmPhantom;

/// Writes drawn chest films as raw arrays for training scripts: `SEED.film` (uint8) and `SEED.lungs` (uint8, 0 or 1).
public final class DumpFilms {
    private DumpFilms() {}

    /// @param a folder, first seed, how many, pixels a side
    /// @throws IOException if a file cannot be written
    public static void main(String[] a) throws IOException {
        if (a.length != 4) {
            throw new IllegalArgumentException("usage: DumpFilms FOLDER FROM_SEED COUNT PIXELS");
        }
        Path folder = Files.createDirectories(Path.of(a[0]));
        long from = Long.parseLong(a[1]);
        for (long seed = from; seed < from + Long.parseLong(a[2]); seed++) {
            FilmPhantom film = FilmPhantom.generate(seed, Integer.parseInt(a[3]));
            float[] values = film.values();
            boolean[] lungs = film.lungs();
            byte[] pixels = new byte[values.length];
            byte[] inside = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                pixels[i] = (byte) Math.round(255 * Math.clamp(values[i], 0, 1));
                inside[i] = (byte) (lungs[i] ? 1 : 0);
            }
            Files.write(folder.resolve(seed + ".film"), pixels);
            Files.write(folder.resolve(seed + ".lungs"), inside);
        }
    }
}
