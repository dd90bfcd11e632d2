package loupe.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import loupe.core.geometry.VoxelGrid;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.NoduleTruth;
import loupe.sample.chest.PhantomSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrawingAChestPhantomTest {
    private static final long SEED = 4;
    private ChestPhantom phantom = ChestPhantom.generate(SEED, new PhantomSettings(64, 64, 8, 5, 20));

    @BeforeAll
    void draw() {
        phantom = ChestPhantom.generate(SEED, PhantomSettings.USUAL);
    }

    private double meanHu(boolean inLung) {
        double sum = 0;
        long n = 0;
        for (int s = 30; s < 80; s++) {
            short[] hu = phantom.slice(s);
            for (int i = 0; i < hu.length; i++) {
                if (phantom.truth().lungs().contains(s, i) == inLung && (inLung || hu[i] > -300)) {
                    sum += hu[i];
                    n++;
                }
            }
        }
        return sum / n;
    }

    @Test
    void gives_the_same_voxels_for_the_same_seed() {
        ChestPhantom again = ChestPhantom.generate(SEED, PhantomSettings.USUAL);
        assertThat(again.slice(60)).isEqualTo(phantom.slice(60));
        assertThat(again.truth()).isEqualTo(phantom.truth());
        assertThat(ChestPhantom.generate(SEED + 1, PhantomSettings.USUAL).slice(60)).isNotEqualTo(phantom.slice(60));
    }

    @Test
    void has_lungs_of_a_human_size_full_of_air_in_a_body_of_water() {
        assertThat(phantom.truth().lungs().millilitres()).isBetween(1000.0, 7000.0);
        assertThat(meanHu(true)).isBetween(-950.0, -450.0);
        assertThat(meanHu(false)).isBetween(-120.0, 150.0);
    }

    @Test
    void has_air_in_the_corners() {
        short[] slice = phantom.slice(60);
        assertThat(Arrays.stream(new int[] {0, 255, 256 * 200}).map(i -> slice[i]).average().orElse(0)).isLessThan(-850);
    }

    @Test
    void knows_where_each_nodule_is_and_how_large() {
        assertThat(phantom.truth().noduleList()).isNotEmpty();
        VoxelGrid g = phantom.grid();
        for (NoduleTruth n : phantom.truth().noduleList()) {
            assertThat(n.diameterMm()).isBetween(5.0, 20.0);
            double[] at = g.toIndex(n.centre());
            int c = (int) Math.rint(at[0]);
            int r = (int) Math.rint(at[1]);
            int s = (int) Math.rint(at[2]);
            assertThat(phantom.truth().nodules().contains(c, r, s)).isTrue();
            assertThat(phantom.truth().lungs().contains(c, r, s)).isTrue();
            assertThat((double) phantom.slice(s)[r * g.columns() + c]).isGreaterThan(-720);
        }
    }
}
