package loupe.deid.pixel;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;

/// A frame as it is looked at for text: bare pixels, nothing of the data set around them.
public final class PixelPreview {
    private PixelPreview() {}

    /// A place in a frame that reads as text.
    ///
    /// @param box the place, as it would be blacked out
    /// @param text what is read there; may be the patient's, so it is shown to the person who decides and kept nowhere
    /// @param confidence how sure the reader is, 0 to 1
    /// @param likeness how alike it reads when looked at a little differently, 0 to 1
    /// @param taken `TEXT`, `ASK` or `ANATOMY`
    public record Found(TextBox box, String text, double confidence, double likeness, String taken) {
        /// Says nothing of what was read, so that no log can.
        @Override
        public String toString() {
            return "Found " + box;
        }
    }

    /// Decodes one frame.
    ///
    /// @param frame from 0
    /// @throws DicomException if there is no such frame or it cannot be decoded
    public static GrayImage frame(DataSet data, TransferSyntax syntax, int frame) throws DicomException {
        EncodedFrames frames = EncodedFrames.of(data, syntax);
        if (frame < 0 || frame >= frames.count()) {
            throw new DicomException("there is no frame of that number", -1);
        }
        return Graying.of(PixelDecoder.decode(frames, syntax, frame), frames.description(), data);
    }
}
