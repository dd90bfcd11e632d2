package loupe.review.hanging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import loupe.review.session.StudyImages;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// VIEW-5 on public studies of real scanners: each hangs again as it was arranged, in a new session.
class PublicStudiesHangTest {
    private static final Path PUBLIC = Path.of(System.getProperty("loupe.shared", "../../shared"), "data");
    private static final List<String> SETS =
            List.of("t1_dicom/dicoms", "ct_dicom_totalseg/example_ct_dicom", "dcmqi/segmentations/ct-3slice", "dicom2nifti", "vendors");

    @TempDir Path folder;

    @Test
    void hang_again_as_they_were_arranged() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(PUBLIC), "skipped: the folder of public inputs (../shared) is not there");
        try (HangingSite site = new HangingSite(folder)) {
            Map<String, Arrangement> arranged = new LinkedHashMap<>();
            for (String uid : site.allOf(SETS.stream().map(PUBLIC::resolve).toList())) {
                StudyKind kind = kind(site, uid);
                List<HungView> views = new ArrayList<>();
                for (SeriesKind s : kind.series().subList(0, Math.min(4, kind.series().size()))) {
                    views.addFirst(HungView.of(s, kind.series(), false, Look.USUAL));
                }
                Arrangement how = new Arrangement(1, views.size(), views, true, true);
                arranged.put(uid, how);
                HangingBook book = new HangingBook(site.store());
                book.keep(book.rules().with(HangingRule.byExample(kind, how)));
            }
            assertThat(arranged).hasSizeGreaterThan(5);
            site.restart();
            HangingRules rules = new HangingBook(site.store()).rules();
            List<String> kinds = new ArrayList<>();
            for (String uid : arranged.keySet()) {
                StudyKind kind = kind(site, uid);
                HangingRule rule = rules.matches(kind).getFirst().rule();
                kinds.add(kind.text() + " " + kind.phases() + " by " + rule.text());
                assertThat(rule.when()).as(kind.text()).isEqualTo(StudyChoice.like(kind));
                Hung hung = Hung.of(arranged.get(uid), kind.series(), List.of());
                assertThat(hung.missing()).as(kind.text()).isEmpty();
                assertThat(hung.places()).as(kind.text()).allMatch(OptionalInt::isPresent);
            }
            Files.write(Path.of("target", "public-kinds.txt"), kinds);
        }
    }

    private static StudyKind kind(HangingSite site, String uid) throws IOException {
        StudyImages images = StudyImages.of(site.store(), uid);
        return StudyKind.of(images, HangingSite.kinds(images));
    }
}
