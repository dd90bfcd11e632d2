package loupe.inference.card;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// On which line of a JSON text each entry begins, by its JSON pointer (RFC 6901).
final class Lines {
    private final Map<String, Integer> lines = new HashMap<>();

    /// @throws IOException if the text is no JSON
    static Lines of(String json) throws IOException {
        Lines all = new Lines();
        try (JsonParser p = new JsonFactory().createParser(json)) {
            while (p.nextToken() != null) {
                all.lines.putIfAbsent(p.getParsingContext().pathAsPointer().toString(), p.currentTokenLocation().getLineNr());
            }
        }
        return all;
    }

    /// The line of an entry; of what it would lie in where it is missing.
    int at(String pointer) {
        String known = pointer;
        while (!known.isEmpty() && !lines.containsKey(known)) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return lines.getOrDefault(known, 1);
    }
}
