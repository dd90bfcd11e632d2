package loupe.review.sending;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.UidNames;
import loupe.core.dicom.Vr;
import loupe.review.ReviewException;
import loupe.review.exporting.WrittenDate;

/// Puts a patient's identity, the study's own UIDs and true dates on the objects of a review, in memory only.
///
/// Patient and study come from what the node answers, never from this machine; every UID that refers to an image must be one the node
/// has; what marks an object as de-identified goes. What comes out is searched for stand-ins before it counts.
final class Reidentification {
    private static final int REFERENCED_FRAME_OF_REFERENCE = 0x30060024;
    private static final int VERIFICATION_TIME = 0x0040A030;
    private static final int VERIFYING_OBSERVER = 0x0040A075;
    private static final int VERIFYING_OBSERVERS = 0x0040A073;

    private static final int TEXT_VALUE = 0x0040A160;

    /// A name no object has.
    private static final String NOBODY = "\\";

    /// Attributes of patient and study that the node's answer decides, whatever stands here.
    private record FromNode(int tag, Vr vr) {}

    private static final List<FromNode> FROM_NODE = List.of(
            new FromNode(Tag.PatientName, Vr.PN), new FromNode(Tag.PatientID, Vr.LO), new FromNode(Tag.IssuerOfPatientID, Vr.LO),
            new FromNode(Tag.PatientBirthDate, Vr.DA), new FromNode(Tag.PatientSex, Vr.CS), new FromNode(Tag.StudyDate, Vr.DA),
            new FromNode(Tag.StudyTime, Vr.TM), new FromNode(Tag.AccessionNumber, Vr.SH), new FromNode(Tag.StudyID, Vr.SH),
            new FromNode(Tag.ReferringPhysicianName, Vr.PN));

    private static final Set<Integer> GO = Set.of(
            Tag.PatientIdentityRemoved, Tag.DeidentificationMethod, Tag.DeidentificationMethodCodeSequence,
            Tag.LongitudinalTemporalInformationModified, Tag.PatientAge);

    private static final Set<Integer> REFERENCES = Set.of(
            Tag.ReferencedSOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.FrameOfReferenceUID,
            REFERENCED_FRAME_OF_REFERENCE);

    private final DataSet study;
    private final StandIns standIns;
    private final Signed signed;
    private final Set<String> own;
    private final long days;
    private String signer = NOBODY;

    /// Who signed the review, and when, in the site's own time.
    ///
    /// @param by the signer's name as printed, in the form of a person name
    record Signed(String by, LocalDateTime at) {}

    /// @param study the node's answer on the study: patient and study as it has them
    /// @param standIns every UID of the study the node has
    /// @param objects all that go out together; they may refer to each other
    /// @throws ReviewException if the node's study has no date to set the dates right by
    Reidentification(DataSet study, StandIns standIns, Signed signed, List<DataSet> objects) throws ReviewException {
        this.study = study;
        this.standIns = standIns;
        this.signed = signed;
        this.own = new HashSet<>();
        for (DataSet o : objects) {
            own.add(o.string(Tag.SOPInstanceUID, ""));
            own.add(o.string(Tag.SeriesInstanceUID, ""));
        }
        this.days = objects.isEmpty() ? 0 : days(objects.getFirst().string(Tag.StudyDate, ""), study.string(Tag.StudyDate, ""));
    }

    private static long days(String shifted, String true_) throws ReviewException {
        try {
            return ChronoUnit.DAYS.between(date(shifted), date(true_));
        } catch (DateTimeException e) {
            throw new ReviewException("the study has no date, here or at the node, by which the result's dates could be set right", e);
        }
    }

    private static LocalDate date(String da) {
        return LocalDate.parse(da.strip(), DateTimeFormatter.BASIC_ISO_DATE);
    }

    /// The object as it goes out.
    ///
    /// @throws ReviewException if it refers to what the node does not have, or a stand-in would leave with it
    DataSet of(DataSet object) throws IOException {
        signer = object.items(VERIFYING_OBSERVERS).stream()
                .map(o -> o.string(VERIFYING_OBSERVER, ""))
                .findFirst()
                .orElse(NOBODY);
        DataSet.Builder b = rewritten(object, DataSet.builder().put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")).toBuilder();
        GO.forEach(b::remove);
        for (FromNode f : FROM_NODE) {
            String value = study.string(f.tag, "");
            if (value.isEmpty()) {
                b.putEmpty(f.tag, f.vr);
            } else {
                b.put(f.tag, f.vr, value);
            }
        }
        boolean state = object.contains(Tag.PresentationCreationDate);
        b.put(state ? Tag.PresentationCreationDate : Tag.ContentDate, Vr.DA, signed.at.format(DateTimeFormatter.BASIC_ISO_DATE));
        b.put(state ? Tag.PresentationCreationTime : Tag.ContentTime, Vr.TM, signed.at.format(DateTimeFormatter.ofPattern("HHmmss")));
        DataSet out = b.build();
        requireNoStandIn(object, out);
        return out;
    }

    private DataSet rewritten(DataSet from, DataSet.Builder to) throws ReviewException {
        for (Element e : from.elements()) {
            switch (e) {
                case Element.Sequence s -> {
                    List<DataSet> items = new ArrayList<>();
                    for (DataSet item : s.items()) {
                        items.add(rewritten(item, DataSet.itemBuilder(to.characterSet())));
                    }
                    to.put(s.tag(), items);
                }
                case Element.Value v -> value(from, v, to);
                default -> to.put(e);
            }
        }
        return to.build();
    }

    private void value(DataSet from, Element.Value v, DataSet.Builder to) throws ReviewException {
        if (v.tag() == Tag.SpecificCharacterSet) {
            return;
        }
        if (v.tag() == VERIFICATION_TIME) {
            to.put(v.tag(), Vr.DT, signed.at.format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss")));
            return;
        }
        if (v.tag() == VERIFYING_OBSERVER || v.vr() == Vr.PN && from.string(v.tag(), "").equals(signer)) {
            to.put(v.tag(), Vr.PN, signed.by);
            return;
        }
        if (v.tag() == TEXT_VALUE && WrittenDate.in(from.string(v.tag(), ""))) {
            throw new ReviewException("a text of the result names a date, and dates here are shifted, so it may be a wrong one there;"
                    + " nothing was sent");
        }
        List<String> values = v.vr() == Vr.UI || v.vr() == Vr.DA || v.vr() == Vr.DT ? from.strings(v.tag()) : List.of();
        if (values.isEmpty()) {
            to.put(v);
            return;
        }
        List<String> out = new ArrayList<>();
        for (String one : values) {
            out.add(v.vr() == Vr.UI ? uid(v.tag(), one) : moved(one));
        }
        to.put(v.tag(), v.vr(), out.toArray(String[]::new));
    }

    private String uid(int tag, String uid) throws ReviewException {
        return UidNames.known(uid) ? uid : standIns.original(uid, REFERENCES.contains(tag), own);
    }

    /// A date, or the date a moment begins with, on the true time line.
    private String moved(String value) {
        if (value.length() < 8) {
            return value;
        }
        try {
            return date(value.substring(0, 8)).plusDays(days).format(DateTimeFormatter.BASIC_ISO_DATE) + value.substring(8);
        } catch (DateTimeException e) {
            return value;
        }
    }

    /// No stand-in leaves: neither the patient's nor a UID's, wherever it may stand.
    private void requireNoStandIn(DataSet object, DataSet out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomWriter.write(out, TransferSyntax.EXPLICIT_LE, bytes);
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        Set<String> not = new HashSet<>(standIns.all());
        object.string(Tag.PatientID).filter(id -> !id.isBlank()).ifPresent(not::add);
        for (String s : not) {
            if (text.contains(s)) {
                throw new ReviewException("a pseudonym would have left with the result; nothing was sent. Please report this");
            }
        }
    }
}
