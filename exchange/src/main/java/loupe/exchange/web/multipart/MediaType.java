package loupe.exchange.web.multipart;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A media type and its parameters (RFC 9110 8.3.1), read as peers write them: quoted or bare, parameters even within the quotes
/// of another (`type="application/octet-stream; transfer-syntax=…"`).
///
/// @param name type and subtype in lower case, such as `multipart/related`; empty where there is none
/// @param parameters by name in lower case, without quotes
public record MediaType(String name, Map<String, String> parameters) {
    private static final int LONGEST = 8192;

    /// Copies the map.
    public MediaType {
        parameters = Map.copyOf(parameters);
    }

    /// Reads a header's value; what cannot be read of it is left out.
    public static MediaType of(String header) {
        String h = header.length() > LONGEST ? header.substring(0, LONGEST) : header;
        int semicolon = h.indexOf(';');
        String name = (semicolon < 0 ? h : h.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        Map<String, String> parameters = new HashMap<>();
        int at = semicolon < 0 ? h.length() : semicolon + 1;
        while (at < h.length()) {
            int equals = h.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String key = h.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = value(h, equals + 1, value);
            parameters.putIfAbsent(key, value.toString());
        }
        return new MediaType(name, parameters);
    }

    /// Reads a value from a place on and gives the place behind its semicolon.
    private static int value(String h, int from, StringBuilder out) {
        int at = from;
        while (at < h.length() && h.charAt(at) == ' ') {
            at++;
        }
        if (at < h.length() && h.charAt(at) == '"') {
            at++;
            while (at < h.length() && h.charAt(at) != '"') {
                if (h.charAt(at) == '\\' && at + 1 < h.length()) {
                    at++;
                }
                out.append(h.charAt(at++));
            }
        } else {
            int end = h.indexOf(';', at);
            out.append(h, at, end < 0 ? h.length() : end);
            out.replace(0, out.length(), out.toString().strip());
        }
        int end = h.indexOf(';', at);
        return end < 0 ? h.length() : end + 1;
    }

    /// A parameter.
    public Optional<String> parameter(String key) {
        return Optional.ofNullable(parameters.get(key));
    }

    /// The type of a multipart body's root part (RFC 2387 3.1), without parameters that stand within its quotes; empty where it
    /// is not said.
    public String type() {
        return of(parameters.getOrDefault("type", "")).name;
    }

    /// Whether it is a body of several parts that are related.
    public boolean isRelated() {
        return name.equals("multipart/related");
    }
}
