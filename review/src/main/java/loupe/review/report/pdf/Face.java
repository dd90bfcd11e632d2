package loupe.review.report.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The one font of a report, embedded as far as it is used: Liberation Sans, which PDFBox ships (SIL OFL 1.1).
final class Face {
    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final int UNITS = 1000;

    private final PDFont font;
    /// Whether the font has a character.
    private final Map<Integer, Boolean> known = new HashMap<>();

    private Face(PDFont font) {
        this.font = font;
    }

    static Face in(PDDocument document) throws IOException {
        try (InputStream in = PDFont.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException("the font of reports is missing from the class path");
            }
            return new Face(PDType0Font.load(document, in, true));
        }
    }

    PDFont font() {
        return font;
    }

    /// The text with a question mark for each character that the font has not.
    String shown(String text) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            out.append(has(c) ? Character.toString(c) : "?");
        }
        return out.toString();
    }

    private boolean has(int codePoint) throws IOException {
        Boolean before = known.get(codePoint);
        if (before == null) {
            try {
                font.encode(Character.toString(codePoint));
                before = true;
            } catch (IllegalArgumentException e) {
                before = false;
            }
            known.put(codePoint, before);
        }
        return before;
    }

    /// Width of a text that the font has, in points.
    double width(String text, double size) throws IOException {
        return font.getStringWidth(text) * size / UNITS;
    }

    /// Lines no wider than asked, broken between words; a word that is wider is broken within.
    List<String> wrapped(String text, double size, double width) throws IOException {
        List<String> out = new ArrayList<>();
        String line = "";
        for (String word : shown(text).split(" ")) {
            String rest = word;
            while (width(rest, size) > width) {
                int fits = fitting(rest, size, width);
                if (!line.isEmpty()) {
                    out.add(line);
                    line = "";
                }
                out.add(rest.substring(0, fits));
                rest = rest.substring(fits);
            }
            String longer = line.isEmpty() ? rest : line + " " + rest;
            if (width(longer, size) > width) {
                out.add(line);
                line = rest;
            } else {
                line = longer;
            }
        }
        out.add(line);
        return out;
    }

    private int fitting(String word, double size, double width) throws IOException {
        int n = 1;
        while (n < word.length() && width(word.substring(0, n + 1), size) <= width) {
            n++;
        }
        return Character.isHighSurrogate(word.charAt(n - 1)) && n > 1 ? n - 1 : n;
    }
}
