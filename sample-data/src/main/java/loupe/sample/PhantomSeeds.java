package loupe.sample;

import java.util.stream.LongStream;

/// Which seeds are for what, so that no phantom a model was trained on ever measures it.
///
/// The training script reads its range from the dump that [DumpPhantoms] writes, which takes it from here.
public final class PhantomSeeds {
    private static final long TRAINING_FROM = 1000;
    private static final int TRAINING_COUNT = 1400;
    private static final long VALIDATION_FROM = 5000;
    private static final int VALIDATION_COUNT = 60;
    private static final long TEST_FROM = 9000;
    private static final int TEST_COUNT = 20;
    private static final long DEMO = 15;

    private PhantomSeeds() {}

    /// Seeds of the phantoms the built-in nets were trained on: the lung net on the first 340 and 200 from the thousandth on,
    /// the coarse net beside it on 140 from the 1,200th on, the nodule net on the first 240, its second look on 200 from the
    /// thousandth on.
    public static LongStream training() {
        return LongStream.range(TRAINING_FROM, TRAINING_FROM + TRAINING_COUNT);
    }

    /// Seeds of the phantoms by which thresholds were chosen.
    public static LongStream validation() {
        return LongStream.range(VALIDATION_FROM, VALIDATION_FROM + VALIDATION_COUNT);
    }

    /// Seeds of the phantoms that measure: used for nothing else.
    public static LongStream test() {
        return LongStream.range(TEST_FROM, TEST_FROM + TEST_COUNT);
    }

    /// Seeds of further phantoms that measure, for figures for which twenty are too few: used for nothing else.
    public static LongStream manyTest() {
        return LongStream.range(TEST_FROM + 100, TEST_FROM + 160);
    }

    /// Seed of the sample study of the demonstration.
    public static long demo() {
        return DEMO;
    }
}
