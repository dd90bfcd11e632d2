package loupe.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.app.action.Action;
import loupe.app.action.KeyMap;
import loupe.core.finding.RejectReason;
import loupe.core.render.colour.ColourMap;
import loupe.review.batch.ItemState;
import loupe.review.dashboard.Dimension;
import loupe.review.dashboard.FindingsLine;
import loupe.review.edit.Adjudicated;
import loupe.review.edit.FirstOpinion;
import loupe.review.hanging.BodyRegion;
import loupe.review.hanging.ContrastPhase;
import loupe.review.hanging.ModalityGroup;
import loupe.review.hanging.Side;
import loupe.review.quality.book.Radpeer;
import loupe.review.quality.book.TargetReason;
import loupe.review.reading.ListState;
import loupe.review.trail.ReadLog;
import loupe.review.twice.Difference;
import loupe.review.twice.ReadVersion;
import loupe.review.twice.ShownDifference;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import org.junit.jupiter.api.Test;

/// No text of the window is without its German word, none is there in vain, and none loses what it is filled with.
class EverythingHasItsGermanTest {
    private static final Pattern GAP = Pattern.compile("\\{\\d}");
    private static final Pattern NUMBER = Pattern.compile("%[-#+0,(]*\\d*(?:\\.\\d+)?[a-zA-Z%]");

    private static Set<String> said() throws Exception {
        Set<String> out = SourceTexts.ofTheWindow().stream()
                .filter(SourceTexts::said)
                .map(SourceTexts.Literal::text)
                .collect(Collectors.toCollection(TreeSet::new));
        SourceTexts.ofTheWindow().stream()
                .filter(l -> l.file().equals("action/Action.java") && l.argument() == 0 && l.call().matches("[A-Z][A-Z_0-9]+"))
                .forEach(l -> out.add(l.text()));
        return out;
    }

    @Test
    void every_text_that_is_said_has_a_german_word_and_every_german_word_is_said() throws Exception {
        Set<String> said = said();
        assertThat(said).hasSizeGreaterThan(1000);
        assertThat(Words.german().words().keySet()).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void every_action_has_a_german_word() {
        Map<Action, String> english = Stream.of(Action.values()).collect(Collectors.toMap(a -> a, Action::text));
        Words.speak(Language.GERMAN);
        try {
            for (Action a : Action.values()) {
                assertThat(a.text()).as(a.name()).isNotBlank();
                for (String head : List.of("Correct", "Slide")) {
                    boolean headed = String.valueOf(english.get(a)).startsWith(head + ": ");
                    assertThat(a.tail(head)).as(a.name()).isNotBlank();
                    assertThat(a.tail(head).equals(a.text())).as(a.name() + " keeps a head of its own").isNotEqualTo(headed);
                    assertThat(headed && a.tail(head).contains(": ")).as(a.name()).isFalse();
                }
            }
            assertThat(Action.values()).extracting(Action::text).doesNotHaveDuplicates();
        } finally {
            Words.speak(Language.ENGLISH);
        }
        assertThat(Words.german().words()).containsKeys(Stream.of(Action.values()).map(Action::text).toArray(String[]::new));
    }

    @Test
    void words_keep_their_gaps_numbers_lines_and_edges() {
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> table : List.of(Words.german().words(), Words.germanBelow().words())) {
            table.forEach((english, german) -> {
                boolean numbers = english.contains("%") && NUMBER.matcher(english.replace(" % ", "")).find()
                        && !GAP.matcher(english).find();
                if (!all(GAP, english).stream().sorted().toList().equals(all(GAP, german).stream().sorted().toList())
                        || numbers && !all(NUMBER, english).equals(all(NUMBER, german))
                        || english.chars().filter(c -> c == '\n').count() != german.chars().filter(c -> c == '\n').count()
                        || edge(english) != edge(german)
                        || german.isBlank()) {
                    wrong.add(english + " → " + german);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static int edge(String s) {
        return s.length() - s.stripLeading().length();
    }

    private static List<String> all(Pattern p, String s) {
        return p.matcher(s).results().map(r -> r.group()).toList();
    }

    @Test
    void what_lower_floors_hand_up_in_closed_sets_has_a_german_word() {
        List<String> english = new ArrayList<>();
        Stream.of(ListState.values()).forEach(s -> english.addAll(List.of(s.word(), s.text())));
        Stream.of(RejectReason.values()).forEach(r -> english.add(r.meaning()));
        Stream.of(AuditEvent.values()).forEach(e -> english.add(ReadLog.words(e)));
        Stream.of(Outcome.values()).forEach(o -> english.add(o.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        Stream.of(Role.values()).forEach(r -> english.add(r.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("qa ", "QA ")));
        Stream.of(BodyRegion.values()).forEach(r -> english.add(r.text()));
        Stream.of(ContrastPhase.values()).forEach(p -> english.add(p.text()));
        Stream.of(ModalityGroup.values()).forEach(g -> english.add(g.text()));
        Stream.of(Side.values()).forEach(s -> english.add(s.text()));
        Stream.of(Difference.Kind.values()).forEach(k -> english.add(k.words()));
        Stream.of(ReadVersion.How.values()).forEach(h -> english.add(h.words()));
        Stream.of(ShownDifference.Choice.values()).forEach(c -> english.add(c.words()));
        Stream.of(Adjudicated.Reason.values()).forEach(r -> english.add(r.meaning()));
        Stream.of(Radpeer.values()).forEach(r -> english.add(r.meaning()));
        Stream.of(TargetReason.values()).forEach(r -> english.add(r.words()));
        Stream.of(ItemState.values()).forEach(s -> english.add(s.word()));
        Stream.of(Dimension.values()).forEach(d -> english.add(d.word()));
        Stream.of(FindingsLine.Kind.values()).forEach(k -> english.add(k.word()));
        Stream.of(FirstOpinion.Assessment.values()).forEach(a -> english.add(a.words()));
        Stream.of(ColourMap.values()).forEach(c -> english.add(c.text()));
        assertThat(Words.germanBelow().words()).containsKeys(english.toArray(String[]::new));
    }

    @Test
    void keys_are_named_as_they_stand_on_the_keyboard() {
        Words.speak(Language.GERMAN);
        try {
            assertThat(KeyMap.usual().keyText(Action.SEAL)).isEqualTo("Strg+Umschalt+S");
            assertThat(KeyMap.usual().keyText(Action.NEXT_SERIES)).isEqualTo("Bild ab");
            assertThat(KeyMap.usual().keyText(Action.DELETE_MEASURE)).isEqualTo("Entf");
        } finally {
            Words.speak(Language.ENGLISH);
        }
    }

    @Test
    void words_name_keys_as_the_keyboard_does() {
        assertThat(Words.german().words().values())
                .noneMatch(w -> w.contains("Ctrl") || w.contains("Shift+") || w.contains("Enter)"));
    }
}
