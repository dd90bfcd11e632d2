package loupe.inference.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparingOutlinesTest {
    private static final VoxelGrid GRID = VoxelGrid.axial(80, 80, 50, new PatientPoint(-40, -40, -37.5), 1, 1.5, "");

    @TempDir Path folder;

    private static Mask ball(double x, double radius) {
        Mask.Builder m = Mask.builder(GRID);
        for (int s = 0; s < GRID.slices(); s++) {
            for (int i = 0; i < GRID.voxelsPerSlice(); i++) {
                PatientPoint p = GRID.toPatient(i % 80, i / 80, s);
                if (p.distanceMm(new PatientPoint(x, 0, 0)) <= radius) {
                    m.add(s, i);
                }
            }
        }
        return m.build();
    }

    @Test
    void a_ball_agrees_with_itself_wholly() {
        Overlap o = Overlap.of(ball(0, 20), ball(0, 20), 0);
        assertThat(o.dice()).isEqualTo(1);
        assertThat(o.hd95Mm()).isZero();
        assertThat(o.surfaceDice()).isEqualTo(1);
        assertThat(o.volumeMl()).isCloseTo(4.0 / 3 * Math.PI * 8, within(0.2));
    }

    @Test
    void balls_within_each_other_lie_apart_by_the_difference_of_their_radii() {
        Overlap o = Overlap.of(ball(0, 25), ball(0, 20), 2);
        assertThat(o.hd95Mm()).isCloseTo(5, within(0.9));
        assertThat(o.surfaceDice()).isZero();
        assertThat(Overlap.of(ball(0, 25), ball(0, 20), 7).surfaceDice()).isEqualTo(1);
    }

    @Test
    void the_dice_of_two_balls_is_that_of_their_lens() {
        double r = 20;
        double d = 8;
        double lens = Math.PI * (4 * r + d) * (2 * r - d) * (2 * r - d) / 12;
        double whole = 4.0 / 3 * Math.PI * r * r * r;
        assertThat(Overlap.of(ball(-4, r), ball(4, r), 1).dice()).isCloseTo(lens / whole, within(0.005));
    }

    @Test
    void nothing_has_no_distance_to_anything() {
        Overlap o = Overlap.of(Mask.empty(GRID), ball(0, 20), 1);
        assertThat(o.dice()).isZero();
        assertThat(o.hd95Mm()).isNaN();
        assertThat(o.surfaceDice()).isZero();
        assertThat(Overlap.of(Mask.empty(GRID), Mask.empty(GRID), 1).surfaceDice()).isEqualTo(1);
    }

    /// scipy says the same of crumpled shapes on voxels of three lengths.
    @Test
    void an_independent_program_measures_the_same_distances() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python) && scipy(python), "python3-scipy is not here");
        VoxelGrid g = VoxelGrid.axial(30, 26, 22, new PatientPoint(0, 0, 0), 0.8, 2.1, "");
        for (int seed = 1; seed <= 3; seed++) {
            Mask a = crumpled(g, seed);
            Mask b = crumpled(g, seed + 100);
            Overlap o = Overlap.of(a, b, 1.7);
            Files.write(folder.resolve("a"), bytes(a));
            Files.write(folder.resolve("b"), bytes(b));
            String[] theirs = run(python, PROGRAM, folder.resolve("a").toString(), folder.resolve("b").toString()).trim().split(" ");
            assertThat(o.hd95Mm()).isCloseTo(Double.parseDouble(theirs[0]), within(1e-6));
            assertThat(o.surfaceDice()).isCloseTo(Double.parseDouble(theirs[1]), within(1e-9));
        }
    }

    private static final String PROGRAM = """
            import sys, numpy as np
            from scipy import ndimage as n
            a, b = (np.fromfile(f, 'u1').reshape(22, 26, 30) > 0 for f in sys.argv[1:])
            edge = lambda m: m & ~n.binary_erosion(m)
            mm = (2.1, 0.8, 0.8)
            ea, eb = edge(a), edge(b)
            ab = n.distance_transform_edt(~eb, sampling=mm)[ea]
            ba = n.distance_transform_edt(~ea, sampling=mm)[eb]
            print(max(np.percentile(ab, 95), np.percentile(ba, 95)), ((ab <= 1.7).sum() + (ba <= 1.7).sum()) / (len(ab) + len(ba)))
            """;

    private static boolean scipy(Path python) throws Exception {
        return new ProcessBuilder(python.toString(), "-c", "import scipy").start().waitFor() == 0;
    }

    private static String run(Path python, String program, String... arguments) throws Exception {
        String[] command = {python.toString(), "-c", program, arguments[0], arguments[1]};
        Process p = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor()).isZero();
        return out;
    }

    private static Mask crumpled(VoxelGrid g, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] balls = new double[6][];
        for (int k = 0; k < balls.length; k++) {
            balls[k] = new double[] {random.nextDouble(6, 18), random.nextDouble(6, 15), random.nextDouble(8, 38), random.nextDouble(2, 7)};
        }
        Mask.Builder m = Mask.builder(g);
        for (int i = 0; i < g.voxels(); i++) {
            PatientPoint p = g.toPatient(i % 30, i / 30 % 26, i / 780);
            for (double[] b : balls) {
                if (p.distanceMm(new PatientPoint(b[0], b[1], b[2])) < b[3] && random.nextInt(40) > 0) {
                    m.add(i / 780, i % 780);
                }
            }
        }
        return m.build();
    }

    private static byte[] bytes(Mask m) {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(m.grid().voxels()));
        for (int i = 0; i < out.capacity(); i++) {
            out.put((byte) (m.contains(i / 780, i % 780) ? 1 : 0));
        }
        return out.array();
    }
}
