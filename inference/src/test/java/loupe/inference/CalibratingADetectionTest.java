package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.time.Clock;
import java.util.List;
import loupe.core.finding.Alternative;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.Calibration;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.api.Test;

/// A net whose heat map is its input, where that is positive, on a volume with a ball of 0.7 and one of 0.5.
class CalibratingADetectionTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final long[] PLANES = {-1, -1, -1, -1};
    private static final long[] BOXES = {-1, -1, -1, -1, -1};
    private static final int SIDE = 32;

    private static final byte[] HEAT =
            new OnnxFile().node("Relu", new String[] {"x"}, new String[] {"y"}).build(PLANES, PLANES);

    /// Mean of the box, which is one voxel: the candidate's middle.
    private static final byte[] SECOND = new OnnxFile()
            .node("ReduceMean", new String[] {"x"}, new String[] {"y"}, OnnxFile.ints("axes", new long[] {1, 2, 3, 4}))
            .build(BOXES, BOXES);

    private static Model model(String more) throws Exception {
        String card = IllWilledModels.card("x", "1", HEAT)
                .replace("segmentation-2d-slices", "detection-heatmap")
                .replace("\"neighbours\":1", "\"neighbours\":0")
                .replace("\"high\":400", "\"high\":0")
                .replace("{\"step\":\"threshold\",\"value\":0.5}",
                        "{\"step\":\"peaks\",\"threshold\":0.3,\"confidence\":0,\"minDiameterMm\":2,\"apartMm\":5}")
                .replace("\"licence\"", more + "\"licence\"");
        return Model.of(ModelCard.parse(card), HEAT, SECOND);
    }

    private static String looksAgain() {
        return "\"second\":{\"sha256\":\"" + Model.sha256(SECOND) + "\",\"slices\":1,\"side\":1,\"confidence\":0.6},";
    }

    private static String calibrated(double slope, double intercept) {
        return "\"calibration\":{\"slope\":" + slope + ",\"intercept\":" + intercept + "},";
    }

    private static Volume volume() {
        VoxelGrid grid = VoxelGrid.axial(SIDE, SIDE, SIDE, new PatientPoint(0, 0, 0), 2, 2, "");
        Volume.Builder b = Volume.builder(grid, Volume.SampleType.INT16, "");
        for (int i = 0; i < grid.voxels(); i++) {
            int c = i % SIDE;
            int r = i / SIDE % SIDE;
            int s = i / SIDE / SIDE;
            int value = in(c, r, s, 8) ? -300 : in(c, r, s, 22) ? -500 : -1000;
            b.sliceSamples(s).setAtIndex(ValueLayout.JAVA_SHORT, i % (SIDE * SIDE), (short) value);
        }
        return b.build();
    }

    private static boolean in(int c, int r, int s, int at) {
        return (c - at) * (c - at) + (r - at) * (r - at) + (s - at) * (s - at) <= 9;
    }

    private static Scan scan(Volume volume) {
        return new Scan(volume, "2.25.1", "CT", "CHEST");
    }

    private static Prediction run(Model model) throws Exception {
        try (Volume volume = volume(); ModelRunner runner = runner()) {
            return runner.run(model, scan(volume), JOB);
        }
    }

    private static ModelRunner runner() {
        return new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test");
    }

    @Test
    void moves_every_confidence_along_the_cards_line_and_nothing_else() throws Exception {
        Calibration line = new Calibration(0.5, -1);
        List<Finding> raw = run(model("")).findings();
        List<Finding> shown = run(model(calibrated(0.5, -1))).findings();
        assertThat(raw).hasSize(2);
        assertThat(raw.getFirst().confidence()).isCloseTo(0.7, within(0.02));
        assertThat(shown).hasSameSizeAs(raw);
        for (int i = 0; i < raw.size(); i++) {
            assertThat(shown.get(i).confidence()).isCloseTo(line.apply(raw.get(i).confidence()), within(1e-9));
            assertThat(shown.get(i).alternatives())
                    .containsExactly(new Alternative(Alternative.NOTHING, 1 - shown.get(i).confidence()));
            assertThat(shown.get(i).centre()).isEqualTo(raw.get(i).centre());
            assertThat(shown.get(i).measurements()).isEqualTo(raw.get(i).measurements());
        }
    }

    @Test
    void leaves_the_second_looks_decision_on_its_own_scale() throws Exception {
        List<Finding> lowered = run(model(looksAgain() + calibrated(1, -2))).findings();
        assertThat(lowered).singleElement().satisfies(f -> assertThat(f.confidence()).isCloseTo(0.24, within(0.02)));
        List<Finding> raised = run(model(looksAgain() + calibrated(1, 2))).findings();
        assertThat(raised).singleElement().satisfies(f -> assertThat(f.confidence()).isCloseTo(0.945, within(0.02)));
    }

    @Test
    void reaches_what_is_said_of_variations_but_not_the_heat_map() throws Exception {
        Model model = model(looksAgain() + calibrated(1, -2));
        try (Volume volume = volume(); ModelRunner runner = runner()) {
            Prediction p = runner.run(model, scan(volume), JOB);
            assertThat(runner.uncertainty(model, scan(volume), p, JOB)).singleElement()
                    .satisfies(u -> assertThat(u.confidence().value()).isCloseTo(0.24, within(0.04)))
                    .satisfies(u -> assertThat(u.otherwise()).isCloseTo(0.76, within(0.04)));
            float most = 0;
            for (float v : runner.probabilities(model, scan(volume), JOB).values()) {
                most = Math.max(most, v);
            }
            assertThat(most).isCloseTo(0.7f, within(0.01f));
        }
    }
}
