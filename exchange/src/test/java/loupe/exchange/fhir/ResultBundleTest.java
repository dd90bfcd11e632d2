package loupe.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import loupe.exchange.result.ResultMessage;
import loupe.exchange.result.Results;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bundle read by HAPI without any leniency, and held against the definitions of FHIR R4 itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultBundleTest {
    private static final FhirSystems SYSTEMS = new FhirSystems(
            URI.create("urn:oid:1.2.3"), URI.create("https://clinic.example/accessions"), URI.create("https://clinic.example/people"),
            URI.create("urn:oid:2.25.99"));

    private FhirContext context;
    private R4Definitions definitions;

    @BeforeAll
    void definitions() throws Exception {
        context = FhirContext.forR4();
        definitions = R4Definitions.read();
    }

    private Bundle read(ResultMessage result) {
        IParser strict = context.newJsonParser();
        strict.setParserErrorHandler(new StrictErrorHandler());
        return strict.parseResource(Bundle.class, new String(ResultBundle.of(result, SYSTEMS), StandardCharsets.UTF_8));
    }

    private static <T extends Resource> List<T> all(Bundle b, Class<T> type) {
        return b.getEntry().stream().map(BundleEntryComponent::getResource).filter(type::isInstance).map(type::cast).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_element_is_there_as_often_as_its_definition_says(boolean verified) {
        Bundle b = read(verified ? Results.verified() : Results.preliminary());

        assertThat(b.getEntry()).hasSize(6);
        for (BundleEntryComponent e : b.getEntry()) {
            assertThat(definitions.violations(e.getResource())).as(e.getResource().fhirType()).isEmpty();
        }
        assertThat(definitions.violations(b)).isEmpty();
    }

    @Test
    void the_definitions_find_what_is_missing() {
        assertThat(definitions.violations(new Observation())).contains("Observation.status: 0, at least 1",
                "Observation.code: 0, at least 1");
        assertThat(definitions.violations(new Provenance())).contains("Provenance.agent: 0, at least 1");
    }

    @Test
    void every_reference_within_leads_to_an_entry_of_its_type() {
        Bundle b = read(Results.verified());
        Set<String> urls = b.getEntry().stream().map(BundleEntryComponent::getFullUrl).collect(Collectors.toSet());
        DiagnosticReport r = all(b, DiagnosticReport.class).getFirst();
        Provenance p = all(b, Provenance.class).getFirst();

        assertThat(urls).hasSize(6).allMatch(u -> u.matches("urn:uuid:[0-9a-f-]{36}"));
        assertThat(r.getResult()).hasSize(2).extracting(Reference::getReference).isSubsetOf(urls);
        assertThat(r.getImagingStudy()).extracting(Reference::getReference).isSubsetOf(urls);
        assertThat(p.getTarget()).hasSize(3).extracting(Reference::getReference).isSubsetOf(urls);
        assertThat(all(b, Observation.class)).allSatisfy(o -> {
            assertThat(o.getDevice().getReference()).isIn(urls);
            assertThat(o.getDerivedFrom()).extracting(Reference::getReference).isSubsetOf(urls);
        });
    }

    @Test
    void a_finding_says_what_where_how_large_by_whom_and_by_what() {
        Bundle b = read(Results.verified());
        Observation o = all(b, Observation.class).getFirst();

        assertThat(o.getStatus()).isEqualTo(Observation.ObservationStatus.FINAL);
        assertThat(o.getCode().getCodingFirstRep().getSystem()).isEqualTo("http://snomed.info/sct");
        assertThat(o.getBodySite().getText()).isEqualTo("Lung structure");
        assertThat(o.getIdentifier()).anyMatch(i -> i.getSystem().equals("urn:dicom:uid") && i.getValue().equals("urn:oid:2.25.123"));
        assertThat(o.getComponentFirstRep().getValueQuantity().getValue().toPlainString()).isEqualTo("8.40");
        assertThat(o.getComponentFirstRep().getValueQuantity().getSystem()).isEqualTo("http://unitsofmeasure.org");
        assertThat(o.getComponentFirstRep().getValueQuantity().getCode()).isEqualTo("mm");
        assertThat(o.getComponent().get(1).getValueCodeableConcept().getText()).isEqualTo("Mean");
        assertThat(o.getComponent().get(2).getValueStringType().getValue()).isEqualTo("smooth & round");
        assertThat(o.getPerformerFirstRep().getIdentifier().getValue()).isEqualTo("r1");
        Device d = all(b, Device.class).getFirst();
        assertThat(d.getDeviceNameFirstRep().getName() + " " + d.getVersionFirstRep().getValue()).isEqualTo("lungs 1.2");
        assertThat(all(b, ImagingStudy.class).getFirst().getIdentifierFirstRep().getValue()).isEqualTo("urn:oid:" + Results.STUDY);
    }

    @Test
    void the_report_names_the_order_and_the_provenance_model_and_reader() {
        Bundle b = read(Results.verified());
        DiagnosticReport r = all(b, DiagnosticReport.class).getFirst();
        Provenance p = all(b, Provenance.class).getFirst();

        assertThat(r.getBasedOnFirstRep().getIdentifier().getValue()).isEqualTo("ACC^1");
        assertThat(r.getStatus()).isEqualTo(DiagnosticReport.DiagnosticReportStatus.FINAL);
        assertThat(r.getConclusion()).contains("a | b");
        assertThat(p.getAgent()).extracting(a -> a.getType().getCodingFirstRep().getCode()).containsExactly("assembler", "verifier");
        assertThat(p.getAgent().get(1).getWho().getIdentifier().getValue()).isEqualTo("r1");
    }

    @Test
    void without_a_verifier_it_is_preliminary_and_nobody_is_named() {
        Bundle b = read(Results.preliminary());

        assertThat(all(b, DiagnosticReport.class).getFirst().getStatus()).isEqualTo(DiagnosticReport.DiagnosticReportStatus.PRELIMINARY);
        assertThat(all(b, DiagnosticReport.class).getFirst().getResultsInterpreter()).isEmpty();
        assertThat(all(b, Provenance.class).getFirst().getAgent()).hasSize(1);
    }

    @Test
    void no_patient_is_made_and_what_is_made_is_made_once() {
        Bundle b = read(Results.verified());

        assertThat(all(b, Patient.class)).isEmpty();
        assertThat(all(b, Practitioner.class)).isEmpty();
        assertThat(b.getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
        assertThat(b.getEntry()).allMatch(e -> e.getRequest().getMethod() == HTTPVerb.POST);
        assertThat(b.getEntry().stream().filter(e -> !(e.getResource() instanceof Provenance)))
                .allMatch(e -> e.getRequest().getIfNoneExist().startsWith("identifier="));
        assertThat(ResultBundle.of(Results.verified(), SYSTEMS)).isEqualTo(ResultBundle.of(Results.verified(), SYSTEMS));
        assertThat(new String(ResultBundle.of(Results.verified(), SYSTEMS), StandardCharsets.UTF_8)).doesNotContain("Jörg");
    }
}
