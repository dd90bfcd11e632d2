package loupe.review.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.Scan;
import loupe.inference.watch.DriftWatch;
import loupe.inference.watch.Observation;
import loupe.store.Store;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingWhatModelsSawTest {
    private static final long DAY_S = 86_400;

    @TempDir Path folder;
    private Store store;

    @BeforeEach
    void makes_a_store() throws Exception {
        store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "lab"));
    }

    @AfterEach
    void closes_it() throws Exception {
        store.close();
    }

    private void runs(int from, int count) throws Exception {
        VoxelGrid grid = VoxelGrid.axial(8, 8, 8, new PatientPoint(0, 0, 0), 1, 1, "");
        try (Volume volume = Volume.builder(grid, Volume.SampleType.INT16, "").build()) {
            Scan scan = new Scan(volume, "2.25.5", "CT", "CHEST");
            for (int i = from; i < from + count; i++) {
                Provenance by = new Provenance("net", "1", "00", Instant.ofEpochSecond(i * DAY_S), "test");
                new RunLog(store).add(scan, new Prediction("2.25.5", by, List.of(), Optional.empty()), JobContext.unattended());
            }
        }
    }

    private List<Long> days() throws Exception {
        return new RunLog(store).runs("net@1").stream().map(Observation::day).toList();
    }

    @Test
    void a_run_takes_as_little_room_after_many_as_at_first() throws Exception {
        runs(0, 40);
        List<SiteObject> kept = store.listSite(SiteKind.MODEL_WATCH);
        assertThat(kept).hasSize(40);
        assertThat(kept.getLast().size()).isLessThan(kept.getFirst().size() + 100).isLessThan(2000);
        assertThat(days()).hasSize(40).isSorted();
    }

    @Test
    void the_reference_and_the_latest_count() throws Exception {
        runs(0, DriftWatch.REFERENCE + 410);
        List<Long> days = days();
        assertThat(days).hasSize(DriftWatch.REFERENCE + 400).isSorted().startsWith(0L, 1L);
        assertThat(days.getLast()).isEqualTo(DriftWatch.REFERENCE + 409);
        assertThat(days.get(DriftWatch.REFERENCE)).isEqualTo(DriftWatch.REFERENCE + 10);
    }

    @Test
    void lists_of_stores_made_before_are_gone_on_with() throws Exception {
        runs(0, 1);
        Observation one = new RunLog(store).runs("net@1").getFirst();
        String json = new com.fasterxml.jackson.databind.json.JsonMapper().writeValueAsString(List.of(one, one, one));
        store.putSite(SiteKind.MODEL_WATCH, "net@1", json.getBytes(StandardCharsets.UTF_8));
        runs(7, 2);
        assertThat(days()).containsExactly(0L, 0L, 0L, 7L, 8L);
    }
}
