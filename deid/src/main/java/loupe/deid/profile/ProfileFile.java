package loupe.deid.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.Dictionary;

/// Reads a profile from YAML: `name`, `version`, `pixels`, `deface`, `options` and `attributes`; nothing else may stand in it.
final class ProfileFile {
    private static final Set<String> KEYS = Set.of("name", "version", "pixels", "deface", "options", "attributes");

    private ProfileFile() {}

    static Profile parse(String yaml) throws ProfileException {
        JsonNode root;
        try {
            root = YAMLMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new ProfileException("a profile must be YAML; line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + " is not");
        }
        if (!root.isObject()) {
            throw new ProfileException("a profile must be a list of keys with values");
        }
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String key = names.next();
            if (!KEYS.contains(key)) {
                throw new ProfileException("`" + key + "` is no key of a profile; allowed: name, version, pixels, deface, options, attributes");
            }
        }
        try {
            return new Profile(
                    text(root, "name"), text(root, "version"), options(root), pixels(root), deface(root), attributes(root));
        } catch (IllegalArgumentException e) {
            throw new ProfileException(String.valueOf(e.getMessage()));
        }
    }

    private static String text(JsonNode root, String key) throws ProfileException {
        JsonNode node = root.path(key);
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw new ProfileException("`" + key + "` must be a text");
        }
        return node.textValue();
    }

    private static Profile.Pixels pixels(JsonNode root) throws ProfileException {
        // YAML reads a bare `off` as false.
        return root.path("pixels").isBoolean() && !root.path("pixels").booleanValue()
                ? Profile.Pixels.OFF
                : constant(Profile.Pixels.class, "pixels", text(root, "pixels"));
    }

    private static boolean deface(JsonNode root) throws ProfileException {
        JsonNode node = root.path("deface");
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw new ProfileException("`deface` must be true or false");
        }
        return node.asBoolean(false);
    }

    private static Set<ProfileOption> options(JsonNode root) throws ProfileException {
        EnumSet<ProfileOption> options = EnumSet.noneOf(ProfileOption.class);
        JsonNode node = root.path("options");
        if (!node.isArray()) {
            throw new ProfileException("`options` must be a list");
        }
        for (JsonNode option : node) {
            options.add(constant(ProfileOption.class, "options", option.asText()));
        }
        return options;
    }

    private static Map<Integer, AttributeAction> attributes(JsonNode root) throws ProfileException {
        Map<Integer, AttributeAction> attributes = new HashMap<>();
        JsonNode node = root.path("attributes");
        if (!node.isMissingNode() && !node.isObject()) {
            throw new ProfileException("`attributes` must be pairs of keyword and action");
        }
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            Dictionary.Entry entry = Dictionary.entry(e.getKey())
                    .orElseThrow(() -> new ProfileException(
                            "`attributes`: " + e.getKey() + " is no keyword of the DICOM dictionary"));
            attributes.put(entry.tag(), constant(AttributeAction.class, "attributes", e.getValue().asText()));
        }
        return attributes;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String key, String word) throws ProfileException {
        StringBuilder allowed = new StringBuilder();
        for (E e : type.getEnumConstants()) {
            String name = e.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(word)) {
                return e;
            }
            allowed.append(allowed.isEmpty() ? "" : ", ").append(name);
        }
        throw new ProfileException("`" + key + "`: `" + word + "` is not allowed; allowed: " + allowed);
    }
}
