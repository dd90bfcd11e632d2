package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.segment.Code;

/// A selection of a study's images for one purpose: a Key Object Selection Document (DICOM PS3.3 A.35.4, PS3.16 TID 2010).
///
/// @param title what the selection is for, of CID 7010
/// @param description in words; empty for none
/// @param deviceUid UID of this installation, as the observer
/// @param selected what is selected, at least one
public record KeyObjectSelection(Code title, String description, String deviceUid, List<Selected> selected) {
    /// Key Object Selection Document Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.59";

    /// An image that is selected.
    ///
    /// @param object the image
    /// @param frames frames of it, from 1; empty for all
    public record Selected(SrWriter.Evidence object, List<Integer> frames) {
        /// Copies the list.
        public Selected {
            frames = List.copyOf(frames);
        }

        private DataSet item() {
            return ContentItem.image("CONTAINS", new SrGraphic.Where.Image(object.sopClassUid(), object.sopInstanceUid(), frames));
        }
    }

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if nothing is selected
    public KeyObjectSelection {
        selected = List.copyOf(selected);
        if (selected.isEmpty()) {
            throw new IllegalArgumentException("a selection holds at least one image");
        }
    }

    /// Makes the document.
    ///
    /// @param object what it says of itself
    public DataSet write(DerivedObject object) {
        DataSet.Builder b = object.begin(SOP_CLASS, "KO");
        b.putEmpty(Tag.ReferencedPerformedProcedureStepSequence, Vr.SQ);
        b.put(
                Tag.CurrentRequestedProcedureEvidenceSequence,
                List.of(SrWriter.evidence(object, selected.stream().map(Selected::object).distinct().toList())));
        List<DataSet> c = new ArrayList<>();
        c.add(ContentItem.code("HAS OBS CONTEXT", Dcm.OBSERVER_TYPE, Dcm.DEVICE));
        c.add(ContentItem.uid("HAS OBS CONTEXT", Dcm.DEVICE_OBSERVER_UID, deviceUid));
        if (!description.isEmpty()) {
            c.add(ContentItem.text("CONTAINS", Dcm.KEY_OBJECT_DESCRIPTION, description));
        }
        selected.forEach(s -> c.add(s.item()));
        ContentItem.container("", title, "2010", c).elements().forEach(b::put);
        return b.build();
    }
}
