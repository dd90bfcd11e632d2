package loupe.review.detecting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loupe.review.ReviewException;

/// Which models run on which arriving series: the first rule a series fits names them; one that fits none gets every model
/// whose card accepts it, or none. Immutable.
///
/// ```json
/// {"format": 1,
///  "rules": [{"when": {"modality": ["CT"], "bodyPart": ["CHEST"], "minSlices": 40, "maxSliceMm": 3}, "run": ["ct-lungs", "ct-nodules"]},
///            {"when": {"modality": ["MR"]}, "run": []}],
///  "otherwise": "accepting",
///  "onArrival": true,
///  "senders": [{"from": ["ER_CT"], "first": true}, {"from": ["TEST_SCU"], "take": false}, {"from": ["ARCHIVE"], "analyse": false}]}
/// ```
///
/// @param rules in the order in which they are asked
/// @param otherwise whether a series that fits no rule gets every model that accepts it
/// @param onArrival whether every import is followed by the analysis of what it brought
/// @param senders what holds for what comes from where, by name; the first that names it
public record SiteRules(List<Rule> rules, boolean otherwise, boolean onArrival, List<Sender> senders) {
    /// What holds where a site has made no rules.
    public static final SiteRules NONE = new SiteRules(List.of(), true, false, List.of());

    private static final int MOST = 200;

    /// Copies the list.
    public SiteRules {
        rules = List.copyOf(rules);
        senders = List.copyOf(senders);
    }

    /// What holds for what comes from a place.
    ///
    /// @param from names of nodes it is fetched from, calling AE titles or hosts it is pushed by: what they say, not who they are
    /// @param take whether it is taken at all when it is pushed
    /// @param analyse whether models run on it; empty as for every import
    /// @param first whether it stands before all others in the list until it is sealed
    public record Sender(List<String> from, boolean take, Optional<Boolean> analyse, boolean first) {
        /// Copies the list.
        public Sender {
            from = List.copyOf(from);
        }
    }

    private static final Sender ANY = new Sender(List.of(), true, Optional.empty(), false);

    /// What holds for what comes from a place.
    ///
    /// @param name of a node, calling AE title or host
    public Sender sender(String name) {
        return senders.stream().filter(s -> s.from.contains(name.strip())).findFirst().orElse(ANY);
    }

    /// Whether models run on what came from a place.
    ///
    /// @param name of a node, calling AE title or host
    public boolean analyses(String name) {
        return sender(name).analyse.orElse(onArrival);
    }

    /// One rule.
    ///
    /// @param modalities DICOM modalities; empty for any
    /// @param bodyParts DICOM body parts in capitals; empty for any
    /// @param minSlices fewest slices
    /// @param maxSliceMm coarsest slice spacing
    /// @param run ids of the models that run
    public record Rule(List<String> modalities, List<String> bodyParts, int minSlices, double maxSliceMm, List<String> run) {
        /// Copies the lists.
        public Rule {
            modalities = List.copyOf(modalities);
            bodyParts = List.copyOf(bodyParts);
            run = List.copyOf(run);
        }

        boolean fits(SeriesTraits s) {
            return (modalities.isEmpty() || modalities.contains(s.modality()))
                    && (bodyParts.isEmpty() || bodyParts.contains(s.bodyPart().toUpperCase(Locale.ROOT)))
                    && s.slices() >= minSlices && s.sliceMm() <= maxSliceMm;
        }
    }

    /// Ids of the models that run on a series; empty where no rule fits and every model that accepts it runs.
    public Optional<List<String>> models(SeriesTraits series) {
        for (Rule r : rules) {
            if (r.fits(series)) {
                return Optional.of(r.run);
            }
        }
        return otherwise ? Optional.empty() : Optional.of(List.of());
    }

    /// Reads rules.
    ///
    /// @throws IOException if they are no JSON (with the line) or an entry is wrong (with its JSON pointer)
    public static SiteRules parse(String json) throws IOException {
        JsonNode root;
        try {
            root = JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ReviewException("the rules are not JSON (line " + line + ")", e);
        }
        only(root, "", Set.of("format", "rules", "otherwise", "onArrival", "senders"));
        require(root.path("format").asInt(0) == 1, "/format", "must be 1");
        require(root.path("rules").isArray() && root.path("rules").size() <= MOST, "/rules", "must be a list of at most " + MOST);
        String otherwise = root.path("otherwise").asText("accepting");
        require(Set.of("accepting", "none").contains(otherwise), "/otherwise", "must be \"accepting\" or \"none\"");
        JsonNode onArrival = root.path("onArrival");
        require(onArrival.isMissingNode() || onArrival.isBoolean(), "/onArrival", "must be true or false");
        List<Rule> rules = new ArrayList<>();
        for (JsonNode r : root.path("rules")) {
            rules.add(rule(r, "/rules/" + rules.size()));
        }
        JsonNode named = root.path("senders");
        require(named.isMissingNode() || named.isArray() && named.size() <= MOST, "/senders", "must be a list of at most " + MOST);
        List<Sender> senders = new ArrayList<>();
        for (JsonNode s : named) {
            senders.add(sender(s, "/senders/" + senders.size()));
        }
        return new SiteRules(rules, otherwise.equals("accepting"), onArrival.asBoolean(false), senders);
    }

    private static Sender sender(JsonNode s, String at) throws IOException {
        only(s, at, Set.of("from", "take", "analyse", "first"));
        require(s.path("from").isArray() && !s.path("from").isEmpty(), at + "/from", "must be a list of names");
        for (String flag : List.of("take", "analyse", "first")) {
            require(s.path(flag).isMissingNode() || s.path(flag).isBoolean(), at + "/" + flag, "must be true or false");
        }
        List<String> from = new ArrayList<>();
        for (JsonNode n : s.path("from")) {
            require(n.isTextual() && n.textValue().matches("[ -~]{1,64}"), at + "/from/" + from.size(), "must be 1 to 64 plain characters");
            from.add(n.textValue().strip());
        }
        Optional<Boolean> analyse = s.path("analyse").isBoolean() ? Optional.of(s.path("analyse").booleanValue()) : Optional.empty();
        return new Sender(from, s.path("take").asBoolean(true), analyse, s.path("first").asBoolean(false));
    }

    private static Rule rule(JsonNode r, String at) throws IOException {
        only(r, at, Set.of("when", "run"));
        JsonNode when = r.path("when");
        only(when, at + "/when", Set.of("modality", "bodyPart", "minSlices", "maxSliceMm"));
        JsonNode least = when.path("minSlices");
        require(least.isMissingNode() || least.isInt() && least.intValue() >= 0, at + "/when/minSlices", "must be a whole number");
        JsonNode most = when.path("maxSliceMm");
        require(most.isMissingNode() || most.isNumber() && most.doubleValue() > 0, at + "/when/maxSliceMm", "must be a number above 0");
        require(r.path("run").isArray(), at + "/run", "must be a list of ids of models");
        return new Rule(texts(when.path("modality"), at + "/when/modality"), texts(when.path("bodyPart"), at + "/when/bodyPart"),
                least.asInt(0), most.isMissingNode() ? Double.MAX_VALUE : most.doubleValue(), texts(r.path("run"), at + "/run"));
    }

    private static List<String> texts(JsonNode list, String at) throws IOException {
        require(list.isMissingNode() || list.isArray(), at, "must be a list of texts");
        List<String> out = new ArrayList<>();
        for (JsonNode n : list) {
            require(n.isTextual() && n.textValue().matches("[A-Za-z0-9_-]{1,40}"), at + "/" + out.size(),
                    "must be 1 to 40 letters, digits, dashes or underscores");
            out.add(n.textValue());
        }
        return out;
    }

    private static void only(JsonNode node, String at, Set<String> known) throws IOException {
        require(node.isObject(), at.isEmpty() ? "/" : at, "must be an object");
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            require(false, at + "/" + unknown.iterator().next(), "is not known; known are " + String.join(", ", new TreeSet<>(known)));
        }
    }

    private static void require(boolean holds, String at, String otherwise) throws IOException {
        if (!holds) {
            throw new ReviewException("the rules' entry " + at + " " + otherwise);
        }
    }
}
