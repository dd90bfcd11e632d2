package loupe.exchange.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/// How often each element may stand in a resource, by the StructureDefinitions that HL7 publishes with FHIR R4.
final class R4Definitions {
    private final Map<String, List<ElementDefinition>> byType = new HashMap<>();

    static R4Definitions read(FhirContext context) throws Exception {
        R4Definitions out = new R4Definitions();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(R4Definitions.class.getResourceAsStream("/org/hl7/fhir/r4/model/profile/profiles-resources.xml")),
                StandardCharsets.UTF_8)) {
            for (Bundle.BundleEntryComponent e : context.newXmlParser().parseResource(Bundle.class, in).getEntry()) {
                if (e.getResource() instanceof StructureDefinition s) {
                    out.byType.put(s.getType(), s.getSnapshot().getElement());
                }
            }
        }
        return out;
    }

    /// What stands too seldom or too often, or does not belong, in words.
    List<String> violations(Resource resource) {
        List<String> out = new ArrayList<>();
        check(resource.fhirType(), resource, byType.get(resource.fhirType()), out);
        return out;
    }

    private static void check(String path, Base element, List<ElementDefinition> definitions, List<String> out) {
        for (ElementDefinition d : definitions) {
            if (!d.getPath().startsWith(path + ".") || d.getPath().indexOf('.', path.length() + 1) > 0) {
                continue;
            }
            String name = d.getPath().substring(path.length() + 1);
            Property p = element.getNamedProperty(name.replace("[x]", ""));
            List<Base> values = p == null ? List.of() : p.getValues().stream().filter(v -> !v.isEmpty()).toList();
            if (values.size() < d.getMin()) {
                out.add(d.getPath() + ": " + values.size() + ", at least " + d.getMin());
            }
            if (!d.getMax().equals("*") && values.size() > Integer.parseInt(d.getMax())) {
                out.add(d.getPath() + ": " + values.size() + ", at most " + d.getMax());
            }
            for (Base v : values) {
                if (!v.isResource()) {
                    check(d.getPath(), v, definitions, out);
                }
            }
        }
    }
}
