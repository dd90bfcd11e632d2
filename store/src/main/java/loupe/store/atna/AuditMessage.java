package loupe.store.atna;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;

/// One log record as an audit message of DICOM PS3.15 A.5; holds no identifier of a person but pseudonyms, and no detail.
///
/// @param event what happened
/// @param outcome how it ended
/// @param time when, UTC
/// @param actor account name
/// @param source name of the store
/// @param study the study it concerns, where there is one and it was not erased
public record AuditMessage(
        AuditEvent event, Outcome outcome, Instant time, String actor, String source, Optional<Subject> study) {
    /// A study by its pseudonyms.
    ///
    /// @param studyUid pseudonymous Study Instance UID
    /// @param patient the person's pseudonym
    public record Subject(String studyUid, String patient) {}

    /// The message.
    public String xml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter x = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            x.writeStartDocument("UTF-8", "1.0");
            x.writeStartElement("AuditMessage");
            identification(x);
            participants(x);
            x.writeStartElement("AuditSourceIdentification");
            x.writeAttribute("AuditSourceID", source);
            // PS3.15 A.5.1: 1 is an end-user display device.
            x.writeEmptyElement("AuditSourceTypeCode");
            x.writeAttribute("csd-code", "1");
            x.writeEndElement();
            if (study.isPresent()) {
                object(x, study.get().studyUid, "2", "3", Coded.dcm(110180, "Study Instance UID"));
                object(x, study.get().patient, "1", "1", new Coded("2", "RFC-3881", "Patient Number"));
            }
            x.writeEndElement();
            x.writeEndDocument();
            x.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    private void identification(XMLStreamWriter x) throws XMLStreamException {
        EventCodes codes = EventCodes.of(event);
        x.writeStartElement("EventIdentification");
        x.writeAttribute("EventActionCode", Character.toString(codes.action()));
        x.writeAttribute("EventDateTime", time.toString());
        x.writeAttribute("EventOutcomeIndicator", Integer.toString(4 * outcome.ordinal()));
        coded(x, "EventID", codes.id());
        for (Coded type : codes.types(event)) {
            coded(x, "EventTypeCode", type);
        }
        x.writeEndElement();
    }

    /// Who asked, and, where something comes in or goes out, the place it comes from or goes to (PS3.15 A.5.3.6, A.5.3.7).
    private void participants(XMLStreamWriter x) throws XMLStreamException {
        x.writeEmptyElement("ActiveParticipant");
        x.writeAttribute("UserID", actor.isEmpty() ? "-" : actor);
        x.writeAttribute("UserIsRequestor", "true");
        boolean in = event == AuditEvent.IMPORTED;
        if (in || event == AuditEvent.EXPORTED || event == AuditEvent.PORTABILITY_EXPORTED) {
            x.writeStartElement("ActiveParticipant");
            x.writeAttribute("UserID", "files");
            x.writeAttribute("UserIsRequestor", "false");
            coded(x, "RoleIDCode", in ? Coded.dcm(110155, "Source Media") : Coded.dcm(110154, "Destination Media"));
            x.writeStartElement("MediaIdentifier");
            coded(x, "MediaType", Coded.dcm(110037, "URI"));
            x.writeEndElement();
            x.writeEndElement();
        }
    }

    private static void object(XMLStreamWriter x, String id, String type, String role, Coded idType)
            throws XMLStreamException {
        x.writeStartElement("ParticipantObjectIdentification");
        x.writeAttribute("ParticipantObjectID", id);
        x.writeAttribute("ParticipantObjectTypeCode", type);
        x.writeAttribute("ParticipantObjectTypeCodeRole", role);
        coded(x, "ParticipantObjectIDTypeCode", idType);
        x.writeEndElement();
    }

    private static void coded(XMLStreamWriter x, String element, Coded c) throws XMLStreamException {
        x.writeEmptyElement(element);
        x.writeAttribute("csd-code", c.code());
        x.writeAttribute("codeSystemName", c.system());
        x.writeAttribute("originalText", c.meaning());
    }
}
