package loupe.review.hanging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// What an arrangement shows of a study: as much of it as there is.
///
/// @param places for each view the place of its series in the study's list, or in the prior's where the view shows a prior; empty
///     where there is none
/// @param missing what is not there, each once, as a person says it
public record Hung(List<OptionalInt> places, List<String> missing) {
    /// Copies the lists.
    public Hung {
        places = List.copyOf(places);
        missing = List.copyOf(missing);
    }

    /// The same, with something more that is not there.
    public Hung without(String what) {
        List<String> more = new ArrayList<>(missing);
        more.add(what);
        return new Hung(places, more);
    }

    /// A series that fits what is asked.
    private record Pair(SeriesChoice asked, int series, double fit) {}

    /// Finds the series of each view. Views that ask for the same show the same; others show different series.
    ///
    /// @param study the study's series
    /// @param prior the newest prior's; empty where there is none
    public static Hung of(Arrangement how, List<SeriesKind> study, List<SeriesKind> prior) {
        Map<SeriesChoice, Integer> now = found(how, false, study);
        Map<SeriesChoice, Integer> before = found(how, true, prior);
        List<OptionalInt> places = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (HungView v : how.everyView()) {
            Integer at = (v.prior() ? before : now).get(v.series());
            places.add(at == null ? OptionalInt.empty() : OptionalInt.of(at));
            String what = v.series().text() + (v.prior() ? " of a prior" : "");
            if (at == null && !missing.contains(what)) {
                missing.add(what);
            }
        }
        return new Hung(places, missing);
    }

    private static Map<SeriesChoice, Integer> found(Arrangement how, boolean prior, List<SeriesKind> series) {
        List<Pair> pairs = new ArrayList<>();
        how.everyView().stream().filter(v -> v.prior() == prior).map(HungView::series).distinct().forEach(c -> {
            for (int i = 0; i < series.size(); i++) {
                int at = i;
                c.fit(series.get(i)).ifPresent(fit -> pairs.add(new Pair(c, at, fit)));
            }
        });
        pairs.sort(Comparator.comparingDouble(Pair::fit).reversed());
        Map<SeriesChoice, Integer> out = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Pair p : pairs) {
            if (!out.containsKey(p.asked) && taken.add(p.series)) {
                out.put(p.asked, p.series);
            }
        }
        return Collections.unmodifiableMap(out);
    }
}
