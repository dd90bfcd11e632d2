package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Clock;
import java.util.List;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.Provider;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Models written by hand whose answers are known, through the runner.
class TasksOfEveryKindTest {
    private static final VoxelGrid GRID = new VoxelGrid(40, 36, 30, new PatientPoint(-30, 12, 55),
            new PatientVector(2, 0, 0), new PatientVector(0, 2, 0), new PatientVector(0, 0, 2), "2.25.2");

    private interface Inside {
        boolean at(int c, int r, int s);
    }

    private static Volume bright(Inside inside) {
        Volume.Builder volume = Volume.builder(GRID, Volume.SampleType.INT16, "");
        for (int s = 0; s < GRID.slices(); s++) {
            MemorySegment samples = volume.sliceSamples(s);
            for (int i = 0; i < GRID.voxelsPerSlice(); i++) {
                short v = (short) (inside.at(i % GRID.columns(), i / GRID.columns(), s) ? 900 : 100);
                samples.set(ValueLayout.JAVA_SHORT, 2L * i, v);
            }
        }
        return volume.build();
    }

    private static Mask mask(Inside inside) {
        Mask.Builder mask = Mask.builder(GRID);
        for (int s = 0; s < GRID.slices(); s++) {
            for (int i = 0; i < GRID.voxelsPerSlice(); i++) {
                if (inside.at(i % GRID.columns(), i / GRID.columns(), s)) {
                    mask.add(i % GRID.columns(), i / GRID.columns(), s);
                }
            }
        }
        return mask.build();
    }

    private static Prediction run(Model model, Inside inside, int threads) throws Exception {
        try (Volume volume = bright(inside);
                ModelRunner runner = new ModelRunner(new EngineSettings(threads, true), Clock.systemUTC(), "test")) {
            return runner.run(model, new Scan(volume, "2.25.1", "CT", "CHEST"), JobContext.unattended());
        }
    }

    private static boolean ball(int c, int r, int s) {
        return Math.hypot(Math.hypot(c - 19, r - 20), s - 14) < 11.2;
    }

    @Nested
    class Tile_by_tile {
        private Mask segmented(byte[] weights, String tiling, int threads) throws Exception {
            String task = tiling.isEmpty() ? "segmentation-3d-whole" : "segmentation-3d-tiles";
            Model model = KnownModels.of(task, weights, "\"multipleOf\":1" + tiling, "{\"step\":\"argmax\"}");
            return run(model, TasksOfEveryKindTest::ball, threads).segmentation().orElseThrow().segment(1).mask();
        }

        private String tiles(String size, double overlap) {
            return ",\"tile\":" + size + ",\"overlap\":" + overlap;
        }

        @Test
        void every_voxel_is_answered_for_once() throws Exception {
            Mask truth = mask(TasksOfEveryKindTest::ball);
            for (String size : List.of("[16,12,20]", "[7,36,40]", "[64,64,64]")) {
                assertThat(segmented(KnownModels.brightVoxels(), tiles(size, 0.5), 1)).as("tiles of %s", size).isEqualTo(truth);
            }
            assertThat(segmented(KnownModels.brightVoxels(), tiles("[16,12,20]", 0), 1)).isEqualTo(truth);
        }

        /// Near a tile's edge the net knows too little; where tiles overlap the one that knows more weighs more.
        @Test
        void blended_tiles_come_nearer_to_the_whole_than_tiles_side_by_side() throws Exception {
            Mask whole = segmented(KnownModels.brightSurroundings(), "", 1);
            double blended = segmented(KnownModels.brightSurroundings(), tiles("[20,20,20]", 0.6), 1).dice(whole);
            double beside = segmented(KnownModels.brightSurroundings(), tiles("[20,20,20]", 0), 1).dice(whole);
            assertThat(blended).isGreaterThan(0.98).isGreaterThan(beside + 0.02);
        }

        @Test
        void the_number_of_threads_does_not_matter() throws Exception {
            String tiling = tiles("[20,18,16]", 0.5);
            assertThat(segmented(KnownModels.brightSurroundings(), tiling, 2))
                    .isEqualTo(segmented(KnownModels.brightSurroundings(), tiling, 1));
        }
    }

    @Nested
    class Classification {
        private static final String LEAST = "{\"step\":\"probabilities\",\"activation\":\"softmax\",\"least\":0.6}";

        private Model model(byte[] weights) throws Exception {
            return KnownModels.of("classification", weights, "\"multipleOf\":1", LEAST);
        }

        @Test
        void says_a_label_that_holds_with_its_probability() throws Exception {
            List<Finding> findings = run(model(KnownModels.brightOnTheWhole()), (c, r, s) -> c < 22, 1).findings();
            assertThat(findings).hasSize(1);
            double mean = (22 * 0.9 + 18 * 0.1) / 40;
            assertThat(findings.getFirst().confidence()).isCloseTo(1 / (1 + Math.exp(-2 * 20 * (mean - 0.5))), within(1e-4));
            assertThat(findings.getFirst().segment()).isEmpty();
            assertThat(findings.getFirst().centre().distanceMm(new PatientPoint(9, 47, 84))).isLessThan(1e-9);
        }

        @Test
        void says_nothing_where_none_holds() throws Exception {
            assertThat(run(model(KnownModels.brightOnTheWhole()), (c, r, s) -> c < 20, 1).findings()).isEmpty();
        }

        @Test
        void refuses_numbers_that_are_none_and_too_few() {
            assertThatThrownBy(() -> run(model(KnownModels.noNumbers()), (c, r, s) -> false, 1))
                    .isInstanceOf(ModelException.class).hasMessageContaining("numbers that are none");
            byte[] one = new OnnxFile().node("GlobalAveragePool", new String[] {"x"}, new String[] {"y"})
                    .build(new long[] {-1, -1, -1, -1, -1}, new long[] {-1, -1, -1, -1, -1});
            assertThatThrownBy(() -> run(model(one), (c, r, s) -> false, 1))
                    .isInstanceOf(ModelException.class).hasMessageContaining("one number for each class");
        }
    }

    @Nested
    class Boxes {
        private Model model(byte[] weights, int fewest) throws Exception {
            return KnownModels.of("detection-boxes", weights, "\"multipleOf\":1",
                    "{\"step\":\"boxes\",\"confidence\":0.5,\"overlap\":0.3,\"fewestSlices\":" + fewest + "}");
        }

        private boolean block(int c, int r, int s) {
            return c >= 20 && c < 28 && r >= 8 && r < 14 && s >= 5 && s < 10;
        }

        @Test
        void of_neighbouring_slices_are_one_finding_at_the_middle() throws Exception {
            List<Finding> found = run(model(KnownModels.boxOfTheBright(36, 40), 2), this::block, 1).findings();
            assertThat(found).hasSize(1);
            PatientPoint middle = GRID.toPatient(23.5, 10.5, 7);
            assertThat(found.getFirst().centre().distanceMm(middle)).isLessThan(1e-6);
            assertThat(found.getFirst().measurements().getFirst().value()).isCloseTo((8 * 2 + 6 * 2) / 2.0, within(1e-6));
            assertThat(found.getFirst().confidence()).isCloseTo(0.9, within(1e-6));
        }

        @Test
        void apart_are_two_and_thin_ones_none() throws Exception {
            Inside two = (c, r, s) -> block(c, r, s) || block(c - 8, r - 16, s - 12);
            Inside three = (c, r, s) -> two.at(c, r, s) || s == 27 && c == 3;
            assertThat(run(model(KnownModels.boxOfTheBright(36, 40), 2), three, 1).findings()).hasSize(2);
            assertThat(run(model(KnownModels.boxOfTheBright(36, 40), 1), three, 1).findings()).hasSize(3);
        }

        @Test
        void of_another_shape_are_refused() {
            assertThatThrownBy(() -> run(model(new OnnxFile().node("Sigmoid", new String[] {"x"}, new String[] {"y"})
                    .build(new long[] {-1, -1, -1, -1}, new long[] {-1, -1, -1, -1}), 1), this::block, 1))
                    .isInstanceOf(ModelException.class).hasMessageContaining("not a list of boxes");
        }
    }

    /// The runtime that comes with Loupe computes on the processor alone.
    @Test
    void a_provider_that_is_not_there_is_named_and_nothing_runs() throws Exception {
        Model model = KnownModels.of("classification", KnownModels.brightOnTheWhole(), "\"multipleOf\":1",
                "{\"step\":\"probabilities\",\"activation\":\"logistic\",\"least\":0.5}");
        try (Volume volume = bright(TasksOfEveryKindTest::ball);
                ModelRunner runner = new ModelRunner(new EngineSettings(1, true).on(Provider.of("cuda")), Clock.systemUTC(), "test")) {
            assertThatThrownBy(() -> runner.run(model, new Scan(volume, "2.25.1", "CT", "CHEST"), JobContext.unattended()))
                    .isInstanceOf(ModelException.class).hasMessageContaining("cannot compute with cuda");
        }
        assertThatThrownBy(() -> Provider.of("abacus")).hasMessageContaining("one of cpu, cuda, rocm, direct-ml, core-ml");
    }
}
