package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.time.Clock;
import java.util.List;
import loupe.core.finding.Alternative;
import loupe.core.finding.Finding;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.api.Test;

/// A net with the logits 0, 4x and 4x - 1 for three classes, on a volume where x is 1 in a box and 0 around it: there the
/// probabilities are 0.0132, 0.7214 and 0.2654.
class SayingWhatElseItCouldBeTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final long[] ANY = {-1, -1, -1, -1, -1};
    private static final double E4 = Math.exp(4);
    private static final double E3 = Math.exp(3);
    private static final double ALL = 1 + E4 + E3;
    private static final String KERNEL_AND_SHELL = label("kernel", "1") + "," + label("shell", "2");

    private static OnnxFile logits() {
        return new OnnxFile().floats("none", new long[0], 0).floats("four", new long[0], 4).floats("one", new long[0], 1)
                .node("Mul", new String[] {"x", "none"}, new String[] {"c0"})
                .node("Mul", new String[] {"x", "four"}, new String[] {"c1"})
                .node("Sub", new String[] {"c1", "one"}, new String[] {"c2"})
                .node("Concat", new String[] {"c0", "c1", "c2"}, new String[] {"y"}, OnnxFile.ints("axis", 1));
    }

    private static byte[] probabilities() {
        return logits().build(ANY, ANY);
    }

    private static byte[] numbersOnly() {
        return logits().node("ArgMax", new String[] {"y"}, new String[] {"k"}, OnnxFile.ints("axis", 1)).toLabels("k", "n")
                .build(List.of(OnnxFile.Port.of("x", ANY)), List.of(OnnxFile.Port.labels("n", ANY)));
    }

    private static String label(String name, String classes) {
        return """
            {"name":"%s","classes":[%s],"category":{"value":"123037004","scheme":"SCT","meaning":"Anatomical Structure"},
             "type":{"value":"12738006","scheme":"SCT","meaning":"Brain"},"colour":"#0080ff"}""".formatted(name, classes);
    }

    private static Model model(byte[] weights, String step, String labels) throws Exception {
        String card = IllWilledModels.card("x", "1", weights)
                .replace("segmentation-2d-slices", "segmentation-3d-whole")
                .replace("\"neighbours\":1", "\"neighbours\":0").replace("\"multipleOf\":16", "\"multipleOf\":1")
                .replace("{\"step\":\"threshold\",\"value\":0.5}", "{\"step\":\"" + step + "\"}")
                .replaceFirst("(?s)\"labels\":\\[.*?\\],\\s*\"intendedUse\"", "\"labels\":[" + labels + "],\"intendedUse\"");
        return Model.of(ModelCard.parse(card), weights);
    }

    private static Volume volume() {
        int side = 32;
        VoxelGrid grid = VoxelGrid.axial(side, side, side, new PatientPoint(0, 0, 0), 2, 2, "");
        Volume.Builder b = Volume.builder(grid, Volume.SampleType.INT16, "");
        for (int i = 0; i < grid.voxels(); i++) {
            int c = i % side;
            int r = i / side % side;
            int s = i / side / side;
            boolean in = c > 7 && c < 20 && r > 7 && r < 20 && s > 7 && s < 20;
            b.sliceSamples(s).setAtIndex(ValueLayout.JAVA_SHORT, i % (side * side), (short) (in ? 400 : -1000));
        }
        return b.build();
    }

    private static List<Finding> findings(Model model, int threads) throws Exception {
        try (Volume volume = volume();
                ModelRunner runner = new ModelRunner(new EngineSettings(threads, true), Clock.systemUTC(), "test")) {
            return runner.run(model, new Scan(volume, "2.25.1", "CT", "CHEST"), JOB).findings();
        }
    }

    private static void is(Alternative a, String label, double probability) {
        assertThat(a.label()).isEqualTo(label);
        assertThat(a.probability()).isCloseTo(probability, within(1e-5));
    }

    @Test
    void names_the_runner_up_with_its_mean_probability_and_then_nothing() throws Exception {
        Finding f = findings(model(probabilities(), "argmax", KERNEL_AND_SHELL), 2).getFirst();
        assertThat(f.label()).isEqualTo("kernel");
        assertThat(f.confidence()).isCloseTo(E4 / ALL, within(1e-5));
        assertThat(f.alternatives()).hasSize(2);
        is(f.alternatives().getFirst(), "shell", E3 / ALL);
        is(f.alternatives().getLast(), Alternative.NOTHING, 1 / ALL);
    }

    @Test
    void takes_classes_of_one_label_together() throws Exception {
        Finding f = findings(model(probabilities(), "argmax", label("both", "1,2")), 1).getFirst();
        assertThat(f.confidence()).isCloseTo((E4 + E3) / ALL, within(1e-5));
        assertThat(f.alternatives()).singleElement().satisfies(a -> is(a, Alternative.NOTHING, 1 / ALL));
    }

    @Test
    void says_the_same_however_the_work_is_shared_out() throws Exception {
        Model model = model(probabilities(), "argmax", KERNEL_AND_SHELL);
        assertThat(findings(model, 2).getFirst().alternatives()).isEqualTo(findings(model, 1).getFirst().alternatives());
    }

    @Test
    void says_nothing_of_it_where_the_model_gives_class_numbers_only() throws Exception {
        Model model = model(numbersOnly(), "labels", KERNEL_AND_SHELL);
        Finding f = findings(model, 1).getFirst();
        assertThat(f.label()).isEqualTo("kernel");
        assertThat(f.confidence()).isEqualTo(1);
        assertThat(f.alternatives()).isEmpty();
        assertThat(model.card().saysHowSure()).isFalse();
    }

    @Test
    void is_asked_of_the_model_again_for_a_finding_kept_without() throws Exception {
        Model model = model(probabilities(), "argmax", KERNEL_AND_SHELL);
        Finding now = findings(model, 1).getFirst();
        Finding kept = new Finding(now.id(), now.seriesUid(), now.type(), now.label(), now.centre(), now.confidence(),
                now.segmentNumber(), now.measurements(), now.provenance());
        try (Volume volume = volume();
                ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            Scan scan = new Scan(volume, "2.25.1", "CT", "CHEST");
            assertThat(runner.alternatives(model, scan, kept, JOB)).isEqualTo(now.alternatives());
        }
    }
}
