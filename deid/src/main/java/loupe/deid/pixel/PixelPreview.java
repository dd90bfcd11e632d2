package loupe.deid.pixel;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;

/// A frame as it is looked at for text: bare pixels, nothing of the data set around them.
public final class PixelPreview {
    private PixelPreview() {}

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
