package loupe.inference.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All decisions about models, oldest first; nothing is ever taken out. Immutable.
///
/// Of each model the version that was trusted last, and is still trusted, is the one that runs.
public record ModelRegister(List<Decision> decisions) {
    /// Nothing decided yet.
    public static final ModelRegister EMPTY = new ModelRegister(List.of());

    /// Copies the list.
    public ModelRegister {
        decisions = List.copyOf(decisions);
    }

    /// This register and one more decision.
    public ModelRegister with(Decision d) {
        List<Decision> all = new ArrayList<>(decisions);
        all.add(d);
        return new ModelRegister(all);
    }

    /// The last decision about a version.
    public Optional<Decision> of(String modelId, String version) {
        return decisions.stream()
                .filter(d -> d.modelId().equals(modelId) && d.version().equals(version))
                .reduce((before, last) -> last);
    }

    /// The last decision about each version, in the order in which the versions were first met.
    public List<Decision> current() {
        List<Decision> last = new ArrayList<>();
        for (Decision d : decisions) {
            int at = place(last, d);
            if (at < 0) {
                last.add(d);
            } else {
                last.set(at, d);
            }
        }
        return last;
    }

    private static int place(List<Decision> among, Decision d) {
        for (int i = 0; i < among.size(); i++) {
            if (among.get(i).sameVersion(d)) {
                return i;
            }
        }
        return -1;
    }

    /// The version that runs.
    public Optional<Decision> active(String modelId) {
        return trusted(modelId).reduce((before, last) -> last);
    }

    /// Decisions by which versions became what they are, of those that are trusted now, in the order of the decisions.
    private java.util.stream.Stream<Decision> trusted(String modelId) {
        List<Decision> now = current();
        return decisions.stream().filter(d -> d.modelId().equals(modelId) && d.standing() == Standing.TRUSTED && now.contains(d));
    }

    /// Trusts or retires a version.
    ///
    /// @throws IllegalArgumentException if the version was never added
    public ModelRegister decide(String modelId, String version, Standing standing, Because why) {
        Decision known = of(modelId, version)
                .orElseThrow(() -> new IllegalArgumentException("there is no such version of that model"));
        return with(known.now(standing, why.who, why.when, why.reason));
    }

    /// Retires the version that runs; the one trusted before it runs again.
    ///
    /// @throws IllegalArgumentException if no older version is trusted
    public ModelRegister rollBack(String modelId, Because why) {
        List<Decision> versions = trusted(modelId).toList();
        if (versions.size() < 2) {
            throw new IllegalArgumentException("no older version of that model is trusted; there is nothing to go back to");
        }
        return decide(modelId, versions.getLast().version(), Standing.RETIRED, why);
    }

    /// Who decided, when and why.
    ///
    /// @param who account name
    /// @param when time of the decision
    /// @param reason a few words
    public record Because(String who, Instant when, String reason) {}
}
