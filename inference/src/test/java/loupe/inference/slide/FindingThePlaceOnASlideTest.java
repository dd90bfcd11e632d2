package loupe.inference.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import loupe.core.geometry.PatientPoint;
import loupe.core.segment.Mask;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.sample.slide.Nucleus;
import loupe.sample.slide.SlidePhantom;
import loupe.sample.slide.SlideRegion;
import org.junit.jupiter.api.Test;

class FindingThePlaceOnASlideTest {
    private static final SlidePhantom SLIDE = SlidePhantom.generate(9200, 900, 700);

    /// The header says: first pixel at x 20, y 40 mm, columns towards -y, rows towards -x.
    @Test
    void a_pixel_lies_where_the_header_says() throws Exception {
        SlideFrame frame = new PhantomSlide(SLIDE).scan(1 << 24).frame();
        PatientPoint first = frame.at(0.25, 0.25);
        assertThat(first.xMm()).isCloseTo(20, within(1e-9));
        assertThat(first.yMm()).isCloseTo(40, within(1e-9));
        PatientPoint far = frame.at(100.25, 300.25);
        assertThat(far.xMm()).isCloseTo(19.7, within(1e-9));
        assertThat(far.yMm()).isCloseTo(39.9, within(1e-9));
    }

    @Test
    void nuclei_come_back_once_and_where_they_were_drawn_whatever_tile_they_lie_in() throws Exception {
        SlideScan scan = new PhantomSlide(SLIDE).scan(1 << 24);
        Model nuclei = ModelCatalogue.builtIn().find("he-nuclei").orElseThrow();
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            List<SlideObject> found = runner.run(nuclei, scan, Optional.empty(), JobContext.unattended()).objects();
            List<Nucleus> there = SLIDE.nuclei(new SlideRegion(0, 0, 0.5, 1800, 1400));
            long near = found.stream().filter(o -> there.stream()
                    .anyMatch(n -> scan.frame().at(n.xUm(), n.yUm()).distanceMm(o.centre()) < 0.003)).count();
            assertThat(near).isGreaterThan(found.size() * 8L / 10);
            assertThat(found.size()).isBetween(there.size() / 2, there.size() * 11 / 10);
            for (int i = 0; i < found.size(); i++) {
                for (int k = i + 1; k < found.size(); k++) {
                    assertThat(found.get(i).centre().distanceMm(found.get(k).centre())).isGreaterThan(0.0005);
                }
            }
        }
    }

    @Test
    void tissue_covers_what_was_drawn_as_tissue() throws Exception {
        SlidePhantom slide = SlidePhantom.generate(9201, 6000, 4000);
        SlideScan scan = new PhantomSlide(slide).scan(1 << 24);
        Model tissue = ModelCatalogue.builtIn().find("he-tissue").orElseThrow();
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            Mask mask = runner.run(tissue, scan, Optional.empty(), JobContext.unattended()).prediction().segmentation()
                    .orElseThrow().segment(1).mask();
            boolean[] truth = slide.tissue(new SlideRegion(0, 0, 8, mask.grid().columns(), mask.grid().rows()));
            Mask.Builder drawn = Mask.builder(mask.grid());
            for (int i = 0; i < truth.length; i++) {
                if (truth[i]) {
                    drawn.add(0, i);
                }
            }
            assertThat(mask.dice(drawn.build())).isGreaterThan(0.97);
        }
    }

    @Test
    void cancel_stops_a_slide_within_200_ms() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        AtomicLong askedAt = new AtomicLong();
        JobContext job = new JobContext() {
            @Override
            public void progress(long done, long total, String unit) {
                if (done == 1) {
                    askedAt.set(System.nanoTime());
                    asked.set(true);
                }
            }

            @Override
            public boolean cancelled() {
                return asked.get();
            }

            @Override
            public Registration onCancel(Runnable action) {
                return () -> {};
            }
        };
        Model nuclei = ModelCatalogue.builtIn().find("he-nuclei").orElseThrow();
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            SlideScan scan = new PhantomSlide(SlidePhantom.generate(9202, 3000, 3000)).scan(1 << 24);
            assertThatThrownBy(() -> runner.run(nuclei, scan, Optional.empty(), job))
                    .isInstanceOf(CancelledException.class);
            assertThat((System.nanoTime() - askedAt.get()) / 1_000_000).isLessThan(200);
        }
    }
}
