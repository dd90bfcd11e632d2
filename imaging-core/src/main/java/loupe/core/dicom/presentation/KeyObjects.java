package loupe.core.dicom.presentation;

import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.SrDocument;

/// A Key Object Selection (DICOM PS3.3 A.35.4): images somebody marked.
///
/// @param title what they are marked as, by the meaning of its code
/// @param images which
public record KeyObjects(String title, ImageRefs images) {
    /// Key Object Selection Document Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.59";

    private static final int MOST = 100_000;

    /// Reads the object.
    ///
    /// @throws DicomException if it is none, or names more images than any study has
    public static KeyObjects of(DataSet data) throws DicomException {
        if (!data.string(Tag.SOPClassUID, "").equals(SOP_CLASS)) {
            throw new DicomException("this is no key object selection", -1);
        }
        SrDocument document = SrDocument.of(data);
        List<DataSet> references = new ArrayList<>();
        for (SrDocument.Item i : document.root().all()) {
            if (i.type().equals("IMAGE") && i.value() instanceof SrDocument.Value.Reference r) {
                references.add(DataSet.builder()
                        .put(Tag.ReferencedSOPInstanceUID, Vr.UI, r.sopInstanceUid())
                        .put(Tag.ReferencedFrameNumber, Vr.IS, r.frames().stream().map(String::valueOf).toArray(String[]::new))
                        .build());
            }
        }
        if (references.size() > MOST) {
            throw new DicomException("it names more than " + MOST + " images", -1);
        }
        String title = CodeItem.read(data.items(Tag.ConceptNameCodeSequence)).meaning();
        return new KeyObjects(title, ImageRefs.of(references));
    }
}
