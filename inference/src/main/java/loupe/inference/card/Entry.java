package loupe.inference.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One place in a card: a JSON node that knows its path, so that every complaint names it.
final class Entry {
    private final String path;
    private final @Nullable JsonNode node;
    private final Lines lines;

    Entry(String path, @Nullable JsonNode node, Lines lines) {
        this.path = path;
        this.lines = lines;
        this.node = node;
    }

    String path() {
        return path;
    }

    CardException wrong(String mustBe) {
        return new CardException("card entry \"" + path + "\" must be " + mustBe + ", was " + described() + line(path));
    }

    private String line(String of) {
        String pointer = of.isEmpty() ? "" : "/" + of.replace("].", "/").replace("]", "").replace('[', '/').replace('.', '/');
        return " (line " + lines.at(pointer) + ")";
    }

    private String described() {
        if (node == null || node.isMissingNode()) {
            return "missing";
        }
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    boolean present() {
        return node != null && !node.isMissingNode() && !node.isNull();
    }

    Entry at(String name) {
        String child = path.isEmpty() ? name : path + "." + name;
        return new Entry(child, node == null ? null : node.get(name), lines);
    }

    /// Complains unless this is an object with no entries but those named.
    Entry only(String... names) throws CardException {
        if (node == null || !node.isObject()) {
            throw wrong("an object");
        }
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        Set.of(names).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new CardException("card entry \"" + at(unknown.iterator().next()).path + "\" is not known; known are "
                    + String.join(", ", new TreeSet<>(Set.of(names))) + line(at(unknown.iterator().next()).path));
        }
        return this;
    }

    String text() throws CardException {
        if (node == null || !node.isTextual() || node.textValue().isBlank()) {
            throw wrong("a text");
        }
        return node.textValue();
    }

    String matching(String pattern, String mustBe) throws CardException {
        String text = text();
        if (!text.matches(pattern)) {
            throw wrong(mustBe);
        }
        return text;
    }

    double number(double from, double to) throws CardException {
        if (node == null || !node.isNumber() || !(node.doubleValue() >= from && node.doubleValue() <= to)) {
            throw wrong("a number from " + from + " to " + to);
        }
        return node.doubleValue();
    }

    boolean truth() throws CardException {
        if (node == null || !node.isBoolean()) {
            throw wrong("true or false");
        }
        return node.booleanValue();
    }

    int integer(int from, int to) throws CardException {
        if (node == null || !node.isInt() || node.intValue() < from || node.intValue() > to) {
            throw wrong("a whole number from " + from + " to " + to);
        }
        return node.intValue();
    }

    boolean isList() {
        return node != null && node.isArray();
    }

    List<Entry> list(int atLeast, int atMost) throws CardException {
        if (node == null || !node.isArray() || node.size() < atLeast || node.size() > atMost) {
            throw wrong("a list of " + atLeast + " to " + atMost + " entries");
        }
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            all.add(new Entry(path + "[" + i + "]", node.get(i), lines));
        }
        return all;
    }

    List<String> texts(int atLeast) throws CardException {
        List<String> all = new ArrayList<>();
        for (Entry e : list(atLeast, 100)) {
            all.add(e.text());
        }
        return all;
    }
}
