package loupe.exchange.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import loupe.exchange.result.ResultMessage;
import loupe.exchange.result.ResultMessage.Coded;
import loupe.exchange.result.ResultMessage.Finding;
import loupe.exchange.result.ResultMessage.Measure;
import loupe.exchange.result.ResultMessage.Status;
import loupe.exchange.result.ResultMessage.Value;

/// A result as one transaction Bundle of FHIR R4: Device, ImagingStudy, an Observation a finding, DiagnosticReport, Provenance.
///
/// No Patient and no Practitioner is made: both are referred to by identifier, so that a result never becomes a second patient. What
/// is made is made only where the receiver has nothing of the same identifier (`ifNoneExist`), so that a bundle sent twice leaves
/// one of each; of Provenance, which has no identifier in R4, it leaves two.
public final class ResultBundle {
    private static final String LOINC = "http://loinc.org";
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ResultMessage result;
    private final FhirSystems systems;
    private final ObjectNode bundle = JSON.objectNode();
    private final ArrayNode entries;
    private final String device;
    private final String study;
    private final String report;

    private ResultBundle(ResultMessage result, FhirSystems systems) {
        this.result = result;
        this.systems = systems;
        bundle.put("resourceType", "Bundle").put("type", "transaction").put("timestamp", result.made().toString());
        this.entries = bundle.putArray("entry");
        this.device = urn("device");
        this.study = urn("study");
        this.report = urn("report");
    }

    /// The bundle of a result: JSON in UTF-8 (`application/fhir+json`).
    public static byte[] of(ResultMessage result, FhirSystems systems) {
        try {
            return new ObjectMapper().writeValueAsBytes(new ResultBundle(result, systems).build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private ObjectNode build() {
        device();
        imagingStudy();
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < result.findings().size(); i++) {
            findings.add(observation(result.findings().get(i), i + 1));
        }
        report(findings);
        provenance(findings);
        return bundle;
    }

    /// An address within the bundle, the same each time it is made.
    private String urn(String what) {
        byte[] name = (result.controlId() + " " + what).getBytes(StandardCharsets.UTF_8);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name);
    }

    private ObjectNode entry(String urn, String type, ObjectNode identifier) {
        ObjectNode resource = entry(urn, type);
        ((ObjectNode) entries.get(entries.size() - 1).get("request"))
                .put(
                        "ifNoneExist",
                        "identifier="
                                + encoded(identifier.get("system").asText() + "|" + identifier.get("value").asText()));
        resource.putArray("identifier").add(identifier);
        return resource;
    }

    private ObjectNode entry(String urn, String type) {
        ObjectNode e = entries.addObject();
        e.put("fullUrl", urn);
        ObjectNode resource = e.putObject("resource").put("resourceType", type);
        e.putObject("request").put("method", "POST").put("url", type);
        return resource;
    }

    private static String encoded(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8);
    }

    private ObjectNode own(String what) {
        return FhirCodes.identifier(systems.results().toString(), result.controlId() + "-" + what);
    }

    /// The patient by identifier alone (FHIR R4, Reference.identifier).
    private ObjectNode subject() {
        ObjectNode out = JSON.objectNode().put("type", "Patient");
        out.set("identifier", FhirCodes.identifier(systems.patients().toString(), result.patient().id()));
        return out;
    }

    private ObjectNode verifier() {
        ResultMessage.Verifier v = result.verifier().orElseThrow();
        ObjectNode out = JSON.objectNode().put("type", "Practitioner");
        out.set("identifier", FhirCodes.identifier(systems.persons().toString(), v.id()));
        return out.put("display", FhirCodes.display(v.name()));
    }

    private String status() {
        return result.status() == Status.FINAL ? "final" : "preliminary";
    }

    private void device() {
        ResultMessage.Model m = result.model();
        ObjectNode identifier =
                FhirCodes.identifier(systems.results().toString(), "model " + m.name() + " " + m.version());
        ObjectNode d = entry(device, "Device", identifier);
        d.put("status", "active").put("manufacturer", m.maker());
        d.putArray("deviceName").addObject().put("name", m.name()).put("type", "model-name");
        d.putArray("version").addObject().put("value", m.version());
    }

    private void imagingStudy() {
        ObjectNode s = entry(study, "ImagingStudy", FhirCodes.uid(result.studyUid()));
        s.put("status", "available");
        s.set("subject", subject());
    }

    private String observation(Finding f, int number) {
        String urn = urn("finding " + number);
        ObjectNode o = entry(urn, "Observation", own("finding-" + number));
        f.trackingUid().ifPresent(u -> ((ArrayNode) o.get("identifier")).add(FhirCodes.uid(u)));
        o.put("status", status());
        o.putArray("category")
                .add(FhirCodes.concept("http://terminology.hl7.org/CodeSystem/observation-category", "imaging", "Imaging"));
        o.set("code", FhirCodes.concept(f.kind()));
        o.set("subject", subject());
        o.put("effectiveDateTime", result.made().toString());
        o.put("issued", result.made().toString());
        if (result.verifier().isPresent()) {
            o.putArray("performer").add(verifier());
        }
        f.site().ifPresent(site -> o.set("bodySite", FhirCodes.concept(site)));
        o.set("device", FhirCodes.reference(device));
        o.putArray("derivedFrom").add(FhirCodes.reference(study));
        if (!f.measures().isEmpty()) {
            ArrayNode components = o.putArray("component");
            f.measures().forEach(m -> component(m, components.addObject()));
        }
        return urn;
    }

    private static void component(Measure m, ObjectNode c) {
        c.set("code", FhirCodes.concept(m.concept()));
        switch (m.value()) {
            case Value.OfCode v -> c.set("valueCodeableConcept", FhirCodes.concept(v.code()));
            case Value.OfNumber v -> {
                Coded unit = v.unit();
                c.putObject("valueQuantity")
                        .put("value", v.number())
                        .put("unit", unit.meaning().isBlank() ? unit.value() : unit.meaning())
                        .put("system", FhirCodes.system(unit.scheme()))
                        .put("code", unit.value());
            }
            case Value.OfText v -> c.put("valueString", v.text());
        }
    }

    private void report(List<String> findings) {
        ObjectNode r = entry(report, "DiagnosticReport", own("report"));
        if (!result.accession().isBlank()) {
            ObjectNode order = JSON.objectNode().put("type", "ServiceRequest");
            ObjectNode accession = FhirCodes.identifier(systems.accessions().toString(), result.accession());
            accession.set("type", FhirCodes.concept("http://terminology.hl7.org/CodeSystem/v2-0203", "ACSN", "Accession ID"));
            order.set("identifier", accession);
            r.putArray("basedOn").add(order);
        }
        r.put("status", status());
        r.putArray("category")
                .add(FhirCodes.concept("http://terminology.hl7.org/CodeSystem/v2-0074", "RAD", "Radiology"));
        r.set("code", FhirCodes.concept(LOINC, "18748-4", "Diagnostic imaging study"));
        r.set("subject", subject());
        r.put("effectiveDateTime", result.made().toString());
        r.put("issued", result.made().toString());
        if (result.verifier().isPresent()) {
            r.putArray("resultsInterpreter").add(verifier());
        }
        ArrayNode results = JSON.arrayNode();
        findings.forEach(f -> results.add(FhirCodes.reference(f)));
        if (!results.isEmpty()) {
            r.set("result", results);
        }
        r.putArray("imagingStudy").add(FhirCodes.reference(study));
        if (!result.summary().isBlank()) {
            r.put("conclusion", result.summary());
        }
    }

    /// Who put it together and who accepted it (FHIR R4, provenance-agent-type).
    private void provenance(List<String> findings) {
        ObjectNode p = entry(urn("provenance"), "Provenance");
        ArrayNode targets = p.putArray("target");
        targets.add(FhirCodes.reference(report));
        findings.forEach(f -> targets.add(FhirCodes.reference(f)));
        p.put("recorded", result.verifier().map(ResultMessage.Verifier::at).orElse(result.made()).toString());
        ArrayNode agents = p.putArray("agent");
        ObjectNode assembler = agents.addObject();
        assembler.set("type", FhirCodes.concept(PARTICIPANT, "assembler", "Assembler"));
        assembler.set("who", FhirCodes.reference(device));
        if (result.verifier().isPresent()) {
            ObjectNode person = agents.addObject();
            person.set("type", FhirCodes.concept(PARTICIPANT, "verifier", "Verifier"));
            person.set("who", verifier());
        }
    }
}
