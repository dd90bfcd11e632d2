package loupe.store.face;

import java.lang.foreign.MemorySegment;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.TransferSyntax;
import loupe.store.fault.StoreException;

/// One stored instance. Its header is in memory; pixels are decrypted when asked for, chunk by chunk, and never written.
///
/// Safe for any thread but the toolkit's, while the store is open and unlocked.
public interface StoredInstance {
    /// The data set without its pixel data element.
    DataSet header();

    /// How the pixels are encoded.
    TransferSyntax syntax();

    /// Number of frames; 0 where the instance has no pixel data.
    int frames();

    /// One frame's bytes as encoded: native pixels sliced (in file byte order), encapsulated fragments joined.
    /// Bit-packed native frames that do not start at a byte come as one frame: see [#frameBitOffset(int)].
    ///
    /// @param index frame, from 0
    /// @throws StoreException TAMPERED where a chunk does not open, FRAMES_UNKNOWN where a frame's place cannot be told
    /// @throws IndexOutOfBoundsException beyond the last frame
    MemorySegment frame(int index) throws StoreException;

    /// Bit, 0 to 7 from the least significant, at which a bit-packed native frame begins in what [#frame(int)] gives
    /// (PS3.5 8.1.1: frames of BitsAllocated 1 follow each other without padding); 0 for all others.
    ///
    /// @throws StoreException FRAMES_UNKNOWN as for [#frame(int)]
    int frameBitOffset(int index) throws StoreException;

    /// Whether numbers in native pixel data are big endian.
    boolean bigEndianPixels();

    /// The whole de-identified instance as it was imported, pixel bytes identical, for export.
    DeidentifiedInstance original() throws StoreException;
}
