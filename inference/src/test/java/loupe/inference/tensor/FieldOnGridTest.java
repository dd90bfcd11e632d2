package loupe.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.operation.VoxelField;
import org.junit.jupiter.api.Test;

class FieldOnGridTest {
    @Test
    void numbers_that_grow_evenly_through_the_patient_are_the_same_on_any_grid_and_0_beyond_it() {
        VoxelGrid coarse = VoxelGrid.axial(6, 5, 4, new PatientPoint(-10, 3, 7), 2, 3, "");
        float[] values = new float[6 * 5 * 4];
        for (int i = 0; i < values.length; i++) {
            PatientPoint p = coarse.toPatient(i % 6, i / 6 % 5, i / 30);
            values[i] = even(p);
        }
        VoxelGrid fine = VoxelGrid.axial(30, 7, 5, new PatientPoint(-9.5, 4, 8), 0.5, 2, "");
        VoxelField at = new Field(coarse, values).at(fine);
        float[] slice = new float[30 * 7];
        for (int s = 0; s < 5; s++) {
            at.slice(s, slice);
            for (int i = 0; i < slice.length; i++) {
                PatientPoint p = fine.toPatient(i % 30, i / 30, s);
                boolean inside = p.xMm() < 1 && p.yMm() < 12 && p.zMm() < 17.5;
                if (p.xMm() <= 0 && p.yMm() <= 11 && p.zMm() <= 16) {
                    assertThat(slice[i]).isCloseTo(even(p), within(1e-5f));
                } else if (!inside) {
                    assertThat(slice[i]).isZero();
                }
            }
        }
        assertThat(at.grid()).isEqualTo(fine);
    }

    private static float even(PatientPoint p) {
        return (float) (1 + 0.1 * p.xMm() - 0.2 * p.yMm() + 0.3 * p.zMm());
    }
}
