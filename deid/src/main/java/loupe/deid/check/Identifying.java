package loupe.deid.check;

import java.util.Optional;
import java.util.regex.Pattern;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// Which attributes say who or where, by VR and keyword.
final class Identifying {
    private static final Pattern PERSON = Pattern.compile("^(Patient|OtherPatient|Responsible|Referring|Consulting|"
            + "Requesting|Performing|Scheduled|Human|Person|Physician|Operator|Content|Verifying|Reviewer|Reading|"
            + "Interpretation|Issuer|Admitting|Confidentiality|Intended|Names?Of|Actual|Order|Additional|Medical|"
            + "Insurance|Military|Country|Region|Occupation).*"
            + "(Name|Names|Address|Telephone\\w*|Phone\\w*|Comments?|History|Plan\\w*|Religious\\w*|Residence|Rank|"
            + "Enterer\\w*|Contact\\w*|Recorder|Transcriber|Author|Alerts|Occupation)$|^Occupation$|^\\w*Comments$");
    private static final Pattern DEVICE =
            Pattern.compile("\\w*(Serial|StationName|StationAETitle|GantryID|DetectorID|PlateID|CassetteID|GeneratorID|"
                    + "MachineName|DeviceID|DeviceLabel|DeviceUID|SourceID|EquipmentName)\\w*");
    private static final Pattern PLACE = Pattern.compile(
            "\\w*(Institution|Department|Hospital|Location|Residence|ServiceLocation|SiteName|SiteID)\\w*");
    private static final Pattern IDENTIFIER = Pattern.compile(
            "\\w*[a-z]IDs?$|\\w*(AccessionNumber|OrderNumber|Identifier|InsurancePlan|MedicalRecord|UniqueID)\\w*");

    private Identifying() {}

    /// What kind of thing an attribute's text values are; empty where they say nothing of who and where.
    static Optional<LeakKind> kind(int tag, Vr vr) {
        String keyword = Dictionary.entry(tag).map(Dictionary.Entry::keyword).orElse("");
        if (vr == Vr.PN) {
            return Optional.of(LeakKind.PERSON);
        }
        if (vr == Vr.UI) {
            boolean scheme = keyword.equals("CodingSchemeUID") || keyword.startsWith("ContextGroup")
                    || keyword.startsWith("MappingResource") || keyword.equals("ContextUID");
            return scheme ? Optional.empty() : Optional.of(LeakKind.UID);
        }
        if (vr == Vr.AE) {
            return Optional.of(LeakKind.DEVICE);
        }
        boolean text = vr == Vr.LO || vr == Vr.SH || vr == Vr.LT || vr == Vr.ST || vr == Vr.UT || vr == Vr.UC || vr == Vr.UR;
        if (!text || keyword.isEmpty() || Tag.isPrivate(tag) || keyword.startsWith("Code") || keyword.contains("Protocol")) {
            return Optional.empty();
        }
        if (DEVICE.matcher(keyword).matches()) {
            return Optional.of(LeakKind.DEVICE);
        }
        if (PLACE.matcher(keyword).matches()) {
            return Optional.of(LeakKind.PLACE);
        }
        if (IDENTIFIER.matcher(keyword).matches()) {
            return Optional.of(LeakKind.IDENTIFIER);
        }
        return PERSON.matcher(keyword).matches() ? Optional.of(LeakKind.PERSON) : Optional.empty();
    }
}
