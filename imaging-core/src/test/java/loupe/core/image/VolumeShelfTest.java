package loupe.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import org.junit.jupiter.api.Test;

class VolumeShelfTest {
    /// 1000 bytes.
    private static Volume volume() {
        VoxelGrid g = VoxelGrid.axial(10, 10, 5, new PatientPoint(0, 0, 0), 1, 1, "");
        return Volume.builder(g, Volume.SampleType.INT16, "").build();
    }

    @Test
    void what_nobody_holds_goes_the_longest_unused_first_and_held_volumes_stay() throws IOException {
        VolumeShelf<String> shelf = new VolumeShelf<>(2000);
        AtomicInteger loads = new AtomicInteger();
        VolumeShelf.Loader loader = () -> {
            loads.incrementAndGet();
            return volume();
        };
        Volume first;
        try (var a = shelf.take("a", loader)) {
            first = a.volume();
        }
        shelf.take("b", loader).close();
        shelf.take("a", loader).close();
        assertThat(loads).hasValue(2);
        var held = shelf.take("c", loader);
        assertThat(shelf.bytes()).isEqualTo(2000);
        assertThat(first.value(0, 0, 0)).isZero();
        shelf.take("b", loader).close();
        assertThat(loads).as("b was the longest unused").hasValue(4);
        assertThatThrownBy(() -> first.value(0, 0, 0)).isInstanceOf(IllegalStateException.class);
        shelf.close();
        assertThat(held.volume().value(1, 1, 1)).isZero();
        held.close();
        held.close();
        assertThat(shelf.bytes()).isZero();
        assertThatThrownBy(held::volume).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void clearing_gives_up_what_nobody_holds_at_once_and_the_rest_as_it_is_put_back() throws IOException {
        VolumeShelf<String> shelf = new VolumeShelf<>(10_000);
        Volume free;
        try (var a = shelf.take("a", VolumeShelfTest::volume)) {
            free = a.volume();
        }
        var held = shelf.take("b", VolumeShelfTest::volume);
        Volume inUse = held.volume();
        shelf.clear();
        assertThat(shelf.bytes()).isZero();
        assertThatThrownBy(() -> free.value(0, 0, 0)).isInstanceOf(IllegalStateException.class);
        assertThat(inUse.value(0, 0, 0)).isZero();
        held.close();
        assertThatThrownBy(() -> inUse.value(0, 0, 0)).isInstanceOf(IllegalStateException.class);
        shelf.take("a", VolumeShelfTest::volume).close();
        assertThat(shelf.bytes()).as("the shelf goes on").isEqualTo(1000);
    }

    @Test
    void a_volume_that_cannot_be_read_leaves_nothing_behind() throws IOException {
        VolumeShelf<String> shelf = new VolumeShelf<>(0);
        assertThatThrownBy(() -> shelf.take("a", () -> {
                    throw new IOException("gone");
                }))
                .hasMessage("gone");
        shelf.take("a", VolumeShelfTest::volume).close();
        assertThat(shelf.bytes()).isZero();
    }

    @Test
    void many_threads_share_one_load() {
        VolumeShelf<String> shelf = new VolumeShelf<>(10_000);
        AtomicInteger loads = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                pool.execute(() -> {
                    try (var loan = shelf.take("a", () -> {
                        loads.incrementAndGet();
                        return volume();
                    })) {
                        wrong.addAndGet(loan.volume().value(1, 2, 3) == 0 ? 0 : 1);
                    } catch (IOException | RuntimeException e) {
                        wrong.incrementAndGet();
                    }
                });
            }
        }
        assertThat(loads).hasValue(1);
        assertThat(wrong).hasValue(0);
    }
}
