package loupe.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import loupe.app.text.SourceTexts;
import loupe.app.text.SourceTexts.Literal;
import org.junit.jupiter.api.Test;

/// No English text of the window goes round its words: every literal that reads as prose, with a letter and a space, is given to
/// `say`, `sayCount`, `sayNumbers` or `later`. What is no text of the window is named here, with the reason.
class NoTextUnsaidTest {
    private static final Pattern PROSE = Pattern.compile("(?s).*(\\p{L}{2,}[\\p{Punct}…]* |[ \\n]\\p{L}{2,}).*");

    /// Calls whose texts no reader sees.
    private static final Set<String> UNSEEN = Set.of(
            "IllegalArgumentException", "IllegalStateException", "UnsupportedOperationException", "UncheckedIOException",
            "IndexOutOfBoundsException", "require", "setStyle", "SuppressWarnings", "println", "compile", "matches", "replaceAll",
            "WebView", "name");

    /// Files whose texts are not said where they stand.
    private static final Map<String, String> ELSEWHERE = Map.of(
            "action/Action.java", "Action says its own text; EverythingHasItsGermanTest holds each",
            "findings/FindingsViewModel.java", "names of steps, told where they are shown; the journal has them in English",
            "shell/Workstation.java", "said by the command line, where no window opens",
            "shell/ToolkitCheck.java", "said by the command line");

    /// Texts that stay as they are.
    private static final Map<String, String> AS_THEY_ARE = Map.ofEntries(
            Map.entry("grow from seeds", "name of a step, told where it is shown"),
            Map.entry("joint smooth", "name of a step, told where it is shown"),
            Map.entry("fill between", "name of a step, told where it is shown"),
            Map.entry("model's outline", "name of a step, told where it is shown"),
            Map.entry("fill outside", "name of a step, told where it is shown"),
            Map.entry("cut outside", "name of a step, told where it is shown"),
            Map.entry("like values, ", "name of a step, told where it is shown"),
            Map.entry("ball ", "name of a step, told where it is shown"),
            Map.entry(" by ", "name of a step, told where it is shown"),
            Map.entry("loupe-series ", "names what is dragged"),
            Map.entry("Segment ", "what an export calls a new segment until a reader names it"),
            Map.entry(" model", "key of an outline, which nobody sees"),
            Map.entry("of ", "key of a series, which nobody sees"),
            Map.entry("SUV: ", "the standard's word"),
            Map.entry("qa ", "of a role's code"),
            Map.entry("QA ", "of a role's code"),
            Map.entry("-came: #%06x;", "a style"));

    private static List<Literal> unsaid(List<Literal> all) {
        Predicate<Literal> seen = l -> l.calls().stream().noneMatch(UNSEEN::contains);
        return all.stream()
                .filter(l -> PROSE.matcher(withoutFormats(l.text())).matches())
                .filter(l -> !l.file().startsWith("wiring/") && !l.file().equals("preferences/Preferences.java"))
                .filter(l -> !ELSEWHERE.containsKey(l.file()) && !AS_THEY_ARE.containsKey(l.text()))
                .filter(seen)
                .filter(l -> !SourceTexts.said(l))
                .toList();
    }

    /// Numbers with their units are no prose.
    private static String withoutFormats(String text) {
        return text.replaceAll("%[-#+ 0,(]*\\d*(\\.\\d+)?[a-zA-Z%]", "")
                .replaceAll("\\b(mm|mL|ml|px|px²|µm|min|SD|RGB|SUVbw|Dice|mm²|g/ml)(?=\\W|$)", "");
    }

    @Test
    void every_text_of_the_window_is_said() throws Exception {
        assertThat(unsaid(SourceTexts.ofTheWindow())).isEmpty();
    }

    @Test
    void a_text_that_goes_round_is_found() {
        String source = """
                class Planted {
                    void show() {
                        label.setText("Nothing here yet");
                        label.setText(say("Said well"));
                        label.setText(on ? "Take it " + id : say("Said {0}", "not said"));
                        throw new IllegalStateException("no reader sees this");
                    }
                }
                """;
        assertThat(unsaid(SourceTexts.of("planted/Planted.java", source)))
                .extracting(Literal::text)
                .containsExactly("Nothing here yet", "Take it ", "not said");
    }

    @Test
    void no_exception_is_left_over() throws Exception {
        List<Literal> all = SourceTexts.ofTheWindow();
        assertThat(AS_THEY_ARE.keySet()).allMatch(t -> all.stream().anyMatch(l -> l.text().equals(t) && !SourceTexts.said(l)));
        assertThat(ELSEWHERE.keySet()).allMatch(f -> all.stream().anyMatch(l -> l.file().equals(f)));
    }
}
