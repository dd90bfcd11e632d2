package loupe.inference.trust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The register as JSON, version 1.
public final class RegisterJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RegisterJson() {}

    /// One text for one register.
    public static String write(ModelRegister register) {
        ObjectNode root = MAPPER.createObjectNode().put("format", 1);
        ArrayNode all = root.putArray("decisions");
        for (Decision d : register.decisions()) {
            all.addObject()
                    .put("model", d.modelId())
                    .put("version", d.version())
                    .put("weights", d.weightsSha256())
                    .put("card", d.cardSha256())
                    .put("standing", d.standing().name())
                    .put("by", d.by())
                    .put("at", d.at().toString())
                    .put("reason", d.reason());
        }
        return root.toString();
    }

    /// Reads one back.
    ///
    /// @throws TrustException if it is not what [#write] makes
    public static ModelRegister read(String json) throws TrustException {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (root.path("format").asInt() != 1) {
                throw new TrustException("the register of models is of another version of the program");
            }
            List<Decision> all = new ArrayList<>();
            for (JsonNode d : root.path("decisions")) {
                all.add(new Decision(d.path("model").asText(), d.path("version").asText(), d.path("weights").asText(),
                        d.path("card").asText(), Standing.valueOf(d.path("standing").asText()), d.path("by").asText(),
                        Instant.parse(d.path("at").asText()), d.path("reason").asText()));
            }
            return new ModelRegister(all);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            throw new TrustException("the register of models is damaged; restore the store from a backup");
        }
    }
}
