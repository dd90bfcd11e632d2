package loupe.core.bench.reader;

import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.core.segment.Mask;

/// A mask being corrected: what it has come to, gestures and seconds until it first came to 0.9 and to 0.95.
final class Reading {
    static final double GOOD = 0.9;
    static final double BETTER = 0.95;
    private static final int MOST = 80;
    private static final double LEAST_GAIN = 0.0005;

    private final ReadCase of;
    private final SplittableRandom random;
    private Mask mask;
    private double seconds;
    private int gestures;
    private int slice;
    private String setting = "";
    private String good = "";
    private String better = "";

    Reading(ReadCase of, Mask begins, long seed) {
        this.of = of;
        this.mask = begins;
        this.random = new SplittableRandom(seed);
        this.slice = begins.grid().slices() / 2;
    }

    double dice() {
        return mask.dice(of.truth());
    }

    Sight sight() {
        return Sight.of(of, mask, random);
    }

    /// Corrects with one tool until 0.95 is reached, nothing it offers makes the mask better, or eighty gestures are made.
    Reading with(ReaderTool tool) {
        boolean goesOn = true;
        while (goesOn && gestures < MOST && dice() < BETTER) {
            double now = dice();
            Optional<Offer> best = Optional.empty();
            double most = 0;
            for (Offer o : tool.offers(sight())) {
                double gain = o.after().dice(of.truth()) - now;
                double worth = tool == ReaderTool.ALL ? gain / took(o) : gain;
                if (gain > LEAST_GAIN && worth > most) {
                    most = worth;
                    best = Optional.of(o);
                }
            }
            best.ifPresent(this::make);
            goesOn = best.isPresent();
        }
        return this;
    }

    private double took(Offer o) {
        return HandTime.DECIDE + (o.slice() < 0 ? 0 : HandTime.wheel(o.slice() - slice))
                + (o.setting().equals(setting) ? 0 : HandTime.SET) + o.seconds();
    }

    void make(Offer o) {
        seconds += took(o);
        gestures++;
        mask = o.after();
        setting = o.setting();
        slice = o.slice() < 0 ? slice : o.slice();
        String so = String.format(Locale.ROOT, "%d / %.0f s", gestures, seconds);
        good = good.isEmpty() && dice() >= GOOD ? so : good;
        better = better.isEmpty() && dice() >= BETTER ? so : better;
    }

    boolean isGood() {
        return !good.isEmpty();
    }

    boolean isBetter() {
        return !better.isEmpty();
    }

    /// Gestures and seconds to 0.9, then to 0.95; the Dice it came to where that was not reached.
    String words() {
        String came = String.format(Locale.ROOT, "(%.2f)", dice());
        return better.isEmpty() ? good.isEmpty() ? "– " + came : good + ", – " + came : good + ", " + better;
    }
}
