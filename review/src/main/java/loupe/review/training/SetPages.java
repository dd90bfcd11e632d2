package loupe.review.training;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import loupe.core.encoding.CsvText;
import loupe.core.study.StudySummary;
import loupe.review.dashboard.Dashboard;
import loupe.review.watching.AgeBand;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// A training set's manifest and its card.
///
/// @param set what the store keeps of it, without the digest
/// @param studies the study of each case
/// @param masks the lines of each case
/// @param leftOut why studies and series stayed, as sentences, with how many each
/// @param firstEnd when the first of the consents ends, as words; empty where none ends
record SetPages(
        TrainingSet set, Map<Integer, StudySummary> studies, Map<Integer, List<SetMask>> masks, Map<String, Integer> leftOut,
        String firstEnd) {
    private static final List<String> COLUMNS = List.of(
            "case", "person", "sex", "age", "modality", "image", "image_sha256", "mask", "mask_sha256", "code", "scheme", "meaning",
            "findings", "made_by", "answers", "dice_to_model", "voxels", "ml", "face_may_show");

    private static final String CARD = """
            # Training set %s

            Written %s from sealed reviews of one site by %s. **No certified medical device made or checked it.**

            | | |
            |---|---|
            | persons | %d |
            | cases (studies) | %d |
            | images | %d, of which %d without anything confirmed |
            | masks | %d |
            | sex | %s |
            | age | %s |
            | modality | %s |
            | what is inside | %s |
            | made by | %s |
            | series that may show a face | %s |
            | left out | %s |

            ## Consent
            Every person in it has a recorded consent for TRAINING that held when it was written%s. A consent can be taken back: the site's
            `loupe training-set show %s` then names the cases that must go. Whoever has this set asks again before each training.

            ## How the masks came about
            A model proposed most outlines; a reader accepted, corrected or rejected each and signed the review. Readers who see a proposal agree
            with it more often than readers who see none: `dice_to_model` says how far each mask is from what was proposed, 1 being unchanged.
            What was rejected is in no mask. What nobody marked is outside, which does not mean that nothing is there. Kinds of things
            that no model looks for and nobody drew are not marked at all.

            ## Memorising
            A network can keep single images by heart, the more so the fewer persons it learns from (here %d), and give them away by its weights
            or answers. Keep models that were trained on this set as carefully as the set; test them for membership before they leave the house; train with a
            bound on what one person can change (differential privacy) where they leave it. Split by the column `person`, never by image.

            ## What is in no file
            Names, dates, identifiers, UIDs, words of reports, who read. Case and person numbers are drawn anew for each set. The images are
            patients' all the same: pixels are not anonymous.
            """;

    SetPages {
        leftOut = Map.copyOf(leftOut);
    }

    /// The manifest, comma-separated (RFC 4180), a line a mask.
    String manifest() {
        StringWriter out = new StringWriter();
        try (CSVPrinter table = new CSVPrinter(out, CSVFormat.RFC4180)) {
            table.printRecord(COLUMNS);
            for (TrainingSet.Case c : set.cases()) {
                StudySummary s = study(c);
                for (SetMask m : lines(c)) {
                    boolean something = !m.mask().isEmpty();
                    table.printRecord(
                            c.number(), c.person(), s.sex(), AgeBand.of(s.age()), m.modality(), m.image(), m.imageSha256(), m.mask(),
                            m.maskSha256(), something ? CsvText.of(m.type().value()) : "", something ? CsvText.of(m.type().scheme()) : "",
                            something ? CsvText.of(m.type().meaning()) : "", m.findings(), CsvText.of(String.join("; ", m.madeBy())), String.join("; ", m.answers()),
                            m.diceToModel().isPresent() ? String.format(Locale.ROOT, "%.4f", m.diceToModel().getAsDouble()) : "",
                            m.voxels(),
                            m.millilitres().isPresent() ? String.format(Locale.ROOT, "%.3f", m.millilitres().getAsDouble()) : "",
                            m.faceKept() ? "yes" : "no");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return out.toString();
    }

    /// The card, as Markdown.
    String card() {
        List<SetMask> all = new ArrayList<>();
        set.cases().forEach(c -> all.addAll(lines(c)));
        long persons = set.cases().stream().map(TrainingSet.Case::person).distinct().count();
        List<SetMask> masks = all.stream().filter(m -> !m.mask().isEmpty()).toList();
        List<String> left = new ArrayList<>();
        leftOut.forEach((why, n) -> left.add(few(n) + " " + why));
        return CARD.formatted(
                set.name(), set.at(), set.by().isEmpty() ? "an account" : "an account of that site", persons, set.cases().size(),
                all.stream().map(SetMask::image).distinct().count(), all.size() - masks.size(), masks.size(),
                persons(c -> study(c).sex().isEmpty() ? "unknown" : study(c).sex()), persons(c -> AgeBand.of(study(c).age())),
                counts(all.stream().map(SetMask::modality).toList()), counts(masks.stream().map(m -> m.type().meaning()).toList()),
                counts(masks.stream().flatMap(m -> m.madeBy().stream()).toList()),
                all.stream().filter(SetMask::faceKept).map(SetMask::image).distinct().count(),
                left.isEmpty() ? "nothing" : String.join("; ", left.stream().sorted().toList()),
                firstEnd.isEmpty() ? "" : "; the first ends " + firstEnd, set.name(), persons);
    }

    private StudySummary study(TrainingSet.Case c) {
        return Objects.requireNonNull(studies.get(c.number()));
    }

    private List<SetMask> lines(TrainingSet.Case c) {
        return masks.getOrDefault(c.number(), List.of());
    }

    private String persons(Function<TrainingSet.Case, String> by) {
        Map<Integer, String> each = new TreeMap<>();
        set.cases().forEach(c -> each.putIfAbsent(c.person(), by.apply(c)));
        return counts(List.copyOf(each.values()));
    }

    private static String counts(List<String> all) {
        Map<String, Integer> n = new TreeMap<>();
        all.forEach(v -> n.merge(v, 1, Integer::sum));
        List<String> out = new ArrayList<>();
        n.forEach((v, k) -> out.add(v + ": " + few(k)));
        return out.isEmpty() ? "–" : String.join(", ", out);
    }

    /// A count as it may travel with a card, which is passed on where the images are not.
    private static String few(int n) {
        return n < Dashboard.SMALLEST ? "fewer than " + Dashboard.SMALLEST : String.valueOf(n);
    }
}
