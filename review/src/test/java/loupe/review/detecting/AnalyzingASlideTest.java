package loupe.review.detecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import loupe.core.finding.Finding;
import loupe.core.study.StudyState;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.ExportStudy;
import loupe.sample.SampleSlide;
import loupe.sample.slide.SlidePhantom;
import loupe.sample.slide.SlideRegion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drawn slide through the store; tolerances are those of the slide models' own tests.
///
/// This asks whether the store's way (import, de-identification, pyramid, journal) changes an answer, not how good the models
/// are: the slide is one of the six in ten whose tissue the model outlines well. On the other four its area is 9 to 18 % too
/// large, with the store or without (docs/models.md).
class AnalyzingASlideTest {
    private static final SampleSlide.Settings SMALL = new SampleSlide.Settings(1400, 1100, 0.5, true);
    private static final long SEED = 9302;
    private static final double COARSE_UM = 4;

    @TempDir Path folder;

    /// Area of what was drawn as tissue, counted on a grid of 4 micrometres.
    private static double tissueMm2(SlidePhantom slide) {
        int columns = (int) (SMALL.widthUm() / COARSE_UM);
        int rows = (int) (SMALL.heightUm() / COARSE_UM);
        boolean[] inside = slide.tissue(new SlideRegion(0, 0, COARSE_UM, columns, rows));
        long n = IntStream.range(0, inside.length).filter(i -> inside[i]).count();
        return n * COARSE_UM * COARSE_UM / 1e6;
    }

    private static int nuclei(SlidePhantom slide) {
        return slide.nuclei(new SlideRegion(0, 0, 0.5, (int) (2 * SMALL.widthUm()), (int) (2 * SMALL.heightUm()))).size();
    }

    private static double number(List<ReviewedFinding> findings, String model, String meaning) {
        Finding f = findings.stream().map(ReviewedFinding::finding)
                .filter(x -> x.provenance().modelId().equals(model)).findFirst().orElseThrow();
        return f.measurements().stream()
                .filter(m -> m.concept().meaning().equals(meaning)).findFirst().orElseThrow().value();
    }

    @Test
    void gives_area_count_and_density_as_drawn_and_a_second_run_stands_in_place_of_the_first() throws IOException {
        SampleSlide.Written drawn = SampleSlide.write(folder.resolve("slide"), SEED, SMALL);
        try (Site site = new Site(folder.resolve("site"))) {
            String uid = site.imported(drawn.folder()).studyUids().iterator().next();
            site.analysed(uid);
            List<ReviewedFinding> first = site.state(uid).findings();
            assertThat(first).hasSize(2);
            double area = number(first, "he-tissue", "Area");
            double count = number(first, "he-nuclei", "Count");
            int truth = nuclei(drawn.slide());
            System.out.printf("figure: slide through the store: area %.3f mm2 (drawn %.3f), nuclei %.0f (drawn %d)%n",
                    area, tissueMm2(drawn.slide()), count, truth);
            assertThat(area).isCloseTo(tissueMm2(drawn.slide()), within(0.06 * tissueMm2(drawn.slide())));
            assertThat(count).isBetween(0.5 * truth, 1.1 * truth);
            assertThat(number(first, "he-nuclei", "Objects per area of tissue")).isCloseTo(count / area, within(1e-6));
            assertThat(site.store().study(uid).orElseThrow().state()).isEqualTo(StudyState.TO_REVIEW);

            site.analysed(uid);
            List<ReviewedFinding> second = site.state(uid).findings();
            assertThat(site.state(uid).predictions()).hasSize(2);
            assertThat(second).extracting(f -> f.finding().id().value()).containsExactlyInAnyOrder("F3", "F4");
            assertThat(number(second, "he-nuclei", "Count")).isEqualTo(count);
            assertThat(site.store().study(uid).orElseThrow().findingCount()).isEqualTo(2);

            Path out = folder.resolve("out");
            assertThat(new ExportStudy(site.store(), "test")
                            .run(uid, out, new ExportStudy.Choice(false), JobContext.unattended()).files())
                    .contains("report.dcm", "findings.json");
        }
    }
}
