package loupe.core.dicom.document;

import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.segment.Code;

/// A PDF as a DICOM object: Encapsulated PDF (DICOM PS3.3 A.45.1, C.24.2).
///
/// @param title Document Title
/// @param concept what kind of document it is
/// @param source SOP class and UID of an image it was made from
/// @param sourceInstance SOP Instance UID of that image
/// @param verified whether a person signed it
/// @param pdf the file
public record EncapsulatedPdf(String title, Code concept, String source, String sourceInstance, boolean verified, byte[] pdf) {
    /// Encapsulated PDF Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.104.1";

    /// A report on imaging (LOINC).
    public static final Code IMAGING_REPORT = new Code("18748-4", "LN", "Diagnostic imaging study");

    /// Makes the object.
    ///
    /// @param object what it says of itself
    public DataSet write(DerivedObject object) {
        DataSet.Builder b = object.begin(SOP_CLASS, "DOC");
        b.put(Tag.ConversionType, Vr.CS, "WSD");
        b.putEmpty(Tag.AcquisitionDateTime, Vr.DT);
        b.put(Tag.BurnedInAnnotation, Vr.CS, "YES");
        b.put(
                Tag.SourceInstanceSequence,
                List.of(DataSet.itemBuilder(CharacterSet.UTF_8)
                        .put(Tag.ReferencedSOPClassUID, Vr.UI, source)
                        .put(Tag.ReferencedSOPInstanceUID, Vr.UI, sourceInstance)
                        .build()));
        b.put(Tag.DocumentTitle, Vr.ST, title);
        b.put(Tag.ConceptNameCodeSequence, CodeItem.of(concept));
        b.put(Tag.VerificationFlag, Vr.CS, verified ? "VERIFIED" : "UNVERIFIED");
        b.put(Tag.MIMETypeOfEncapsulatedDocument, Vr.LO, "application/pdf");
        return put(b, pdf).build();
    }

    /// The object with another file in it.
    public static DataSet with(DataSet object, byte[] pdf) {
        return put(object.toBuilder(), pdf).build();
    }

    private static DataSet.Builder put(DataSet.Builder b, byte[] pdf) {
        // Values are padded to an even length (PS3.5 7.1.1); how much of it is the file is said beside it.
        return b.put(Tag.EncapsulatedDocument, Vr.OB, pdf).put(Tag.EncapsulatedDocumentLength, Vr.UL, (double) pdf.length);
    }
}
