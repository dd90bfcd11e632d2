package loupe.app.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// English made strange, so that a look shows which texts are not translated and which have no room.
final class Pseudo {
    /// Gaps and number formats stay as they are.
    private static final Pattern KEPT = Pattern.compile("\\{\\d}|%[-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z%]");
    private static final String PLAIN = "ABCDEGHIKLNORSTUYabcdeghiklnorstuy";
    private static final String STRANGE = "ÁßÇÐÉĜĤÍĶĻÑÖŔŠŢÛÝáƀçðéĝĥíķļñöŕšţûý";

    private Pseudo() {}

    /// `⟦Ópéñ šţûðý~~~~⟧`: brackets, accents and two fifths more letters.
    static String of(String english) {
        StringBuilder out = new StringBuilder("⟦");
        int from = 0;
        Matcher m = KEPT.matcher(english);
        while (m.find()) {
            out.append(strange(english.substring(from, m.start()))).append(m.group());
            from = m.end();
        }
        out.append(strange(english.substring(from)));
        String letters = KEPT.matcher(english).replaceAll("");
        out.append("~".repeat((int) Math.ceil(0.4 * letters.strip().length())));
        return out.append('⟧').toString();
    }

    private static String strange(String s) {
        StringBuilder out = new StringBuilder(s.length());
        s.chars().forEach(c -> {
            int i = PLAIN.indexOf(c);
            out.append(i < 0 ? (char) c : STRANGE.charAt(i));
        });
        return out.toString();
    }
}
