package loupe.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.series.Headers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// One test for each line of docs/coordinates.md that geometry answers for.
class GeometryTest {
    private static final PatientPoint ORIGIN = new PatientPoint(-120.5, 33.25, 812);
    private static final double THIRTY = Math.toRadians(30);

    /// Oblique, unequal spacings, and leaning by a gantry tilt.
    private static VoxelGrid oblique() {
        PatientVector row = new PatientVector(Math.cos(THIRTY), Math.sin(THIRTY), 0);
        PatientVector column = new PatientVector(0, 0, -1);
        PatientVector lean = row.cross(column).times(3).plus(row.times(0.4));
        return new VoxelGrid(200, 150, 40, ORIGIN, row.times(0.7), column.times(1.3), lean, "2.25.1");
    }

    private static ImagePlane plane(String orientation, String spacing) {
        DataSet header = DataSet.builder()
                .put(Tag.Rows, Vr.US, 8.0)
                .put(Tag.Columns, Vr.US, 12.0)
                .put(Tag.ImagePositionPatient, Vr.DS, "10", "20", "30")
                .put(Tag.ImageOrientationPatient, Vr.DS, orientation.split("/"))
                .put(Tag.PixelSpacing, Vr.DS, spacing.split("/"))
                .build();
        return Headers.instance(header).plane(0).orElseThrow();
    }

    @Nested
    class Patient_space {
        @Test
        void has_its_axes_to_the_left_to_the_back_and_to_the_head_in_a_right_handed_system() {
            PatientVector left = new PatientVector(1, 0, 0);
            PatientVector back = new PatientVector(0, 1, 0);
            assertThat(left.cross(back)).isEqualTo(new PatientVector(0, 0, 1));
        }

        @Test
        void is_measured_in_millimetres() {
            assertThat(new PatientPoint(1, 2, 3).distanceMm(new PatientPoint(4, 6, 15))).isEqualTo(13);
        }

        @Test
        void has_no_direction_for_a_vector_without_length() {
            assertThatThrownBy(() -> new PatientVector(0, 0, 0).unit()).isInstanceOf(ArithmeticException.class);
        }
    }

    @Nested
    class Image_orientation {
        @Test
        void gives_the_way_along_a_row_first_and_the_way_down_a_column_second() {
            ImagePlane coronal = plane("1/0/0/0/0/-1", "1/1");
            assertThat(coronal.alongRow()).isEqualTo(new PatientVector(1, 0, 0));
            assertThat(coronal.alongColumn()).isEqualTo(new PatientVector(0, 0, -1));
        }

        @Test
        void has_the_right_handed_normal_row_times_column() {
            assertThat(plane("1/0/0/0/1/0", "1/1").normal()).isEqualTo(new PatientVector(0, 0, 1));
            assertThat(plane("1/0/0/0/0/-1", "1/1").normal().dot(new PatientVector(0, 1, 0))).isEqualTo(1);
        }

        @Test
        void is_refused_where_the_two_directions_are_not_orthogonal() {
            DataSet header = DataSet.builder()
                    .put(Tag.Rows, Vr.US, 8.0)
                    .put(Tag.Columns, Vr.US, 12.0)
                    .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", "0")
                    .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0.7", "0.7", "0")
                    .put(Tag.PixelSpacing, Vr.DS, "1", "1")
                    .build();
            assertThat(Headers.instance(header).planes()).isEmpty();
        }
    }

    @Nested
    class Pixel_spacing {
        @Test
        void is_the_distance_of_rows_first_and_of_columns_second() {
            ImagePlane p = plane("1/0/0/0/1/0", "0.5/2");
            assertThat(p.rowMm()).isEqualTo(0.5);
            assertThat(p.columnMm()).isEqualTo(2);
        }
    }

    @Nested
    class A_voxel_index {
        @Test
        void of_whole_numbers_is_the_centre_of_a_voxel() {
            assertThat(oblique().toPatient(0, 0, 0)).isEqualTo(ORIGIN);
            VoxelGrid axial = VoxelGrid.axial(10, 10, 10, ORIGIN, 2, 5, "");
            assertThat(axial.toPatient(3, 4, 2)).isEqualTo(new PatientPoint(-114.5, 41.25, 822));
        }

        @Test
        void leaves_the_grid_half_a_voxel_beyond_the_outermost_centres() {
            VoxelGrid g = VoxelGrid.axial(10, 8, 6, new PatientPoint(0, 0, 0), 2, 5, "");
            PatientPoint low = g.toPatient(-0.5, -0.5, -0.5);
            PatientPoint high = g.toPatient(9.5, 7.5, 5.5);
            assertThat(high.xMm() - low.xMm()).isEqualTo(20);
            assertThat(high.yMm() - low.yMm()).isEqualTo(16);
            assertThat(high.zMm() - low.zMm()).isEqualTo(30);
        }

        @Test
        void runs_over_columns_first_then_rows_then_slices() {
            VoxelGrid g = oblique();
            assertThat(g.indexOf(1, 0, 0)).isEqualTo(1);
            assertThat(g.indexOf(0, 1, 0)).isEqualTo(200);
            assertThat(g.indexOf(0, 0, 1)).isEqualTo(30_000);
            assertThatThrownBy(() -> g.indexOf(200, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Nested
    class A_grid {
        @Test
        void gives_each_index_back_from_its_patient_position() {
            SplittableRandom random = new SplittableRandom(7);
            for (VoxelGrid g : List.of(oblique(), VoxelGrid.axial(512, 512, 300, ORIGIN, 0.7, 1.25, ""))) {
                for (int i = 0; i < 1000; i++) {
                    double c = random.nextDouble(-10, 600);
                    double r = random.nextDouble(-10, 600);
                    double s = random.nextDouble(-10, 600);
                    double[] back = g.toIndex(g.toPatient(c, r, s));
                    assertThat(back).containsExactly(new double[] {c, r, s}, within(1e-9));
                }
            }
        }

        @Test
        void leans_with_its_slice_step_where_the_gantry_was_tilted() {
            PatientPoint a = oblique().toPatient(0, 0, 0);
            PatientPoint b = oblique().toPatient(0, 0, 1);
            assertThat(b.minus(a).dot(oblique().normal())).isCloseTo(3, within(1e-12));
            assertThat(b.distanceMm(a)).isCloseTo(Math.hypot(3, 0.4), within(1e-12));
        }

        @Test
        void has_voxels_as_large_as_the_parallelepiped_of_its_steps() {
            assertThat(oblique().voxelMm3()).isCloseTo(0.7 * 1.3 * 3, within(1e-12));
        }

        @Test
        void is_refused_where_its_steps_lie_in_one_plane_or_a_size_is_out_of_range() {
            PatientVector x = new PatientVector(1, 0, 0);
            PatientVector y = new PatientVector(0, 1, 0);
            assertThatThrownBy(() -> new VoxelGrid(1, 1, 1, ORIGIN, x, y, x.plus(y), ""))
                    .hasMessageContaining("one plane");
            assertThatThrownBy(() -> VoxelGrid.axial(65_536, 1, 1, ORIGIN, 1, 1, "")).hasMessageContaining("65536");
            assertThatThrownBy(() -> VoxelGrid.axial(1, 1, 0, ORIGIN, 1, 1, "")).hasMessageContaining("slices");
        }
    }
}
