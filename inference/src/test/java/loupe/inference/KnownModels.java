package loupe.inference;

import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;

/// Small models written by hand whose answers anybody can work out: what is brighter than half counts.
final class KnownModels {
    private static final long[] VOLUME = {-1, -1, -1, -1, -1};

    private KnownModels() {}

    private static String[] names(String... names) {
        return names;
    }

    private static OnnxFile twoClasses(OnnxFile file, String of) {
        return file.floats("half", new long[0], 0.5f).floats("steep", new long[0], 20)
                .node("Sub", names(of, "half"), names("above"))
                .node("Mul", names("above", "steep"), names("yes"))
                .node("Neg", names("yes"), names("no"))
                .node("Concat", names("no", "yes"), names("y"), OnnxFile.ints("axis", 1));
    }

    /// Each voxel by itself.
    static byte[] brightVoxels() {
        return twoClasses(new OnnxFile(), "x").build(VOLUME, VOLUME);
    }

    /// The mean of nine voxels in each direction; beyond a tile's edge it is dark.
    static byte[] brightSurroundings() {
        OnnxFile mean = new OnnxFile().node("AveragePool", names("x"), names("mean"),
                OnnxFile.ints("kernel_shape", new long[] {9, 9, 9}), OnnxFile.ints("pads", new long[] {4, 4, 4, 4, 4, 4}),
                OnnxFile.ints("count_include_pad", 1));
        return twoClasses(mean, "mean").build(VOLUME, VOLUME);
    }

    /// The mean of all.
    static byte[] brightOnTheWhole() {
        return twoClasses(new OnnxFile().node("GlobalAveragePool", names("x"), names("mean")), "mean").build(VOLUME, VOLUME);
    }

    /// Numbers that are none, a class each.
    static byte[] noNumbers() {
        return new OnnxFile().floats("zero", new long[0], 0)
                .node("GlobalAveragePool", names("x"), names("mean"))
                .node("Mul", names("mean", "zero"), names("nil"))
                .node("Div", names("nil", "zero"), names("none"))
                .node("Concat", names("none", "none"), names("y"), OnnxFile.ints("axis", 1)).build(VOLUME, VOLUME);
    }

    /// One box around all that is bright in a slice, score 0.9, or score 0 where nothing is.
    static byte[] boxOfTheBright(int rows, int columns) {
        OnnxFile f = new OnnxFile().floats("half", new long[0], 0.5f).floats("far", new long[0], 10_000)
                .floats("one", new long[0], 1).floats("score", new long[0], 0.9f).floats("class", new long[] {1, 1, 1, 1}, 1)
                .longs("shape", new long[] {2}, 1, 6)
                .node("Greater", names("x", "half"), names("bright"))
                .node("Cast", names("bright"), names("on"), OnnxFile.ints("to", 1));
        edges(f, "columns", columns, 2, 3);
        edges(f, "rows", rows, 3, 2);
        return f.node("ReduceMax", names("on"), names("any"), OnnxFile.ints("axes", new long[] {1, 2, 3}))
                .node("Mul", names("any", "score"), names("sure"))
                .node("Concat", names("columns_low", "rows_low", "columns_high", "rows_high", "sure", "class"), names("row"),
                        OnnxFile.ints("axis", 3))
                .node("Reshape", names("row", "shape"), names("y")).build(new long[] {-1, -1, -1, -1}, new long[] {-1, -1});
    }

    /// Lowest and highest edge of what is on along an axis.
    private static void edges(OnnxFile f, String name, int length, int across, int along) {
        float[] ramp = new float[length];
        for (int i = 0; i < length; i++) {
            ramp[i] = i;
        }
        long[] dims = {1, 1, along == 2 ? length : 1, along == 3 ? length : 1};
        f.floats(name + "_ramp", dims, ramp)
                .node("ReduceMax", names("on"), names(name), OnnxFile.ints("axes", new long[] {1, across}))
                .node("Sub", names("one", name), names(name + "_off"))
                .node("Mul", names(name + "_off", "far"), names(name + "_out"))
                .node("Add", names(name + "_ramp", name + "_out"), names(name + "_from"))
                .node("ReduceMin", names(name + "_from"), names(name + "_low"), OnnxFile.ints("axes", new long[] {along}))
                .node("Add", names(name + "_ramp", "one"), names(name + "_next"))
                .node("Mul", names(name + "_next", name), names(name + "_to"))
                .node("ReduceMax", names(name + "_to"), names(name + "_high"), OnnxFile.ints("axes", new long[] {along}));
    }

    /// A model of these weights; values 0 to 1000 become 0 to 1, on voxels of 2 mm.
    ///
    /// @param input further entries of the card's input, e.g. `"multipleOf":1`
    static Model of(String task, byte[] weights, String input, String output) throws Exception {
        String card = """
            {"id":"known","version":"1","title":"X","task":"%s",
             "accepts":{"modalities":["CT"],"bodyParts":["CHEST"],"inPlaneMm":[0.3,4],"sliceMm":[0.4,7.5],"minSlices":1,
               "minExtentMm":2,"orientations":["axial","coronal","sagittal"]},
             "input":{"axes":"SPL","spacingMm":[2,2,2],%s,"neighbours":0,
               "intensity":[{"step":"scale","low":0,"high":1000}],"outside":0},
             "output":[%s],
             "labels":[{"name":"bright","classes":[1],"category":{"value":"123037004","scheme":"SCT","meaning":"Anatomical Structure"},
               "type":{"value":"39607008","scheme":"SCT","meaning":"Lung"},"colour":"#0080ff"}],
             "intendedUse":"tests","trainingData":"none","accuracy":[],"limits":["none"],"licence":"Apache-2.0",
             "sha256":"%s"}""".formatted(task, input, output, Model.sha256(weights));
        return Model.of(ModelCard.parse(card), weights);
    }
}
