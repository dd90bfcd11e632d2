package loupe.app.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every text of both style sheets against every ground it stands on, by the contrast ratio of WCAG 2.2 (1.4.3): 4.5 at least.
class ContrastTest {
    private static final double AA = 4.5;
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
    /// Grounds any text of the window may stand on.
    private static final List<String> GROUNDS =
            List.of("-ground", "-lock-ground", "-pane", "-raised", "-card", "-over", "-chosen-still", "-fx-control-inner-background");
    /// Colours of texts that stand on them.
    private static final List<String> TEXTS = List.of(
            "-text", "-quiet", "-alarm", "-opinion", "-sealed", "-prior", "-amber", "-cyan", "-green", "-grey", "-fx-text-background-color");
    /// Grounds of one kind of text alone.
    private static final List<List<String>> PAIRS = List.of(
            List.of("-prompt", "-pane"), List.of("-text", "-news"), List.of("-text", "-warning"), List.of("-text", "-button"),
            List.of("-text", "-button-over"), List.of("-text", "-button-armed"), List.of("-chosen-text", "-chosen"), List.of("-text", "-chosen"));

    private static String sheet(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(ContrastTest.class.getResourceAsStream("/loupe/app/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?s)/\\*.*?\\*/", "");
        }
    }

    private static Map<String, String> declarations(String body) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String d : body.split(";")) {
            int at = d.indexOf(':');
            if (at > 0) {
                out.put(d.substring(0, at).strip(), d.substring(at + 1).strip());
            }
        }
        return out;
    }

    private record Rule(String selector, Map<String, String> declarations) {}

    private static List<Rule> rules(String css) {
        List<Rule> out = new ArrayList<>();
        Matcher m = RULE.matcher(css);
        while (m.find()) {
            out.add(new Rule(m.group(1).strip(), declarations(m.group(2))));
        }
        return out;
    }

    private static Map<String, String> colours(Theme theme) throws Exception {
        Map<String, String> out = new LinkedHashMap<>(root(rules(sheet("loupe.css"))));
        if (theme == Theme.LIGHT) {
            out.putAll(root(rules(sheet("light.css"))));
        }
        return out;
    }

    private static Map<String, String> root(List<Rule> rules) {
        return rules.stream().filter(r -> r.selector.equals(".root")).findFirst().orElseThrow().declarations;
    }

    private static Color colour(String word, Map<String, String> named) {
        String w = word.strip();
        return w.startsWith("-") ? colour(Objects.requireNonNull(named.get(w), w), named) : Color.web(w);
    }

    /// Relative luminance, WCAG 2.2.
    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double ratio(Color a, Color b) {
        double one = luminance(a);
        double other = luminance(b);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    /// A colour laid over another.
    private static Color over(Color above, Color below) {
        double o = above.getOpacity();
        return new Color(
                above.getRed() * o + below.getRed() * (1 - o),
                above.getGreen() * o + below.getGreen() * (1 - o),
                above.getBlue() * o + below.getBlue() * (1 - o),
                1);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void texts_can_be_read_on_every_ground_they_stand_on(Theme theme) throws Exception {
        Map<String, String> named = colours(theme);
        List<String> wrong = new ArrayList<>();
        for (String ground : GROUNDS) {
            for (String text : TEXTS) {
                judge(text, colour(text, named), ground, colour(ground, named), wrong);
            }
        }
        for (List<String> pair : PAIRS) {
            judge(pair.get(0), colour(pair.get(0), named), pair.get(1), colour(pair.get(1), named), wrong);
        }
        assertThat(wrong).as(theme + ": below " + AA).isEmpty();
    }

    /// Rules that name both colours; a ground that lets through is judged over black and over white, as images are both.
    @ParameterizedTest
    @EnumSource(Theme.class)
    void rules_that_name_text_and_ground_can_be_read(Theme theme) throws Exception {
        Map<String, String> named = new LinkedHashMap<>(colours(theme));
        named.put("-came", "#c9a2ff");
        named.put("-tag", "#56b4e9");
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (Rule r : rules(sheet("loupe.css"))) {
            String text = r.declarations.get("-fx-text-fill");
            String ground = r.declarations.get("-fx-background-color");
            if (text != null && ground != null && !ground.equals("transparent")) {
                judged++;
                Color paint = colour(ground, named);
                for (Color below : paint.isOpaque() ? List.of(Color.BLACK) : List.of(Color.BLACK, Color.WHITE)) {
                    judge(r.selector, colour(text, named), ground + " over " + below, over(paint, below), wrong);
                }
            }
        }
        assertThat(judged).isGreaterThan(6);
        assertThat(wrong).as(theme + ": below " + AA).isEmpty();
    }

    private static void judge(String text, Color a, String ground, Color b, List<String> wrong) {
        double ratio = ratio(a, b);
        if (ratio < AA) {
            wrong.add(String.format("%s on %s: %.2f", text, ground, ratio));
        }
    }
}
