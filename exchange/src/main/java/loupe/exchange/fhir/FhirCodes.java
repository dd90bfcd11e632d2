package loupe.exchange.fhir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import loupe.exchange.result.ResultMessage.Coded;

/// Codes and identifiers as FHIR R4 writes them.
final class FhirCodes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FhirCodes() {}

    /// The URI of a scheme (FHIR R4, terminologies-systems; PS3.16 8-1 for DICOM's).
    static String system(String scheme) {
        return switch (scheme) {
            case "SCT", "SRT" -> "http://snomed.info/sct";
            case "LN" -> "http://loinc.org";
            case "DCM" -> "http://dicom.nema.org/resources/ontology/DCM";
            case "UCUM" -> "http://unitsofmeasure.org";
            case "RADLEX" -> "http://radlex.org";
            default -> "urn:dicom:scheme:" + scheme.replaceAll("[^A-Za-z0-9_-]", "-");
        };
    }

    static ObjectNode concept(Coded c) {
        return concept(system(c.scheme()), c.value(), c.meaning());
    }

    static ObjectNode concept(String system, String code, String display) {
        ObjectNode out = JSON.objectNode();
        ObjectNode coding = out.putArray("coding").addObject();
        coding.put("system", system).put("code", code);
        if (!display.isBlank()) {
            coding.put("display", display);
            out.put("text", display);
        }
        return out;
    }

    static ObjectNode identifier(String system, String value) {
        return JSON.objectNode().put("system", system).put("value", value);
    }

    /// A UID as identifier (FHIR R4, ImagingStudy.identifier).
    static ObjectNode uid(String uid) {
        return identifier("urn:dicom:uid", "urn:oid:" + uid);
    }

    static ObjectNode reference(String to) {
        return JSON.objectNode().put("reference", to);
    }

    /// A name without DICOM's carets: given, middle, family.
    static String display(String dicomName) {
        String[] n = dicomName.split("=", 2)[0].split("\\^", -1);
        String family = n[0];
        String given = n.length > 1 ? n[1] : "";
        return (given + " " + family).strip();
    }
}
