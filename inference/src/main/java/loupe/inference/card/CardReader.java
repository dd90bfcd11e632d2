package loupe.inference.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import loupe.core.segment.Code;
import loupe.core.study.Stack;

/// Turns JSON into a card and complains about the first entry that is not as it must be.
final class CardReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST = 1 << 20;
    private static final Map<String, Stack.Warning> ODDITIES = new TreeMap<>(Map.of(
            "irregular", Stack.Warning.IRREGULAR_SPACING,
            "missing", Stack.Warning.MISSING_SLICES,
            "tilted", Stack.Warning.TILTED,
            "shifted", Stack.Warning.SHIFTED_SLICES,
            "interleaved", Stack.Warning.INTERLEAVED_PASSES));

    private final Entry root;

    CardReader(String json) throws CardException {
        if (json.length() > LONGEST) {
            throw new CardException("a card has at most " + LONGEST + " characters");
        }
        try {
            root = new Entry("", MAPPER.readTree(json), Lines.of(json));
        } catch (JsonProcessingException e) {
            throw new CardException("the card is not JSON (line " + line(e) + ")");
        } catch (IOException e) {
            throw new CardException("the card cannot be read");
        }
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    ModelCard card() throws CardException {
        root.only(
                "id", "version", "title", "task", "accepts", "input", "output", "labels", "intendedUse",
                "trainingData", "accuracy", "limits", "licence", "sha256", "second", "context", "calibration", "typicalInput");
        return new ModelCard(
                root.at("id").matching("[a-z0-9-]{1,40}", "1 to 40 small letters, digits or dashes"),
                root.at("version").matching("[0-9A-Za-z.+-]{1,20}", "a version such as 1.0.0"),
                root.at("title").text(),
                task(),
                accepts(root.at("accepts").only(
                        "modalities", "bodyParts", "inPlaneMm", "sliceMm", "minSlices", "minExtentMm", "orientations", "stacks",
                        "blacked")),
                InputReader.input(root.at("input"), task()),
                output(),
                labels(),
                statement(),
                root.at("sha256").matching("[0-9a-f]{64}", "64 small hexadecimal digits"),
                new MoreReader(root).more(task()));
    }

    private ModelTask task() throws CardException {
        String text = root.at("task").text();
        for (ModelTask t : ModelTask.values()) {
            if (t.text().equals(text)) {
                return t;
            }
        }
        throw root.at("task").wrong("one of " + String.join(", ",
                Arrays.stream(ModelTask.values()).map(ModelTask::text).toList()));
    }

    private static Accepts accepts(Entry e) throws CardException {
        List<String> planes = new ArrayList<>();
        for (Entry plane : e.at("orientations").list(1, 3)) {
            planes.add(plane.matching("axial|coronal|sagittal", "axial, coronal or sagittal"));
        }
        return new Accepts(
                e.at("modalities").texts(1),
                e.at("bodyParts").texts(1),
                range(e.at("inPlaneMm")),
                range(e.at("sliceMm")),
                e.at("minSlices").integer(1, 10_000),
                e.at("minExtentMm").number(0, 2000),
                oddities(e.at("stacks")),
                planes,
                !e.at("blacked").present() || e.at("blacked").truth());
    }

    private static Set<Stack.Warning> oddities(Entry e) throws CardException {
        if (!e.present()) {
            return Set.of(Stack.Warning.TILTED);
        }
        Set<Stack.Warning> out = EnumSet.noneOf(Stack.Warning.class);
        for (Entry one : e.list(0, ODDITIES.size())) {
            String name = one.matching(String.join("|", ODDITIES.keySet()), "one of " + String.join(", ", ODDITIES.keySet()));
            out.add(Objects.requireNonNull(ODDITIES.get(name)));
        }
        return out;
    }

    private static Accepts.Range range(Entry e) throws CardException {
        List<Entry> both = e.list(2, 2);
        double from = both.get(0).number(0, 1000);
        return new Accepts.Range(from, both.get(1).number(from, 1000));
    }

    private List<OutputStep> output() throws CardException {
        List<OutputStep> steps = new ArrayList<>();
        for (Entry step : root.at("output").list(1, 8)) {
            steps.add(outputStep(step));
        }
        return steps;
    }

    private static OutputStep outputStep(Entry e) throws CardException {
        return switch (e.at("step").text()) {
            case "argmax" -> new OutputStep.Argmax();
            case "labels" -> new OutputStep.Labels();
            case "threshold" -> new OutputStep.Threshold(e.at("value").number(0, 1));
            case "largest-components" -> new OutputStep.LargestComponents(e.at("count").integer(1, 100));
            case "min-size" -> new OutputStep.MinSize(e.at("millilitres").number(0, 100_000));
            case "inside-body" -> new OutputStep.InsideBody(e.at("level").number(-100_000, 100_000));
            case "close" -> new OutputStep.Close(e.at("millimetres").number(0.1, 50));
            case "fill-holes" -> new OutputStep.FillHoles();
            case "peaks" ->
                new OutputStep.Peaks(
                        e.at("threshold").number(0, 1),
                        e.at("confidence").number(0, 1),
                        e.at("minDiameterMm").number(0, 1000),
                        e.at("apartMm").number(0, 1000));
            case "probabilities" ->
                new OutputStep.Probabilities(
                        e.at("activation").matching("softmax|logistic", "softmax or logistic").equals("softmax"),
                        e.at("least").number(0, 1));
            case "boxes" ->
                new OutputStep.Boxes(e.at("confidence").number(0, 1), e.at("overlap").number(0.01, 1),
                        e.at("fewestSlices").integer(1, 1000));
            case "objects" ->
                new OutputStep.Objects(
                        e.at("threshold").number(0, 1),
                        e.at("core").number(0, 1),
                        e.at("fewest").integer(1, 1_000_000),
                        e.at("fewestCore").integer(1, 1_000_000));
            default -> throw e.at("step").wrong("one of argmax, labels, threshold, largest-components, min-size, inside-body, "
                    + "close, fill-holes, peaks, boxes, probabilities, objects");
        };
    }

    private List<LabelClass> labels() throws CardException {
        List<LabelClass> labels = new ArrayList<>();
        for (Entry e : root.at("labels").list(1, 200)) {
            e.only("name", "classes", "category", "type", "colour");
            List<Integer> classes = new ArrayList<>();
            for (Entry c : e.at("classes").list(1, 200)) {
                classes.add(c.integer(0, 1000));
            }
            String colour = e.at("colour").matching("#[0-9a-fA-F]{6}", "a colour such as #33aaff");
            labels.add(new LabelClass(e.at("name").text(), classes, code(e.at("category")), code(e.at("type")),
                    Integer.parseInt(colour.substring(1), 16)));
        }
        return labels;
    }

    private static Code code(Entry e) throws CardException {
        e.only("value", "scheme", "meaning");
        try {
            return new Code(e.at("value").text(), e.at("scheme").text(), e.at("meaning").text());
        } catch (IllegalArgumentException tooLong) {
            throw e.wrong("a code: value and scheme up to 16, meaning up to 64 characters");
        }
    }

    private ModelCard.Statement statement() throws CardException {
        List<Accuracy> accuracy = new ArrayList<>();
        for (Entry e : root.at("accuracy").list(0, 100)) {
            e.only("measure", "value", "on", "group");
            accuracy.add(new Accuracy(e.at("measure").text(), e.at("value").number(-1e9, 1e9), e.at("on").text(),
                    e.at("group").present() ? e.at("group").text() : ""));
        }
        return new ModelCard.Statement(
                root.at("intendedUse").text(),
                root.at("trainingData").text(),
                accuracy,
                root.at("limits").texts(1),
                root.at("licence").text());
    }
}
