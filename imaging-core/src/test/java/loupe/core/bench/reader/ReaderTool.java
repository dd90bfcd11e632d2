package loupe.core.bench.reader;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the reader may use.
enum ReaderTool {
    BRUSH("brush", s -> new Strokes(s, false, Optional.empty()).offers()),
    BALL("ball brush", s -> new Strokes(s, true, Optional.empty()).offers()),
    BALL_IN_VALUES("ball brush, values limited", s ->
            new Strokes(s, true, Optional.of(new Fills(s).values(0.02, 0.98))).offers()),
    POLYGON("outline, polygon", s -> new Outlines(s, false).offers()),
    LIVEWIRE("livewire", s -> new Outlines(s, true).offers()),
    FLOOD("fill like values", s -> new Fills(s).floods()),
    THRESHOLD("threshold", s -> new Fills(s).thresholds()),
    ISLANDS("islands", s -> new Fills(s).islands()),
    SMOOTH("smooth", s -> new Shapes(s).smoothings()),
    MARGIN("margin", s -> new Shapes(s).margins()),
    BETWEEN("fill between, as it is", s -> new Shapes(s).between()),
    ALL("any but livewire, most gain a second", s -> Stream.of(
                    BRUSH, BALL, BALL_IN_VALUES, POLYGON, FLOOD, THRESHOLD, ISLANDS, SMOOTH, MARGIN, BETWEEN)
            .flatMap(t -> t.offers(s).stream().map(o -> new Offer(o.after(), o.seconds(), o.slice(), t + " " + o.setting())))
            .toList());

    private final String words;
    private final Function<Sight, List<Offer>> offers;

    ReaderTool(String words, Function<Sight, List<Offer>> offers) {
        this.words = words;
        this.offers = offers;
    }

    String words() {
        return words;
    }

    List<Offer> offers(Sight sight) {
        return offers.apply(sight);
    }
}
