package loupe.core.dicom.series;

import java.io.IOException;
import loupe.core.dicom.DataSet;
import loupe.core.image.Frame;

/// Where a volume's pixels come from: plain files in tests and benchmarks, the encrypted store in the product.
///
/// Must be safe to call from several threads.
public interface PixelSupply {
    /// The header of an instance (pixel data may be left out).
    ///
    /// @throws IOException if it cannot be read or is not there
    DataSet header(String sopInstanceUid) throws IOException;

    /// One decoded frame.
    ///
    /// @param frame index from 0
    /// @throws IOException if it cannot be read or decoded
    Frame frame(String sopInstanceUid, int frame) throws IOException;
}
