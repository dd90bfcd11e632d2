package loupe.core.dicom.presentation;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.display.DisplayImage;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.image.ValueWindow;

/// An image as it lies, with what a presentation state that is written here draws over it.
///
/// @param header the image's
/// @param frame index from 0
/// @param window how its modality values become gray; a table is taken from the header. Of a colour image it says nothing
/// @param graphics what is drawn, in pixels; a text stands at its one point
public record MarkedImage(DataSet header, int frame, ValueWindow window, List<DrawnGraphic> graphics) {
    /// Copies the list.
    public MarkedImage {
        graphics = List.copyOf(graphics);
    }

    /// What images must have in common to be of one state: size, distances, colour, and how stored values become modality values.
    private record Kind(List<Object> same) {}

    /// Whether one state can be of both: a state has one size and one modality transformation.
    public boolean fits(MarkedImage other) {
        return kind().equals(other.kind());
    }

    private Kind kind() {
        ValueTransform t = ValueTransform.of(header, frame);
        String table = modalityTable().isPresent() ? header.string(Tag.SOPInstanceUID, "") : "";
        return new Kind(List.of(
                header.integer(Tag.Rows, 0), header.integer(Tag.Columns, 0), colour(), inverse(), t.slope(), t.intercept(),
                rescaleType(), table, header.strings(Tag.PixelSpacing), header.strings(Tag.ImagerPixelSpacing)));
    }

    boolean colour() {
        return StateKind.COLOUR.fits(header);
    }

    /// Whether low values are bright, as the image itself asks for.
    boolean inverse() {
        return DisplayImage.whiteIsLow(header);
    }

    Optional<DataSet> modalityTable() {
        return header.items(Tag.ModalityLUTSequence).stream().findFirst();
    }

    String rescaleType() {
        String unit = ValueTransform.of(header, frame).unit();
        return unit.isEmpty() ? "US" : unit;
    }

    /// The image as an item of Referenced Image Sequence.
    DataSet reference() {
        DataSet.Builder b = DataSet.itemBuilder(CharacterSet.UTF_8)
                .put(Tag.ReferencedSOPClassUID, Vr.UI, header.string(Tag.SOPClassUID, ""))
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, header.string(Tag.SOPInstanceUID, ""));
        if (header.integer(Tag.NumberOfFrames, 1) > 1) {
            b.put(Tag.ReferencedFrameNumber, Vr.IS, Integer.toString(frame + 1));
        }
        return b.build();
    }
}
