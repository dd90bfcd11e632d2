package loupe.review.worklist;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import loupe.core.finding.Finding;
import loupe.core.segment.Segment;
import loupe.core.study.Urgency.Level;
import loupe.review.edit.ReviewedFinding;

/// What kind of thing a finding is, as far as it matters for how soon somebody must look, with its line of the rule table: the level
/// by the finding's probability, and where its score is none.
///
/// The first three are the categories of actionable findings of the ACR (Larson et al., J Am Coll Radiol 2014; 11:552-558): to be told
/// within minutes, hours, days. Which words stand for which, and where probability lowers a level, is this program's own choice and no
/// clinical guideline. Kinds are told by the words of the finding's code meaning and label, which are English in every card.
enum FindingKind {
    /// To be told within minutes.
    MINUTES(
            List.of(Level.IMMEDIATE, Level.URGENT, Level.SOON, Level.ROUTINE), Level.URGENT,
            "pneumothorax", "haemorrhage", "hemorrhage", "bleed", "bleeding", "haematoma", "hematoma", "embolism", "dissection", "rupture",
            "infarct", "infarction", "stroke", "occlusion", "pneumoperitoneum", "free air", "midline shift", "tamponade", "torsion",
            "ischaemia", "ischemia", "herniation"),
    /// To be told within hours.
    HOURS(
            List.of(Level.URGENT, Level.SOON, Level.ROUTINE, Level.ROUTINE), Level.SOON,
            "fracture", "pneumonia", "consolidation", "abscess", "appendicitis", "cholecystitis", "obstruction", "thrombosis", "thrombus",
            "effusion", "oedema", "edema", "aneurysm", "perforation", "osteomyelitis"),
    /// To be told within days: every other abnormality.
    DAYS(List.of(Level.SOON, Level.SOON, Level.ROUTINE, Level.ROUTINE), Level.ROUTINE),
    /// An organ, or what is counted on a slide: it points at nothing.
    ANATOMY(List.of(Level.ROUTINE, Level.ROUTINE, Level.ROUTINE, Level.ROUTINE), Level.ROUTINE);

    /// Probabilities from which the first, second and third level of a line hold; below the last it is the fourth.
    private static final double[] FROM = {0.8, 0.5, 0.2};

    private static final Set<String> ORGANS = Set.of(
            "lung", "lungs", "brain", "heart", "liver", "kidney", "kidneys", "spleen", "pancreas", "prostate", "tissue", "nucleus", "nuclei");

    private final List<Level> byProbability;
    private final Level uncalibrated;
    private final List<String> words;

    FindingKind(List<Level> byProbability, Level uncalibrated, String... words) {
        this.byProbability = byProbability;
        this.uncalibrated = uncalibrated;
        this.words = List.of(words);
    }

    /// The kind of a finding; the more pressing where its words name two.
    static FindingKind of(ReviewedFinding f) {
        Finding said = f.finding();
        Set<String> all = words(said.type().meaning() + " " + said.label());
        String text = " " + String.join(" ", all) + " ";
        for (FindingKind k : List.of(MINUTES, HOURS)) {
            if (k.words.stream().anyMatch(w -> text.contains(" " + w + " "))) {
                return k;
            }
        }
        boolean organ = f.segment().filter(Segment::anatomical).isPresent() || !all.isEmpty() && ORGANS.containsAll(all);
        return organ ? ANATOMY : DAYS;
    }

    private static Set<String> words(String text) {
        Set<String> out = new LinkedHashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")));
        out.remove("");
        return out;
    }

    /// The level of one of this kind.
    ///
    /// @param probability 0 to 1; empty where the model's score was never fitted to truth
    Level level(OptionalDouble probability) {
        if (probability.isEmpty()) {
            return uncalibrated;
        }
        int line = 0;
        while (line < FROM.length && probability.getAsDouble() < FROM[line]) {
            line++;
        }
        return byProbability.get(line);
    }
}
