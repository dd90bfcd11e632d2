package loupe.core.segment.operation.outline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.core.segment.Shapes;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.segment.region.EditRegion;
import loupe.core.segment.region.FlatOutline;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

class LevelTraceTest {
    private static final JobContext JOB = JobContext.unattended();

    private static GrayPicture picture(int side, ToDoubleBiFunction<Integer, Integer> value) {
        float[] v = new float[side * side];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) value.applyAsDouble(i % side, i / side);
        }
        return new GrayPicture(v, side, side, 0.8, 0.8);
    }

    private static Mask filled(FlatOutline.Polygon outline, VoxelGrid grid) {
        return EditRegion.Prism.symmetric(Plane.ofSlice(grid, 0), outline, 0).voxels(grid);
    }

    @Test
    void an_outline_on_a_cone_is_the_circle_through_the_pointer() {
        GrayPicture cone = picture(80, (c, r) -> 1000 - 10 * Math.hypot(c - 40, r - 40));
        FlatOutline.Polygon outline = LevelTrace.through(cone, 58, 40).orElseThrow();
        assertThat(outline.points()).hasSizeGreaterThan(100).allSatisfy(p -> assertThat(
                        Math.hypot(p.rightMm() / 0.8 - 40, p.downMm() / 0.8 - 40))
                .isCloseTo(18, within(0.02)));
    }

    @Test
    void an_outline_holds_what_hangs_together_and_the_holes_in_it() {
        VoxelGrid grid = VoxelGrid.axial(40, 40, 1, new PatientPoint(0, 0, 0), 0.8, 1, "");
        SplittableRandom random = new SplittableRandom(2);
        GrayPicture noise = picture(40, (c, r) -> random.nextInt(100));
        for (int i = 0; i < 30; i++) {
            int c = random.nextInt(40);
            int r = random.nextInt(40);
            float level = noise.value(c, r);
            Mask high = Shapes.of(grid, p -> noise.value((int) Math.rint(p.xMm() / 0.8), (int) Math.rint(p.yMm() / 0.8)) >= level);
            Mask own = Islands.of(high, Neighbours.FOUR, JOB).only(new Voxel(c, r, 0));
            assertThat(filled(LevelTrace.through(noise, c, r).orElseThrow(), grid)).isEqualTo(withoutHoles(own));
        }
    }

    /// With every part of the rest that does not reach the picture's end.
    private static Mask withoutHoles(Mask m) {
        Mask out = m;
        List<Mask> rest = Islands.of(m.inverted(), Neighbours.EIGHT, JOB).split(Integer.MAX_VALUE);
        Mask inner = Shapes.cuboid(m.grid(), 1, 1, 0, 38, 38, 0);
        for (Mask part : rest) {
            out = part.andNot(inner).isEmpty() ? out.or(part) : out;
        }
        return out;
    }

    @Test
    void an_outline_goes_round_a_whole_picture_or_one_pixel() {
        VoxelGrid grid = VoxelGrid.axial(5, 5, 1, new PatientPoint(0, 0, 0), 0.8, 1, "");
        GrayPicture peak = picture(5, (c, r) -> c == 2 && r == 2 ? 9 : 1);
        assertThat(filled(LevelTrace.through(peak, 0, 0).orElseThrow(), grid).count()).isEqualTo(25);
        assertThat(filled(LevelTrace.through(peak, 2, 2).orElseThrow(), grid)).isEqualTo(Mask.builder(grid).add(2, 2, 0).build());
    }

    @Test
    void there_is_none_outside_or_without_a_number() {
        GrayPicture p = picture(5, (c, r) -> c == 2 ? Double.NaN : 1);
        assertThat(LevelTrace.through(p, 5, 1)).isEmpty();
        assertThat(LevelTrace.through(p, 2, 1)).isEmpty();
        assertThat(LevelTrace.through(p, 1, 1)).isPresent();
    }
}
