package loupe.app.measures;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.text.Words;
import loupe.core.measure.Annotation;
import loupe.core.measure.Measure;
import loupe.core.measure.Quantity;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;
import loupe.core.measure.Statistics;
import loupe.core.measure.VoxelValues;
import loupe.core.segment.Code;

/// Numbers of drawings in words.
final class MeasureWords {
    private MeasureWords() {}

    /// What stands beside a drawing on the image.
    ///
    /// @param missed whether a finding among drawings counts as one the models missed
    static String beside(Annotation a, Optional<VoxelValues> values, boolean missed) {
        List<String> lines = new ArrayList<>();
        lines.add((a.id() + "  " + (a.label().isEmpty() ? "" : a.label() + "  ")).stripTrailing());
        a.missed().ifPresent(kind -> lines.add(found(kind, missed)));
        lines.addAll(numbers(a.measure()));
        values.map(MeasureWords::brief).filter(s -> !s.isEmpty()).ifPresent(lines::add);
        return String.join("\n", lines);
    }

    /// What a drawing is that stands for a finding.
    static String found(Code kind, boolean missed) {
        return missed ? say("missed: {0}", told(kind.meaning())) : say("finding: {0}", told(kind.meaning()));
    }

    /// The numbers of a drawing, one a line.
    static List<String> numbers(Measure m) {
        List<String> out = new ArrayList<>();
        for (Quantity q : m.quantities()) {
            if (q.kind() != Quantity.Kind.PERIMETER && q.kind() != Quantity.Kind.COBB_OBTUSE) {
                out.add(number(q) + spacing(q));
            }
        }
        return ofRegion(m, out);
    }

    /// On ultrasound: the region whose units the numbers are in, or why they are in none, once.
    private static List<String> ofRegion(Measure m, List<String> numbers) {
        Scale scale = m.scale();
        boolean ultrasound = scale instanceof Scale.InRegion || scale instanceof Scale.NoRegion;
        boolean bare = m.shape() instanceof Shape.Probe || m.shape() instanceof Shape.Arrow || m.shape() instanceof Shape.Note;
        if (ultrasound && !(bare && numbers.isEmpty())) {
            numbers.add(numbers.isEmpty() ? say("no number in {0}", told(scale.source())) : told(scale.source()));
        }
        return numbers;
    }

    private static String spacing(Quantity q) {
        boolean silent = q.unit().equals("deg") || switch (q.scale()) {
            case Scale.Patient p -> true;
            case Scale.Pixels p -> true;
            case Scale.Regions r -> true;
            case Scale.InRegion r -> true;
            case Scale.NoRegion n -> true;
            case Scale.Detector d -> false;
            case Scale.Magnified m -> false;
            case Scale.Calibrated c -> false;
            case Scale.Manual m -> false;
        };
        return silent ? "" : "  (" + told(q.scale().source()) + ")";
    }

    /// A number with its unit.
    static String number(Quantity q) {
        String unit = switch (q.unit()) {
            case "deg" -> "°";
            case "mm2" -> " mm²";
            case "px2" -> " px²";
            default -> " " + q.unit();
        };
        return prefix(q) + digits(q, q.value()) + unit;
    }

    /// Seconds of ultrasound are short.
    private static String digits(Quantity q, double value) {
        return String.format(Words.locale(), q.unit().equals("s") ? "%.3f" : "%.1f", value);
    }

    private static String prefix(Quantity q) {
        return switch (q.kind()) {
            case ACROSS, DOWN -> "Δ" + letter(q.unit());
            case AT_ACROSS, AT_DOWN -> letter(q.unit());
            case LONG_AXIS -> say("long") + " ";
            case SHORT_AXIS -> say("short") + " ";
            case PERIMETER -> say("perimeter") + " ";
            case COBB_OBTUSE -> say("obtuse") + " ";
            case AREA_OF_PIXELS -> say("pixels") + " ";
            case LENGTH, ANGLE, COBB_ANGLE, AREA -> "";
        };
    }

    /// What an axis in a unit is called.
    private static String letter(String unit) {
        return switch (unit) {
            case "s" -> "t ";
            case "cm/s" -> "v ";
            case "Hz" -> "f ";
            case "mm" -> say("depth") + " ";
            default -> " ";
        };
    }

    private static String brief(VoxelValues values) {
        return switch (values) {
            case VoxelValues.Measured m when m.statistics().count() == 1 -> value(m.statistics().mean(), m.unit());
            case VoxelValues.Measured m ->
                sayNumbers("mean %s  SD %.1f", value(m.statistics().mean(), m.unit()), m.statistics().deviation());
            case VoxelValues.NoVoxels n -> say("no voxels");
            case VoxelValues.Refused r -> refused(r);
        };
    }

    private static String refused(VoxelValues.Refused r) {
        return switch (r.why()) {
            case PREVIEW -> say("no value: preview");
            case LOSSY -> say("no value: compressed with loss");
        };
    }

    private static String value(double v, String unit) {
        return String.format(Words.locale(), "%.1f %s", v, unit).strip();
    }

    /// All there is to say of a drawing: numbers with formula, spacing and error band, statistics.
    static String whole(Annotation a, Optional<VoxelValues> values) {
        List<String> lines = new ArrayList<>();
        for (Quantity q : a.measure().quantities()) {
            lines.add(number(q) + " ± " + digits(q, q.error()) + "   [" + q.kind().formula() + "]");
        }
        lines.add(say("spacing: {0}", told(a.measure().scale().source())));
        values.ifPresent(v -> {
            switch (v) {
                case VoxelValues.Measured m -> {
                    Statistics s = m.statistics();
                    lines.add(sayNumbers("n %d   mean %.2f   SD %.2f (by n)   min %.1f   median %.1f   max %.1f %s",
                            s.count(), s.mean(), s.deviation(), s.least(), s.median(), s.greatest(), m.unit()).strip());
                    m.areaOfPixels().ifPresent(q -> lines.add(number(q)));
                }
                case VoxelValues.NoVoxels n -> lines.add(say("no voxels"));
                case VoxelValues.Refused r -> lines.add(refused(r));
            }
        });
        return String.join("\n", lines);
    }
}
