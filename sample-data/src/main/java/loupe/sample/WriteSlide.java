package loupe.sample;

import java.io.IOException;
import java.nio.file.Path;

/// Writes the sample slide from the command line.
public final class WriteSlide {
    private WriteSlide() {}

    /// @param arguments folder and, if wanted, a seed
    /// @throws IOException if a file cannot be written
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException("usage: WriteSlide FOLDER [SEED]");
        }
        long seed = arguments.length == 2 ? Long.parseLong(arguments[1]) : PhantomSeeds.demo();
        SampleSlide.write(Path.of(arguments[0]), seed, SampleSlide.Settings.USUAL);
    }
}
