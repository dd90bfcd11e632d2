package loupe.sample;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Writes an invented person's identity into as many attributes as real files carry.
final class Identity {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    private final Person person;
    private final Set<String> planted;
    private final String earlierStudy;
    private final String earlierImage;

    Identity(Person person, Set<String> planted, RandomGenerator random) {
        this.person = person;
        this.planted = planted;
        this.earlierStudy = Person.uid(random);
        this.earlierImage = Person.uid(random);
        planted.addAll(List.of(person.family(), person.given()));
    }

    /// What all instances of one series share.
    ///
    /// @param study Study Instance UID
    /// @param series Series Instance UID
    /// @param characterSet (0008,0005)
    /// @param modality (0008,0060)
    record Place(String study, String series, String characterSet, String modality) {}

    /// The day of the study, as DA.
    String day(Place place) {
        return Person.date(place.modality().equals("CT") ? person.studied() : person.studied().minusDays(1));
    }

    /// Patient, study, series and equipment, full of identity.
    Attributes attributes(Place place, String sopClass, String sopInstance) {
        String day = day(place);
        Attributes a = new Attributes(planted, place.characterSet());
        a.open("SOPClassUID", sopClass).secret("SOPInstanceUID", sopInstance);
        patient(a);
        study(a, place, day);
        equipment(a);
        a.open("Modality", place.modality())
                .secret("SeriesInstanceUID", place.series())
                .secret("SeriesDate", day)
                .open("SeriesTime", "101533")
                .secret("AcquisitionDate", day)
                .secret("ContentDate", day)
                .open("ContentTime", "101601")
                .secret("ProtocolName", "Thorax " + person.family())
                .secret("PerformedProcedureStepStartDate", day)
                .secret("PerformedProcedureStepID", "PPS" + person.accession())
                .secret("ImageComments", "Vergleich Voraufnahme " + person.given() + " " + person.family());
        return a.secretBlock(0x0009, "WALDBURGA RIS 1.2", person.name(), person.id(), day)
                .secretBlock(0x0029, "ACME CSA HEADER", "Overread by Dr. " + person.referring(), person.phone());
    }

    private void patient(Attributes a) {
        a.secret("PatientName", person.name())
                .secret("PatientID", person.id())
                .secret("IssuerOfPatientID", person.hospital())
                .secret("PatientBirthDate", Person.date(person.birth()))
                .open("PatientSex", person.female() ? "F" : "M")
                .secret("OtherPatientNames", "Verwechslung^" + person.given())
                .open("PatientAge", person.age())
                .open("PatientSize", "1.74")
                .open("PatientWeight", "78.5")
                .secret("PatientAddress", person.street())
                .secret("PatientMotherBirthName", "Altenhofen^" + person.given())
                .secret("PatientTelephoneNumbers", person.phone())
                .secret("MilitaryRank", "Oberfeldarzt a.D.")
                .secret("EthnicGroup", "Nordfriesisch")
                .secret("Occupation", "Kirchenmusikerin")
                .secret("AdditionalPatientHistory", "Patient " + person.family() + " raucht seit 1975, Hausarzt Dr. "
                        + person.referring())
                .secret("PatientComments", "Tel. Ehepartner " + person.phone())
                .items("OtherPatientIDsSequence", a.item()
                        .secret("PatientID", person.otherId())
                        .secret("IssuerOfPatientID", "Kreiskrankenhaus Ostermoor")
                        .open("TypeOfPatientID", "TEXT"));
    }

    private void study(Attributes a, Identity.Place place, String day) {
        boolean ct = place.modality().equals("CT");
        String accession = person.accession() + (ct ? "1" : "2");
        a.secret("StudyInstanceUID", place.study())
                .secret("StudyDate", day)
                .open("StudyTime", "100845")
                .secret("AccessionNumber", accession)
                .secret("StudyID", "S" + accession.substring(3))
                .secret("ReferringPhysicianName", person.referring() + "^Ottokar^^Dr.")
                .secret("ReferringPhysicianTelephoneNumbers", "+49 761 " + person.accession().substring(3))
                .secret("PhysiciansOfRecord", person.referring() + "^Ottokar")
                .secret("NameOfPhysiciansReadingStudy", "Schlüsselberger^Ida")
                .open("StudyDescription", ct ? "CT CHEST" : "XR CHEST PA")
                .open("SeriesDescription", ct ? "CHEST AXIAL" : "CHEST PA")
                .secret("RequestingPhysician", person.referring() + "^Ottokar")
                .items("ReferencedStudySequence", a.item()
                        .open("ReferencedSOPClassUID", "1.2.840.10008.3.1.2.3.1")
                        .secret("ReferencedSOPInstanceUID", earlierStudy))
                .items("RequestAttributesSequence", a.item()
                        .secret("RequestedProcedureID", "RP" + accession)
                        .secret("ScheduledProcedureStepID", "SPS" + accession)
                        .secret("ScheduledProcedureStepDescription", "Thorax bei " + person.family()));
        if (ct) {
            a.items("ReferencedImageSequence", a.item()
                    .open("ReferencedSOPClassUID", CT)
                    .secret("ReferencedSOPInstanceUID", earlierImage));
        }
    }

    private void equipment(Attributes a) {
        a.open("Manufacturer", "ACME MEDICAL")
                .open("ManufacturerModelName", "Phantomat 128")
                .secret("InstitutionName", person.hospital())
                .secret("InstitutionAddress", "Chefarztallee 17, Hinterzarten")
                .secret("InstitutionalDepartmentName", "Radiologie Haus Waldburga")
                .secret("StationName", "WALDBURGACT2")
                .secret("DeviceSerialNumber", "SN-" + person.otherId().substring(4) + "-77")
                .open("SoftwareVersions", "4.2.1")
                .secret("OperatorsName", person.operator() + "^Marit")
                .secret("PerformingPhysicianName", "Schlüsselberger^Ida");
    }
}
