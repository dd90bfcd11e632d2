package loupe.core.dicom.codec;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.image.Frame;

/// The Image Pixel attributes of an instance (DICOM PS3.3 C.7.6.3), checked.
///
/// @param columns pixels in a row, 1 to 65535
/// @param rows rows, 1 to 65535
/// @param frames number of frames, at least 1
/// @param samplesPerPixel 1, 3 or 4
/// @param photometric Photometric Interpretation
/// @param planar whether colours are stored plane by plane
/// @param bitsAllocated 1, 8, 16, 32 or 64
/// @param bitsStored at most bitsAllocated
/// @param highBit position of the highest stored bit
/// @param signed whether samples are two's complement
/// @param floating whether samples are IEEE 754 numbers (Float or Double Float Pixel Data)
public record PixelDescription(
        int columns,
        int rows,
        int frames,
        int samplesPerPixel,
        String photometric,
        boolean planar,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean floating) {

    /// Reads and checks the attributes.
    ///
    /// @throws DicomException if one is missing or impossible
    public static PixelDescription of(DataSet d) throws DicomException {
        boolean floats = d.contains(Tag.FloatPixelData) || d.contains(Tag.DoubleFloatPixelData);
        int allocated = d.integer(Tag.BitsAllocated, floats ? (d.contains(Tag.FloatPixelData) ? 32 : 64) : -1);
        // A header kept apart from its pixels: only whole numbers have Bits Stored (PS3.3 C.7.6.3, C.7.6.24).
        boolean floating = floats || allocated >= 32 && !d.contains(Tag.PixelData) && !d.contains(Tag.BitsStored);
        int stored = d.integer(Tag.BitsStored, allocated);
        PixelDescription p = new PixelDescription(
                d.integer(Tag.Columns, -1),
                d.integer(Tag.Rows, -1),
                d.integer(Tag.NumberOfFrames, 1),
                d.integer(Tag.SamplesPerPixel, 1),
                d.string(Tag.PhotometricInterpretation, "MONOCHROME2"),
                d.integer(Tag.PlanarConfiguration, 0) == 1,
                allocated,
                stored,
                d.integer(Tag.HighBit, stored - 1),
                d.integer(Tag.PixelRepresentation, 0) == 1,
                floating);
        p.check();
        return p;
    }

    private void check() throws DicomException {
        require(columns >= 1 && columns <= 65_535, "Columns must be 1 to 65535");
        require(rows >= 1 && rows <= 65_535, "Rows must be 1 to 65535");
        require(frames >= 1, "Number of Frames must be at least 1");
        require(samplesPerPixel == 1 || samplesPerPixel == 3 || samplesPerPixel == 4, "Samples per Pixel must be 1, 3 or 4");
        require(
                bitsAllocated == 1 || bitsAllocated == 8 || bitsAllocated == 16 || bitsAllocated == 32 || bitsAllocated == 64,
                "Bits Allocated must be 1, 8, 16, 32 or 64");
        require(bitsStored >= 1 && bitsStored <= bitsAllocated, "Bits Stored must be 1 to Bits Allocated");
        require(highBit >= bitsStored - 1 && highBit < bitsAllocated, "High Bit must lie between Bits Stored - 1 and Bits Allocated - 1");
        require(bitsAllocated != 64 || floating, "64-bit integer samples are not supported");
        require(frameBytesExact() <= Integer.MAX_VALUE - 64, "one frame must be smaller than 2 GiB");
    }

    private static void require(boolean holds, String message) throws DicomException {
        if (!holds) {
            throw new DicomException(message, -1);
        }
    }

    private long frameBytesExact() {
        long samples = Math.multiplyExact((long) columns * rows, (long) samplesPerPixel);
        return bitsAllocated == 1 ? (samples + 7) / 8 : Math.multiplyExact(samples, bitsAllocated / 8L);
    }

    /// Bytes of one native frame (for 1-bit samples rounded up; their frames are not byte-aligned).
    public int frameBytes() {
        return (int) frameBytesExact();
    }

    /// Samples of one frame.
    public long samplesPerFrame() {
        return (long) columns * rows * samplesPerPixel;
    }

    /// Whether pixels have three colour samples once palettes are looked up.
    public boolean isColour() {
        return samplesPerPixel > 1 || photometric.equals("PALETTE COLOR");
    }

    /// The format a decoded frame has.
    public Frame.Format format() {
        if (floating) {
            return bitsAllocated == 32 ? Frame.Format.F32 : Frame.Format.F64;
        }
        return switch (bitsAllocated) {
            case 1, 8 -> signed ? Frame.Format.S8 : Frame.Format.U8;
            case 16 -> signed ? Frame.Format.S16 : Frame.Format.U16;
            default -> signed ? Frame.Format.S32 : Frame.Format.U32;
        };
    }
}
