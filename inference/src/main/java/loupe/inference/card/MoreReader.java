package loupe.inference.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what not every card has.
final class MoreReader {
    private static final int QUANTILES = 5;

    private final Entry root;

    MoreReader(Entry root) {
        this.root = root;
    }

    ModelCard.More more(ModelTask task) throws CardException {
        Entry second = root.at("second");
        Entry calibration = root.at("calibration");
        Entry typical = root.at("typicalInput");
        return new ModelCard.More(
                second.present() ? Optional.of(second(second.only("sha256", "slices", "side", "confidence"))) : Optional.empty(),
                calibration.present() ? Optional.of(calibration(calibration.only("slope", "intercept"))) : Optional.empty(),
                typical.present()
                        ? Optional.of(typical(typical.only("side", "scaled", "mean", "leastLikeness", "leastUpright", "quantiles")))
                        : Optional.empty(),
                task.onSlides() ? Optional.of(InputReader.slide(root.at("input"))) : Optional.empty(),
                task == ModelTask.SEGMENTATION_3D_TILES ? Optional.of(InputReader.tiles(root.at("input"))) : Optional.empty(),
                context(task));
    }

    private Optional<ContextSpec> context(ModelTask task) throws CardException {
        Entry e = root.at("context");
        if (!e.present()) {
            return Optional.empty();
        }
        if (task != ModelTask.SEGMENTATION_2D_SLICES) {
            throw e.wrong("absent: only slice models have one");
        }
        e.only("sha256", "spacingMm", "multipleOf");
        List<Double> spacing = new ArrayList<>();
        for (Entry mm : e.at("spacingMm").list(3, 3)) {
            spacing.add(mm.number(0.1, 50));
        }
        return Optional.of(new ContextSpec(e.at("sha256").matching("[0-9a-f]{64}", "64 small hexadecimal digits"), spacing,
                e.at("multipleOf").integer(1, 256)));
    }

    private static SecondLook second(Entry e) throws CardException {
        return new SecondLook(e.at("sha256").matching("[0-9a-f]{64}", "64 small hexadecimal digits"),
                e.at("slices").integer(1, 256), e.at("side").integer(1, 256), e.at("confidence").number(0, 1));
    }

    private static Calibration calibration(Entry e) throws CardException {
        return new Calibration(e.at("slope").number(1e-3, 1e3), e.at("intercept").number(-1e3, 1e3));
    }

    private static TypicalInput typical(Entry e) throws CardException {
        int side = e.at("side").integer(2, 16);
        int all = side * side * side;
        List<Accepts.Range> quantiles = new ArrayList<>();
        for (Entry q : e.at("quantiles").list(QUANTILES, QUANTILES)) {
            List<Entry> both = q.list(2, 2);
            double least = both.get(0).number(-1e6, 1e6);
            quantiles.add(new Accepts.Range(least, both.get(1).number(least, 1e6)));
        }
        return new TypicalInput(side, e.at("scaled").truth(), numbers(e.at("mean"), all), e.at("leastLikeness").number(-1, 1),
                numbers(e.at("leastUpright"), 3), quantiles);
    }

    private static List<Double> numbers(Entry e, int count) throws CardException {
        List<Double> all = new ArrayList<>();
        for (Entry n : e.list(count, count)) {
            all.add(n.number(-1e6, 1e6));
        }
        return all;
    }
}
