package loupe.exchange.hl7;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The vertical bar encoding (HL7 2.5.1 chapter 2.5): segments of fields, fields of components, every text escaped.
final class Er7 {
    private Er7() {}

    /// A segment's fields, from the first on, each encoded already.
    static String segment(String name, String... fields) {
        return (name + "|" + String.join("|", fields)).replaceAll("\\|+$", "") + "\r";
    }

    /// Components of a field; empty ones at the end are left out.
    static String components(String... texts) {
        return joined("^", texts);
    }

    /// Subcomponents of a component.
    static String subcomponents(String... texts) {
        return joined("&", texts);
    }

    private static String joined(String separator, String... texts) {
        String all = Arrays.stream(texts).map(Er7::text).collect(Collectors.joining(separator));
        int end = all.length();
        while (end > 0 && all.charAt(end - 1) == separator.charAt(0)) {
            end--;
        }
        return all.substring(0, end);
    }

    /// A text with what separates escaped (2.7.1); line ends become `\.br\` (2.7.6), other control characters go.
    static String text(String s) {
        StringBuilder out = new StringBuilder(s.length() + 16);
        String normal = s.replace("\r\n", "\n").replace('\r', '\n');
        for (int i = 0; i < normal.length(); i++) {
            char c = normal.charAt(i);
            switch (c) {
                case '|' -> out.append("\\F\\");
                case '^' -> out.append("\\S\\");
                case '&' -> out.append("\\T\\");
                case '~' -> out.append("\\R\\");
                case '\\' -> out.append("\\E\\");
                case '\n' -> out.append("\\.br\\");
                default -> {
                    if (c >= ' ' && c != 0x7f) {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
