package loupe.core.dicom.object;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.segment.Segmentation;
import loupe.core.study.Stack;

/// Reads uncompressed Segmentation objects back onto the stack they were made for; [SegFile] does more.
public final class SegReader {
    private SegReader() {}

    /// Puts each frame on the slice of the stack that has its position (within a tenth of the slice step).
    ///
    /// @throws DicomException if it is no segmentation, a frame lies on no slice, or sizes differ
    public static Segmentation read(DataSet seg, Stack stack) throws DicomException {
        return SegFile.of(seg, TransferSyntax.EXPLICIT_LE).onto(stack);
    }
}
