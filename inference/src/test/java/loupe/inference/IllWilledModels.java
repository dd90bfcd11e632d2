package loupe.inference;

import java.util.List;
import loupe.inference.card.Model;

/// Broken and malicious models with cards that look right.
public final class IllWilledModels {
    private static final long[] ANY = {-1, -1, -1, -1};

    private IllWilledModels() {}

    private static String[] names(String... names) {
        return names;
    }

    /// Means the three channels into one probability: harmless.
    public static byte[] harmless() {
        return new OnnxFile()
                .node("ReduceMean", names("x"), names("m"), OnnxFile.ints("axes", new long[] {1}))
                .node("Sigmoid", names("m"), names("y")).build(ANY, ANY);
    }

    /// Runs 2^62 rounds.
    public static byte[] endless() {
        return new OnnxFile().longs("trips", new long[0], 1L << 62).truth("go")
                .loop("trips", "go", "x", "z")
                .node("ReduceMean", names("z"), names("y"), OnnxFile.ints("axes", new long[] {1})).build(ANY, ANY);
    }

    /// Answers with numbers that are none.
    public static byte[] notANumber() {
        return new OnnxFile().floats("zero", new long[0], 0)
                .node("ReduceMean", names("x"), names("m"), OnnxFile.ints("axes", new long[] {1}))
                .node("Mul", names("m", "zero"), names("n"))
                .node("Div", names("n", "zero"), names("y")).build(ANY, ANY);
    }

    /// Answers with another shape than its card's task.
    public static byte[] wrongShape() {
        return new OnnxFile().node("Sigmoid", names("x"), names("y")).build(ANY, ANY);
    }

    /// Grows its input 4096 times on the way.
    public static byte[] hungry() {
        return new OnnxFile().longs("times", new long[] {4}, 1, 4096, 1, 1)
                .node("Tile", names("x", "times"), names("big"))
                .node("Sigmoid", names("big"), names("big2"))
                .node("Exp", names("big2"), names("big3"))
                .node("ReduceMean", names("big3"), names("y"), OnnxFile.ints("axes", new long[] {1})).build(ANY, ANY);
    }

    /// Keeps its weights in a file it names.
    public static byte[] reachingOut() {
        byte[] where = OnnxFile.join(List.of(OnnxFile.field(1, "location"), OnnxFile.field(2, "../../etc/passwd")));
        byte[] tensor = OnnxFile.join(List.of(OnnxFile.field(13, where), OnnxFile.number(14, 1)));
        return OnnxFile.field(7, OnnxFile.field(5, tensor));
    }

    /// Claims a tensor of a trillion numbers.
    public static byte[] hugeDims() {
        return OnnxFile.field(7, OnnxFile.field(5, OnnxFile.join(List.of(OnnxFile.number(1, 1 << 20), OnnxFile.number(1, 1 << 20)))));
    }

    /// A card for a slice model of three channels that fits the weights' digest.
    public static String card(String id, String version, byte[] weights) {
        return """
            {"id":"%s","version":"%s","title":"X","task":"segmentation-2d-slices",
             "accepts":{"modalities":["CT"],"bodyParts":["CHEST"],"inPlaneMm":[0.3,4],"sliceMm":[0.4,7.5],"minSlices":8,
               "minExtentMm":40,"orientations":["axial"]},
             "input":{"axes":"SPL","spacingMm":[2,2,2],"multipleOf":16,"neighbours":1,
               "intensity":[{"step":"scale","low":-1000,"high":400}],"outside":-1000},
             "output":[{"step":"threshold","value":0.5}],
             "labels":[{"name":"thing","classes":[1],"category":{"value":"123037004","scheme":"SCT","meaning":"Anatomical Structure"},
               "type":{"value":"39607008","scheme":"SCT","meaning":"Lung"},"colour":"#0080ff"}],
             "intendedUse":"tests","trainingData":"none","accuracy":[],"limits":["none"],"licence":"Apache-2.0",
             "sha256":"%s"}""".formatted(id, version, Model.sha256(weights));
    }
}
