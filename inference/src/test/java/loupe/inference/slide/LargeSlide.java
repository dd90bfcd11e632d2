package loupe.inference.slide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.sample.slide.SlidePhantom;

/// `LargeSlide PIXELS`: outlines tissue and counts nuclei on a drawn slide of so many pixels a side whose tiles are drawn when
/// they are read, and prints what it took. Run it with a small heap: nothing may grow with the slide but the result.
public final class LargeSlide {
    private static final long SEED = 9100;
    private static final long CACHE = 64L << 20;

    private LargeSlide() {}

    /// @param a pixels a side
    public static void main(String[] a) throws Exception {
        double um = Integer.parseInt(a[0]) * PhantomSlide.UM;
        SlidePhantom phantom = SlidePhantom.generate(SEED, um, um);
        SlideScan scan = new PhantomSlide(phantom).scan(CACHE);
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "benchmark")) {
            long start = System.nanoTime();
            Model tissue = ModelCatalogue.builtIn().find("he-tissue").orElseThrow();
            Mask mask = runner.run(tissue, scan, Optional.empty(), JobContext.unattended()).prediction().segmentation()
                    .map(s -> s.segment(1).mask()).orElseThrow();
            double outlined = (System.nanoTime() - start) / 1e9;
            Model nuclei = ModelCatalogue.builtIn().find("he-nuclei").orElseThrow();
            SlideOutcome counted = runner.run(nuclei, scan, Optional.of(mask), JobContext.unattended());
            System.out.printf(Locale.ROOT,
                    "figure: slide of %s x %s pixels: tissue %.1f mm2 in %.0f s, %d nuclei in %.0f s; heap at most %d MiB, peak resident %d MiB%n",
                    a[0], a[0], mask.count() * mask.grid().voxelMm3() * 1000, outlined, counted.objects().size(),
                    (System.nanoTime() - start) / 1e9 - outlined, Runtime.getRuntime().maxMemory() >> 20, peakMiB());
        }
    }

    private static long peakMiB() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmHWM"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) >> 10).findFirst().orElse(0);
    }
}
