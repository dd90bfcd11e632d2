package loupe.core.segment.operation.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.List;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.segment.Shapes;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IslandsAndFloodTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final VoxelGrid GRID = Phantom.oblique(19, 17, 13);

    /// What hangs together with a voxel, voxel by voxel.
    private static Mask together(Mask m, Voxel from, Neighbours neighbours) {
        VoxelGrid g = m.grid();
        Mask.Builder out = Mask.builder(g);
        boolean[] seen = new boolean[(int) g.voxels()];
        ArrayDeque<Voxel> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            Voxel v = open.pop();
            if (!g.contains(v.column(), v.row(), v.slice()) || !m.contains(v.column(), v.row(), v.slice())
                    || seen[(int) g.indexOf(v.column(), v.row(), v.slice())]) {
                continue;
            }
            seen[(int) g.indexOf(v.column(), v.row(), v.slice())] = true;
            out.add(v.column(), v.row(), v.slice());
            for (int i = 0; i < 27; i++) {
                int c = i % 3 - 1;
                int r = i / 3 % 3 - 1;
                int s = i / 9 - 1;
                int steps = Math.abs(c) + Math.abs(r) + Math.abs(s);
                boolean near = switch (neighbours) {
                    case FOUR -> steps == 1 && s == 0;
                    case SIX -> steps == 1;
                    case EIGHT -> s == 0;
                    case TWENTY_SIX -> true;
                };
                if (near) {
                    open.push(new Voxel(v.column() + c, v.row() + r, v.slice() + s));
                }
            }
        }
        return out.build();
    }

    @Nested
    class Islands_of_a_mask {
        @ParameterizedTest
        @EnumSource
        void are_what_hangs_together_voxel_by_voxel(Neighbours neighbours) {
            Mask m = Shapes.random(GRID, neighbours.corners() ? 0.08 : 0.3, 9);
            Islands islands = Islands.of(m, neighbours, JOB);
            List<Mask> each = islands.split(Integer.MAX_VALUE);
            assertThat(each).hasSize(islands.count());
            Mask sum = Mask.empty(GRID);
            long voxels = 0;
            for (int i = 0; i < each.size(); i++) {
                Mask one = each.get(i);
                assertThat(one).isEqualTo(together(m, one.box().map(b -> first(one)).orElseThrow(), neighbours));
                assertThat(islands.mm3(i)).isEqualTo(one.count() * GRID.voxelMm3());
                assertThat(i == 0 || one.count() <= each.get(i - 1).count()).isTrue();
                sum = sum.or(one);
                voxels += one.count();
            }
            assertThat(sum).isEqualTo(m);
            assertThat(voxels).isEqualTo(m.count());
        }

        private Voxel first(Mask m) {
            int slice = m.box().orElseThrow().first().slice();
            int[] at = {-1};
            m.forEachRun(slice, (start, length) -> at[0] = at[0] < 0 ? start : at[0]);
            return new Voxel(at[0] % 19, at[0] / 19, slice);
        }

        private final Mask large = Shapes.cuboid(GRID, 1, 1, 1, 4, 4, 4);
        private final Mask small = Shapes.cuboid(GRID, 8, 8, 8, 9, 9, 9);
        private final Mask touching = Mask.builder(GRID).add(5, 5, 5).build();
        private final Mask all = large.or(small).or(touching);

        @Test
        void are_kept_and_taken_by_size_and_place() {
            Islands six = Islands.of(all, Neighbours.SIX, JOB);
            assertThat(six.count()).isEqualTo(3);
            assertThat(Islands.of(all, Neighbours.TWENTY_SIX, JOB).count()).isEqualTo(2);
            assertThat(six.largest()).isEqualTo(large);
            assertThat(six.atLeast(8 * GRID.voxelMm3())).isEqualTo(large.or(small));
            assertThat(six.only(new Voxel(8, 9, 8))).isEqualTo(small);
            assertThat(six.without(new Voxel(8, 9, 8))).isEqualTo(large.or(touching));
            assertThat(six.only(new Voxel(15, 15, 9))).isEqualTo(all);
            assertThat(six.without(new Voxel(15, 15, 9))).isEqualTo(all);
            assertThat(six.split(2)).containsExactly(large, small);
            assertThatThrownBy(() -> six.only(new Voxel(19, 0, 0))).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void are_found_where_they_are_clicked_as_a_hole_is() {
            Mask hollow = large.toBuilder().removeRun(2, 2 * 19 + 2, 2).build();
            assertThat(Islands.at(hollow.inverted(), new Voxel(3, 2, 2), Neighbours.SIX, JOB)).isEqualTo(large.andNot(hollow));
            assertThat(Islands.at(hollow.inverted(), new Voxel(1, 1, 1), Neighbours.SIX, JOB).isEmpty()).isTrue();
        }

        @Test
        void of_an_empty_mask_are_none() {
            Islands none = Islands.of(Mask.empty(GRID), Neighbours.SIX, JOB);
            assertThat(none.count()).isZero();
            assertThat(none.largest().isEmpty()).isTrue();
        }
    }

    @Nested
    class A_flood {
        private final Mask noise = Shapes.random(GRID, 0.55, 4);
        private final FloodGate open = new FloodGate(1e6, 1e6, 0, 0);

        private Volume image(Mask bright) {
            return Phantom.of(GRID, p -> {
                double[] at = GRID.toIndex(p);
                return bright.contains((int) Math.rint(at[0]), (int) Math.rint(at[1]), (int) Math.rint(at[2])) ? 100 : 0;
            });
        }

        @ParameterizedTest
        @EnumSource
        void fills_what_hangs_together_voxel_by_voxel(Neighbours neighbours) {
            try (Volume v = image(noise)) {
                VoxelField field = VoxelField.of(v);
                for (int i = 0; i < 6; i++) {
                    Voxel at = new Voxel(3 * i, 2 * i, 2 * i);
                    Flood flood = new Flood(field, Flood.about(field, at, 10), neighbours, List.of(), open);
                    boolean bright = noise.contains(at.column(), at.row(), at.slice());
                    assertThat(flood.from(at, JOB))
                            .isEqualTo(new FloodOutcome.Filled(together(bright ? noise : noise.inverted(), at, neighbours)));
                }
            }
        }

        @Test
        void does_not_enter_masks_of_others() {
            Mask wall = Shapes.cuboid(GRID, 9, 0, 0, 9, 16, 12);
            try (Volume v = image(Mask.empty(GRID))) {
                Flood flood = new Flood(VoxelField.of(v), new ValueRange(-1, 1), Neighbours.SIX, List.of(wall), open);
                assertThat(flood.from(new Voxel(2, 2, 2), JOB))
                        .isEqualTo(new FloodOutcome.Filled(Shapes.cuboid(GRID, 0, 0, 0, 8, 16, 12)));
                assertThat(flood.from(new Voxel(9, 2, 2), JOB)).isInstanceOf(FloodOutcome.Nothing.class);
                assertThat(flood.from(new Voxel(-1, 2, 2), JOB)).isInstanceOf(FloodOutcome.Nothing.class);
            }
        }

        @Test
        void that_would_take_much_asks_and_one_without_end_stops() {
            double ml = GRID.voxels() * GRID.voxelMm3() / 1000;
            try (Volume v = image(Mask.empty(GRID))) {
                VoxelField field = VoxelField.of(v);
                ValueRange all = new ValueRange(-1, 1);
                Voxel at = new Voxel(9, 9, 5);
                FloodOutcome asked = new Flood(field, all, Neighbours.SIX, List.of(), new FloodGate(ml / 2, ml + 1, 0, 0)).from(at, JOB);
                assertThat(asked).isInstanceOfSatisfying(FloodOutcome.Large.class, l -> {
                    assertThat(l.millilitres()).isCloseTo(ml, within(1e-9));
                    assertThat(l.region()).isEqualTo(Mask.empty(GRID).inverted());
                });
                FloodOutcome stopped = new Flood(field, all, Neighbours.SIX, List.of(), new FloodGate(ml / 9, ml / 2, 0, 0)).from(at, JOB);
                assertThat(stopped).isInstanceOfSatisfying(FloodOutcome.Endless.class, e -> assertThat(e.millilitres())
                        .isBetween(ml / 2, ml * 0.52));
            }
        }

        @Test
        void that_runs_along_a_thin_way_is_held_for_a_leak() {
            Mask way = Shapes.cuboid(GRID, 0, 0, 0, 18, 0, 0)
                    .or(Shapes.cuboid(GRID, 18, 0, 0, 18, 16, 0))
                    .or(Shapes.cuboid(GRID, 18, 16, 0, 18, 16, 12));
            try (Volume v = image(way)) {
                Flood flood = new Flood(
                        VoxelField.of(v), ValueRange.from(50), Neighbours.SIX, List.of(), new FloodGate(1e6, 1e6, 0.08, 20));
                assertThat(flood.from(new Voxel(4, 0, 0), JOB)).isInstanceOfSatisfying(FloodOutcome.Leaking.class, l -> {
                    assertThat(l.region()).isEqualTo(way);
                    assertThat(l.compactness()).isEqualTo(47.0 / (19 * 17 * 13));
                });
            }
        }

        @Test
        void from_a_voxel_without_a_number_takes_nothing() {
            try (Volume v = Phantom.of(GRID, p -> Double.NaN)) {
                VoxelField field = VoxelField.of(v);
                Voxel at = new Voxel(1, 1, 1);
                Flood flood = new Flood(field, Flood.about(field, at, 10), Neighbours.SIX, List.of(), open);
                assertThat(flood.from(at, JOB)).isInstanceOf(FloodOutcome.Nothing.class);
            }
        }

        @Test
        void stops_when_asked_to() {
            JobContext stopped = new JobContext() {
                @Override
                public void progress(long done, long total, String unit) {}

                @Override
                public boolean cancelled() {
                    return true;
                }

                @Override
                public Registration onCancel(Runnable action) {
                    return () -> {};
                }
            };
            try (Volume v = image(noise)) {
                Flood flood = new Flood(VoxelField.of(v), new ValueRange(-1, 200), Neighbours.SIX, List.of(), open);
                assertThatThrownBy(() -> flood.from(new Voxel(1, 1, 1), stopped)).isInstanceOf(CancelledException.class);
                assertThatThrownBy(() -> Threshold.of(VoxelField.of(v), new ValueRange(0, 1), stopped))
                        .isInstanceOf(CancelledException.class);
                assertThatThrownBy(() -> Islands.of(noise, Neighbours.SIX, stopped)).isInstanceOf(CancelledException.class);
            }
        }
    }
}
