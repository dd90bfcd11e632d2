package loupe.exchange.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.v251.datatype.CWE;
import ca.uhn.hl7v2.model.v251.datatype.NM;
import ca.uhn.hl7v2.model.v251.datatype.TX;
import ca.uhn.hl7v2.model.v251.group.ORU_R01_OBSERVATION;
import ca.uhn.hl7v2.model.v251.group.ORU_R01_ORDER_OBSERVATION;
import ca.uhn.hl7v2.model.v251.message.ORU_R01;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import loupe.exchange.node.Hl7Parties;
import loupe.exchange.result.ResultMessage;
import loupe.exchange.result.Results;
import org.junit.jupiter.api.Test;

/// ORU^R01 read by HAPI, which checks it.
class OruMessageTest {
    private static final Hl7Parties PARTIES = new Hl7Parties("LOUPE", "READING|ROOM", "RIS", "HOSPITAL", false);

    private static ORU_R01 read(ResultMessage result) throws Exception {
        try (HapiContext context = new DefaultHapiContext()) {
            context.setValidationContext(ValidationContextFactory.defaultValidation());
            return (ORU_R01) context.getPipeParser()
                    .parse(new String(OruMessage.of(result, PARTIES), StandardCharsets.UTF_8));
        }
    }

    @Test
    void hapi_reads_whose_it_is_and_what_was_ordered() throws Exception {
        ORU_R01 m = read(Results.verified());

        assertThat(m.getMSH().getSendingFacility().getNamespaceID().getValue()).isEqualTo("READING|ROOM");
        assertThat(m.getMSH().getMessageControlID().getValue()).isEqualTo("L-1");
        assertThat(m.getMSH().getVersionID().getVersionID().getValue()).isEqualTo("2.5.1");
        assertThat(m.getMSH().getCharacterSet(0).getValue()).isEqualTo("UNICODE UTF-8");
        var pid = m.getPATIENT_RESULT().getPATIENT().getPID();
        assertThat(pid.getPatientIdentifierList(0).getIDNumber().getValue()).isEqualTo("4711&8");
        assertThat(pid.getPatientIdentifierList(0).getAssigningAuthority().getNamespaceID().getValue()).isEqualTo("CLINIC");
        assertThat(pid.getPatientName(0).getFamilyName().getSurname().getValue()).isEqualTo("Müller-O'Brien");
        assertThat(pid.getPatientName(0).getGivenName().getValue()).isEqualTo("Jörg");
        assertThat(pid.getPatientName(0).getPrefixEgDR().getValue()).isEqualTo("Dr.");
        assertThat(pid.getPatientName(0).getSuffixEgJRorIII().getValue()).isEqualTo("jun.");
        assertThat(pid.getPatientName(1).getFamilyName().getSurname().getValue()).isEqualTo("ミュラー");
        assertThat(pid.getPatientName(1).getNameRepresentationCode().getValue()).isEqualTo("I");
        assertThat(pid.getDateTimeOfBirth().getTime().getValue()).isEqualTo("19610203");
        assertThat(pid.getAdministrativeSex().getValue()).isEqualTo("M");
        var obr = m.getPATIENT_RESULT().getORDER_OBSERVATION().getOBR();
        assertThat(obr.getFillerOrderNumber().getEntityIdentifier().getValue()).isEqualTo("ACC^1");
        assertThat(obr.getUniversalServiceIdentifier().getIdentifier().getValue()).isEqualTo("18748-4");
        assertThat(obr.getResultStatus().getValue()).isEqualTo("F");
        assertThat(obr.getPrincipalResultInterpreter().getNDLName().getFamilyName().getValue()).isEqualTo("Reader");
    }

    @Test
    void hapi_reads_the_study_each_finding_and_the_summary() throws Exception {
        ORU_R01_ORDER_OBSERVATION order = read(Results.verified()).getPATIENT_RESULT().getORDER_OBSERVATION();
        List<ORU_R01_OBSERVATION> all = order.getOBSERVATIONAll();

        assertThat(all.getFirst().getOBX().getObservationIdentifier().getIdentifier().getValue()).isEqualTo("113014");
        assertThat(all.getFirst().getOBX().getObservationValue(0).getData().encode()).isEqualTo(Results.STUDY);
        ORU_R01_OBSERVATION kind = all.get(1);
        assertThat(((CWE) kind.getOBX().getObservationValue(0).getData()).getText().getValue()).isEqualTo("Nodule");
        assertThat(kind.getOBX().getEquipmentInstanceIdentifier(0).getEntityIdentifier().getValue()).isEqualTo("lungs 1.2");
        ORU_R01_OBSERVATION size = all.stream()
                .filter(o -> o.getOBX().getValueType().getValue().equals("NM"))
                .findFirst()
                .orElseThrow();
        assertThat(((NM) size.getOBX().getObservationValue(0).getData()).getValue()).isEqualTo("8.40");
        assertThat(size.getOBX().getUnits().getIdentifier().getValue()).isEqualTo("mm");
        assertThat(size.getOBX().getObservationSubID().getValue()).isEqualTo("1");
        ORU_R01_OBSERVATION summary = all.getLast();
        assertThat(((TX) summary.getOBX().getObservationValue(0).getData()).getValue()).contains("a | b ^ c & d ~ e \\ f");
        assertThat(all).extracting(o -> o.getOBX().getSetIDOBX().getValue()).doesNotHaveDuplicates();
        assertThat(all).allMatch(o -> o.getOBX().getObservationResultStatus().getValue().equals("F"));
    }

    @Test
    void what_nobody_verified_is_preliminary_and_names_no_interpreter() throws Exception {
        var obr = read(Results.preliminary()).getPATIENT_RESULT().getORDER_OBSERVATION().getOBR();

        assertThat(obr.getResultStatus().getValue()).isEqualTo("P");
        assertThat(obr.getPrincipalResultInterpreter().getNDLName().getIDNumber().getValue()).isNull();
    }

    @Test
    void a_text_never_begins_a_segment_or_a_field() {
        String text = new String(OruMessage.of(Results.verified(), PARTIES), StandardCharsets.UTF_8);

        assertThat(text.split("\r")).allMatch(l -> l.matches("(?s)(MSH|PID|OBR|OBX)\\|.*"));
        assertThat(text).doesNotContain("\n").doesNotContain("\u000b").doesNotContain("\u001c").contains("second line\\.br\\");
    }
}
