package loupe.review.hanging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/// The rules of a reader, in the order they were put in. Immutable.
///
/// @param rules at most 200
public record HangingRules(List<HangingRule> rules) {
    /// No rules.
    public static final HangingRules NONE = new HangingRules(List.of());

    private static final int MOST = 200;

    /// Copies the list.
    public HangingRules {
        rules = List.copyOf(rules);
        if (rules.size() > MOST) {
            throw new IllegalArgumentException("there can be at most " + MOST + " hanging rules");
        }
    }

    /// A rule that fits a study.
    ///
    /// @param rule the rule
    /// @param score how much of the study it names; the greatest hangs it
    /// @param reason why, in a sentence
    public record Match(HangingRule rule, int score, String reason) {}

    /// The rules that fit a study: the most specific first, among equals the one that stands first in the list.
    public List<Match> matches(StudyKind study) {
        List<Match> out = new ArrayList<>();
        for (HangingRule r : rules) {
            OptionalInt fit = r.when().fit(study);
            fit.ifPresent(score -> out.add(new Match(
                    r, score, "Hung as you do for " + r.when().text() + "; this study is " + study.text() + ".")));
        }
        out.sort(Comparator.comparingInt(Match::score).reversed());
        return out;
    }

    /// With a rule more; it takes the place of one for the same studies.
    public HangingRules with(HangingRule rule) {
        List<HangingRule> next = new ArrayList<>(rules);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).when().equals(rule.when())) {
                next.set(i, rule);
                return new HangingRules(next);
            }
        }
        next.add(rule);
        return new HangingRules(next);
    }

    /// With another rule in a place; one elsewhere for the same studies goes.
    ///
    /// @throws IndexOutOfBoundsException if there is no such place
    public HangingRules with(int at, HangingRule rule) {
        List<HangingRule> next = new ArrayList<>(rules);
        next.set(at, rule);
        next.removeIf(r -> r != rule && r.when().equals(rule.when()));
        return new HangingRules(next);
    }

    /// Without the rule in a place.
    ///
    /// @throws IndexOutOfBoundsException if there is no such place
    public HangingRules without(int at) {
        List<HangingRule> next = new ArrayList<>(rules);
        next.remove(at);
        return new HangingRules(next);
    }

    /// With a rule moved up or down the list, as far as there is room.
    ///
    /// @throws IndexOutOfBoundsException if there is no such place
    public HangingRules moved(int at, int by) {
        List<HangingRule> next = new ArrayList<>(rules);
        HangingRule rule = next.remove(at);
        next.add(Math.clamp((long) at + by, 0, next.size()), rule);
        return new HangingRules(next);
    }
}
