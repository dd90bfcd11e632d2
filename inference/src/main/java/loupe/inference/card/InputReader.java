package loupe.inference.card;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Reads how a model's input is made; volumes, films and slides each have their own entries.
final class InputReader {
    private InputReader() {}

    static InputSpec input(Entry e, ModelTask task) throws CardException {
        if (task.onSlides()) {
            SlideSpec s = slide(e);
            int side = s.tile() + 2 * s.margin();
            double mm = s.umPerPixel() / 1000;
            return new InputSpec("SPL", List.of(1.0, mm, mm), List.of(1, side, side), 1, List.of(0),
                    List.of(new IntensityStep.Scale(0, 255)), 255);
        }
        if (task.onFilms() || task == ModelTask.SEGMENTATION_BY_PROMPT) {
            e.only("side", "intensity");
            int side = e.at("side").integer(16, 4096);
            return new InputSpec("SPL", List.of(1.0, 1.0, 1.0), List.of(1, side, side), 1, List.of(0), steps(e), 0);
        }
        if (task == ModelTask.SEGMENTATION_3D_TILES) {
            return volume(e.only("axes", "spacingMm", "tile", "overlap", "multipleOf", "neighbours", "intensity", "outside"));
        }
        return volume(e.only("axes", "spacingMm", "size", "multipleOf", "neighbours", "intensity", "outside"));
    }

    static TileSpec tiles(Entry e) throws CardException {
        List<Integer> size = new ArrayList<>();
        for (Entry n : e.at("tile").list(3, 3)) {
            size.add(n.integer(4, 512));
        }
        return new TileSpec(size, e.at("overlap").number(0, 0.9));
    }

    static SlideSpec slide(Entry e) throws CardException {
        e.only("umPerPixel", "tile", "margin", "layout");
        String layout = e.at("layout").matching("channels-first|channels-last", "channels-first or channels-last");
        return new SlideSpec(e.at("umPerPixel").number(0.05, 64), e.at("tile").integer(16, 4096), e.at("margin").integer(0, 1024),
                layout.equals(SlideSpec.Layout.CHANNELS_FIRST.text())
                        ? SlideSpec.Layout.CHANNELS_FIRST
                        : SlideSpec.Layout.CHANNELS_LAST);
    }

    private static InputSpec volume(Entry e) throws CardException {
        Entry axes = e.at("axes");
        String letters = axes.matching("[LRAPSI]{3}", "three letters of L R A P S I");
        String kinds = letters.replace('R', 'L').replace('P', 'A').replace('I', 'S');
        if (kinds.chars().distinct().count() != 3) {
            throw axes.wrong("one letter of each of L/R, A/P and S/I");
        }
        List<Double> spacing = new ArrayList<>();
        for (Entry mm : e.at("spacingMm").list(3, 3)) {
            spacing.add(mm.number(0.01, 50));
        }
        List<Integer> size = new ArrayList<>();
        if (e.at("size").present()) {
            for (Entry n : e.at("size").list(3, 3)) {
                size.add(n.integer(1, 1024));
            }
        }
        return new InputSpec(letters, spacing, size, e.at("multipleOf").integer(1, 256),
                offsets(e.at("neighbours")), steps(e), e.at("outside").number(-100_000, 100_000));
    }

    /// How many slices on either side, or the offsets themselves.
    private static List<Integer> offsets(Entry e) throws CardException {
        if (!e.isList()) {
            int around = e.integer(0, 16);
            return IntStream.rangeClosed(-around, around).boxed().toList();
        }
        List<Integer> offsets = new ArrayList<>();
        for (Entry one : e.list(1, 33)) {
            int offset = one.integer(-64, 64);
            if (!offsets.isEmpty() && offset <= offsets.getLast()) {
                throw one.wrong("more than the offset before it");
            }
            offsets.add(offset);
        }
        if (!offsets.contains(0)) {
            throw e.wrong("offsets with 0, the slice itself, among them");
        }
        return offsets;
    }

    private static List<IntensityStep> steps(Entry e) throws CardException {
        List<IntensityStep> steps = new ArrayList<>();
        for (Entry step : e.at("intensity").list(0, 8)) {
            steps.add(intensity(step));
        }
        return steps;
    }

    private static IntensityStep intensity(Entry e) throws CardException {
        String kind = e.at("step").text();
        e.only("step", "low", "high");
        if (kind.equals("min-max")) {
            return new IntensityStep.MinMax();
        }
        double limit = kind.equals("quantile") ? 1 : 100_000;
        double low = e.at("low").number(kind.equals("quantile") ? 0 : -limit, limit);
        double high = e.at("high").number(low, limit);
        return switch (kind) {
            case "clamp" -> new IntensityStep.Clamp(low, high);
            case "scale" -> new IntensityStep.Scale(low, high);
            case "quantile" -> new IntensityStep.Quantile(low, high);
            default -> throw e.at("step").wrong("one of clamp, scale, min-max, quantile");
        };
    }
}
