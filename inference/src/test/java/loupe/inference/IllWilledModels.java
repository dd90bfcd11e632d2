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

    /// Answers with one number for a whole image.
    public static byte[] oneNumber() {
        return new OnnxFile().node("ReduceMean", names("x"), names("y"), OnnxFile.ints("axes", new long[] {1, 2, 3}))
                .build(ANY, ANY);
    }

    /// Doubles the mean of the channels into two maps, as models that count objects answer: harmless.
    public static byte[] twoMaps() {
        return new OnnxFile()
                .node("ReduceMean", names("x"), names("m"), OnnxFile.ints("axes", new long[] {1}))
                .node("Concat", names("m", "m"), names("y"), OnnxFile.ints("axis", 1)).build(ANY, ANY);
    }

    /// Embeds a picture by the mean of each 16 x 16 pixels: harmless.
    public static byte[] encoder() {
        return embedding("mean").build(ANY, ANY);
    }

    /// Embeds a picture in numbers that are none.
    public static byte[] encoderOfNoNumbers() {
        return embedding("m0").floats("zero", new long[0], 0)
                .node("Mul", names("m0", "zero"), names("m1"))
                .node("Div", names("m1", "zero"), names("mean")).build(ANY, ANY);
    }

    /// @param mean name of the mean; the embedding is made of `mean`, so another name leaves room for a step between
    private static OnnxFile embedding(String mean) {
        OnnxFile file = new OnnxFile().longs("times", new long[] {4}, 1, 256, 1, 1)
                .node("AveragePool", names("x"), names("p"), OnnxFile.ints("kernel_shape", new long[] {16, 16}),
                        OnnxFile.ints("strides", new long[] {16, 16}))
                .node("ReduceMean", names("p"), names(mean), OnnxFile.ints("axes", new long[] {1}));
        return file.node("Tile", names("mean", "times"), names("y"));
    }

    /// What a decoder does with its prior of 256 x 256 zeros, of which it makes its masks.
    public enum Decoder {
        /// Outlines everything.
        HARMLESS,
        /// Runs 2^62 rounds.
        ENDLESS,
        /// Answers with numbers that are none.
        NOT_A_NUMBER,
        /// Answers with a single pixel.
        TOO_SMALL
    }

    /// The second net of a model for prompts.
    public static byte[] decoder(Decoder will) {
        OnnxFile file = new OnnxFile().node("Sigmoid", names("has_mask_input"), names("iou_predictions"));
        switch (will) {
            case HARMLESS -> file.node("Sigmoid", names("mask_input"), names("masks"));
            case ENDLESS -> file.longs("trips", new long[0], 1L << 62).truth("go").loop("trips", "go", "mask_input", "masks");
            case NOT_A_NUMBER -> file.node("Div", names("mask_input", "mask_input"), names("masks"));
            case TOO_SMALL -> file.node("ReduceMean", names("mask_input"), names("masks"),
                    OnnxFile.ints("axes", new long[] {1, 2, 3}));
        }
        return file.build(
                List.of(OnnxFile.Port.of("image_embeddings", ANY), OnnxFile.Port.of("point_coords", -1, -1, -1),
                        OnnxFile.Port.of("point_labels", -1, -1), OnnxFile.Port.of("mask_input", ANY),
                        OnnxFile.Port.of("has_mask_input", -1), OnnxFile.Port.of("orig_im_size", -1)),
                List.of(OnnxFile.Port.of("masks", ANY), OnnxFile.Port.of("iou_predictions", -1)));
    }

    /// A card for a model of films that fits the weights' digest.
    public static String filmCard(byte[] weights) {
        return otherCard(weights, "segmentation-2d-film", "{\"side\":64,\"intensity\":[{\"step\":\"min-max\"}]}");
    }

    /// A card for a model that outlines tissue on slides.
    public static String tissueCard(byte[] weights) {
        return otherCard(weights, "segmentation-slide-tiles", SLIDE);
    }

    /// A card for a model that counts objects on slides.
    public static String countingCard(byte[] weights) {
        return otherCard(weights, "detection-slide-objects", SLIDE).replace("{\"step\":\"threshold\",\"value\":0.5}",
                "{\"step\":\"objects\",\"threshold\":0.5,\"core\":0.5,\"fewest\":4,\"fewestCore\":2}");
    }

    /// A card for a model that outlines what a person points at.
    public static String promptCard(byte[] weights, byte[] second) {
        return otherCard(weights, "segmentation-by-prompt", "{\"side\":1024,\"intensity\":[]}").replace("\"licence\"",
                "\"second\":{\"sha256\":\"" + Model.sha256(second) + "\",\"slices\":1,\"side\":256,\"confidence\":0},\"licence\"");
    }

    private static final String SLIDE = "{\"umPerPixel\":2,\"tile\":64,\"margin\":16,\"layout\":\"channels-first\"}";

    private static String otherCard(byte[] weights, String task, String input) {
        return card("x", "1", weights).replace("segmentation-2d-slices", task)
                .replaceFirst("(?s)\"input\":\\{.*?\"outside\":-1000\\}", "\"input\":" + input)
                .replace("\"inPlaneMm\":[0.3,4]", "\"inPlaneMm\":[0.0001,4]");
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
