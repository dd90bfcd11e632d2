package loupe.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.app.viewer.tool.Brush;
import loupe.core.finding.FindingId;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Axis;
import loupe.core.plane.Plane;
import loupe.core.plane.Raster;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.operation.fill.BrushRange;
import loupe.core.segment.operation.fill.ThresholdBrush;
import loupe.core.segment.region.EditRegion;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaintingTest {
    private static final FindingId F1 = new FindingId("F1");
    private final VoxelGrid grid = VoxelGrid.axial(64, 64, 9, new PatientPoint(0, 0, 0), 2, 5, "");
    private final Mask empty = Mask.empty(grid);

    private Painting begun(Brush brush, Mask on, int slice, double column, double row) {
        Painting.Site site = Painting.Site.of(grid, slice);
        return Painting.begun(F1, brush, site, EditLimits.none(), on, site.at(column, row), Optional.empty());
    }

    private Mask dab(Brush brush, double column, double row) {
        return begun(brush, empty, 1, column, row).preview();
    }

    @Nested
    class A_dab {
        @Test
        void covers_a_disc_of_its_radius_in_millimetres_on_its_slice() {
            Mask disc = dab(new Brush(20, true, false), 32, 32);
            assertThat(disc.count() * 2.0 * 2.0).isBetween(0.95 * Math.PI * 400, 1.05 * Math.PI * 400);
            assertThat(disc.count(1)).isEqualTo((int) disc.count());
        }

        @Test
        void of_the_ball_reaches_as_far_through_the_slices() {
            Mask ball = dab(new Brush(6, true, true), 32, 32);
            assertThat(ball.contains(32, 32, 2)).as("5 mm above").isTrue();
            assertThat(ball.contains(32, 32, 0)).as("5 mm below").isTrue();
            assertThat(ball.isEmpty(3)).as("10 mm above").isTrue();
        }

        @Test
        void smaller_than_a_voxel_still_takes_the_voxel_under_it() {
            Mask painted = dab(new Brush(0.2, true, false), 10.4, 20.4);
            assertThat(painted.count()).isEqualTo(1);
            assertThat(painted.contains(10, 20, 1)).isTrue();
        }

        @Test
        void outside_the_image_flips_nothing() {
            assertThat(begun(new Brush(3, true, false), empty, 1, -30, -30).delta().isEmpty()).isTrue();
        }

        @Test
        void on_a_coronal_plane_lies_on_one_row_of_the_volume() {
            Painting.Site coronal =
                    new Painting.Site(Plane.of(Axis.CORONAL, grid.toPatient(32, 20, 4), ""), Raster.centred(64, 64, 1));
            Mask disc = Painting.begun(F1, new Brush(10, true, false), coronal, EditLimits.none(), empty, coronal.at(31.5, 31.5), Optional.empty())
                    .preview();
            assertThat(disc.count()).isGreaterThan(10);
            for (int s = 0; s < 9; s++) {
                for (int i = 0; i < 64 * 64; i++) {
                    assertThat(disc.contains(s, i) && i / 64 != 20).isFalse();
                }
            }
        }

        @Test
        void leaves_what_is_locked() {
            Mask locked = Mask.builder(grid).add(32, 32, 1).build();
            Painting.Site site = Painting.Site.of(grid, 1);
            Mask disc = Painting.begun(
                            F1, new Brush(10, true, false), site, new EditLimits(Optional.empty(), Optional.empty(), List.of(locked)),
                            empty, site.at(32, 32), Optional.empty())
                    .preview();
            assertThat(disc.contains(32, 32, 1)).isFalse();
            assertThat(disc.contains(33, 32, 1)).isTrue();
        }
    }

    @Nested
    class A_stroke {
        private Mask across(Brush brush, Mask on) {
            return begun(brush, on, 1, 10, 30).to(50, 30).preview();
        }

        @Test
        void leaves_no_gap_between_two_events() {
            Mask painted = across(new Brush(4, true, false), empty);
            for (int column = 10; column <= 50; column++) {
                assertThat(painted.contains(column, 30, 1)).isTrue();
            }
            assertThat(painted.isEmpty(0)).as("other slices are left alone").isTrue();
        }

        @Test
        void is_the_same_however_many_events_it_came_in() {
            for (boolean ball : new boolean[] {false, true}) {
                Painting fine = begun(new Brush(4, true, ball), empty, 1, 10, 30);
                for (int i = 1; i <= 100; i++) {
                    fine = fine.to(10 + 0.4 * i, 30);
                }
                assertThat(fine.preview()).isEqualTo(across(new Brush(4, true, ball), empty));
            }
        }

        @Test
        void over_what_is_painted_already_flips_nothing() {
            Mask painted = across(new Brush(4, true, false), empty);
            assertThat(begun(new Brush(4, true, false), painted, 1, 10, 30).to(50, 30).delta().isEmpty()).isTrue();
        }

        @Test
        void of_the_eraser_takes_away_what_the_brush_gave() {
            Mask painted = across(new Brush(4, true, false), empty);
            assertThat(across(new Brush(4, false, false), painted)).isEqualTo(empty);
        }

        @Test
        void applied_twice_is_undone() {
            var stroke = begun(new Brush(4, true, false), empty, 1, 10, 30).to(50, 30).delta();
            assertThat(empty.apply(stroke).apply(stroke)).isEqualTo(empty);
        }
    }

    @Nested
    class A_stroke_of_like_values {
        /// Two kinds of voxels, left and right of a border, noisy.
        private final VoxelField field = new VoxelField() {
            @Override
            public VoxelGrid grid() {
                return grid;
            }

            @Override
            public void slice(int slice, float[] into) {
                for (int i = 0; i < 64 * 64; i++) {
                    into[i] = (float) ((i % 64 < 30 ? 0 : 100) + 10 * Math.sin(7.0 * i + 11.0 * slice));
                }
            }
        };

        private Painting pressed(Brush brush, double column, double row) {
            Painting.Site site = Painting.Site.of(grid, 4);
            return Painting.begun(F1, brush, site, EditLimits.none(), empty, site.at(column, row), Optional.of(field));
        }

        @Test
        void marks_what_the_threshold_brush_marks_however_the_way_is_cut() {
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < 60; i++) {
                Brush brush = new Brush(random.nextDouble(3, 30), true, i % 2 == 0);
                double[] at = random.doubles(8, 2, 61).toArray();
                Painting p = pressed(brush, at[0], at[1]);
                List<PatientPoint> trail = new ArrayList<>(List.of(p.site().at(at[0], at[1])));
                for (int k = 2; k < at.length; k += 2) {
                    p = p.to((at[k - 2] + at[k]) / 2, (at[k - 1] + at[k + 1]) / 2).to(at[k], at[k + 1]);
                    trail.add(p.site().at(at[k], at[k + 1]));
                }
                ThresholdBrush whole = new ThresholdBrush(field, new BrushRange.Dynamic(brush.innerMm()), false);
                Mask wanted = brush.ball()
                        ? whole.voxels(new EditRegion.BallStroke(trail, brush.radiusMm()))
                        : whole.voxels(new EditRegion.DiscStroke(p.site().plane(), trail, brush.radiusMm(), 0));
                assertThat(p.preview()).isEqualTo(wanted);
            }
        }

        @Test
        void takes_nothing_of_the_other_kind_until_its_middle_goes_there() {
            Painting p = pressed(new Brush(24, true, false), 22, 30).to(24, 34);
            assertThat(p.preview().count()).isGreaterThan(100);
            p.preview().forEachVoxel((c, r, s) -> assertThat(grid.toPatient(c, r, s).xMm()).isLessThan(60));
            Mask over = p.to(34, 34).preview();
            assertThat(over.contains(33, 34, 4)).isTrue();
        }

        @Test
        void erases_only_those_alike() {
            Mask all = Mask.empty(grid).inverted();
            Painting.Site site = Painting.Site.of(grid, 4);
            Mask left = Painting.begun(
                            F1, new Brush(24, false, false), site, EditLimits.none(), all, site.at(22, 30), Optional.of(field))
                    .preview();
            assertThat(left.contains(22, 30, 4)).isFalse();
            assertThat(left.contains(31, 30, 4)).as("18 mm away, of the other kind").isTrue();
        }
    }
}
