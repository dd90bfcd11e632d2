package loupe.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

class CoarserFieldsTest {
    private static final VoxelGrid FINE = new VoxelGrid(33, 25, 13, new PatientPoint(-7, 3, 20),
            new PatientVector(2, 0, 0), new PatientVector(0, 2, 0), new PatientVector(0, 0, 2.5), "2.25.2");

    private static Field coarse(double perColumn, double perRow, double perSlice) {
        float[] values = new float[FINE.voxelsPerSlice() * FINE.slices()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (perColumn * (i % 33) + perRow * (i / 33 % 25) + perSlice * (i / (33 * 25)));
        }
        return Coarser.of(new Field(FINE, values), List.of(7.5, 8.0, 8.0), 8, Lanes.one(JobContext.unattended()));
    }

    /// A triangle's mean of a slope is the slope at its middle, away from the ends.
    @Test
    void keeps_slopes_and_places() {
        Field c = coarse(1, 10, 100);
        assertThat(List.of(c.grid().columns(), c.grid().rows(), c.grid().slices())).containsExactly(16, 8, 8);
        for (int s = 1; s < 4; s++) {
            for (int r = 1; r < 6; r++) {
                for (int k = 1; k < 8; k++) {
                    double[] at = FINE.toIndex(c.grid().toPatient(k, r, s));
                    assertThat((double) c.values()[(s * 8 + r) * 16 + k])
                            .isCloseTo(at[0] + 10 * at[1] + 100 * at[2], within(1e-3));
                }
            }
        }
    }

    @Test
    void is_filled_up_behind_with_nothing() {
        Field c = coarse(0, 0, 0.25);
        assertThat(c.values()[(3 * 8 + 3) * 16 + 8]).isNotZero();
        assertThat(c.values()[(3 * 8 + 3) * 16 + 9]).isZero();
        assertThat(c.values()[(5 * 8 + 3) * 16 + 3]).isZero();
    }
}
