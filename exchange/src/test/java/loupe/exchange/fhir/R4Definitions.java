package loupe.exchange.fhir;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/// How often each element may stand in a resource, by the StructureDefinitions that HL7 publishes with FHIR R4.
final class R4Definitions {
    private static final String TABLE = "/org/hl7/fhir/r4/model/profile/profiles-resources.xml";

    /// A row of a definition.
    private record Row(String path, int min, String max) {}

    private final Map<String, List<Row>> byType = new HashMap<>();

    static R4Definitions read() throws Exception {
        R4Definitions out = new R4Definitions();
        try (InputStream in = Objects.requireNonNull(R4Definitions.class.getResourceAsStream(TABLE))) {
            XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(in);
            List<String> open = new ArrayList<>();
            Map<String, String> row = new HashMap<>();
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    open.add(xml.getLocalName());
                    String place = String.join("/", open);
                    String value = xml.getAttributeValue(null, "value");
                    if (value != null && place.contains("StructureDefinition/snapshot/element/") && !place.contains("element/base/")) {
                        row.putIfAbsent(place.substring(place.indexOf("element/")), value);
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (String.join("/", open).endsWith("StructureDefinition/snapshot/element")) {
                        out.add(row);
                        row.clear();
                    }
                    open.removeLast();
                }
            }
        }
        return out;
    }

    private void add(Map<String, String> row) {
        String path = row.get("element/path");
        String type = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        byType.computeIfAbsent(type, t -> new ArrayList<>())
                .add(new Row(path, Integer.parseInt(row.get("element/min")), row.get("element/max")));
    }

    /// What stands too seldom or too often, in words.
    List<String> violations(Resource resource) {
        List<String> out = new ArrayList<>();
        check(resource.fhirType(), resource, byType.get(resource.fhirType()), out);
        return out;
    }

    private static void check(String path, Base element, List<Row> definitions, List<String> out) {
        for (Row d : definitions) {
            if (!d.path.startsWith(path + ".") || d.path.indexOf('.', path.length() + 1) > 0) {
                continue;
            }
            String name = d.path.substring(path.length() + 1);
            Property p = element.getNamedProperty(name.replace("[x]", ""));
            List<Base> values =
                    p == null ? List.of() : p.getValues().stream().filter(v -> !v.isEmpty()).toList();
            if (values.size() < d.min) {
                out.add(d.path + ": " + values.size() + ", at least " + d.min);
            }
            if (!d.max.equals("*") && values.size() > Integer.parseInt(d.max)) {
                out.add(d.path + ": " + values.size() + ", at most " + d.max);
            }
            for (Base v : values) {
                if (!v.isResource()) {
                    check(d.path, v, definitions, out);
                }
            }
        }
    }
}
