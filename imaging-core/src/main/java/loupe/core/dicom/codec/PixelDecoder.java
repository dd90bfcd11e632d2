package loupe.core.dicom.codec;

import java.lang.foreign.MemorySegment;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.image.Frame;

/// Decodes one frame's bytes to stored values. Stateless; safe for any thread.
public final class PixelDecoder {
    /// A frame may grow to this size however small its encoded bytes are.
    private static final long FREE_BYTES = 64L << 20;

    /// A larger frame may grow to this many times its encoded bytes.
    private static final long GREATEST_RATIO = 2000;

    private PixelDecoder() {}

    /// Whether frames of a transfer syntax can be decoded.
    public static boolean supports(TransferSyntax syntax) {
        return !syntax.encapsulated()
                || switch (syntax.uid()) {
                    case TransferSyntax.ENCAPSULATED_LE,
                            TransferSyntax.JPEG_BASELINE,
                            TransferSyntax.JPEG_EXTENDED,
                            TransferSyntax.JPEG_LS_LOSSLESS,
                            TransferSyntax.JPEG_LS_NEAR,
                            TransferSyntax.HTJ2K_LOSSLESS,
                            TransferSyntax.HTJ2K_LOSSLESS_RPCL,
                            TransferSyntax.HTJ2K,
                            TransferSyntax.JPEG_LOSSLESS,
                            TransferSyntax.JPEG_LOSSLESS_SV1,
                            TransferSyntax.JPEG_2000_LOSSLESS,
                            TransferSyntax.JPEG_2000,
                            TransferSyntax.RLE -> true;
                    default -> false;
                };
    }

    /// Decodes one frame of an instance.
    ///
    /// @throws DicomException if the syntax is not supported or the bytes are damaged
    public static Frame decode(DataSet data, TransferSyntax syntax, int frame) throws DicomException {
        EncodedFrames frames = EncodedFrames.of(data, syntax);
        return decode(frames, syntax, frame);
    }

    /// Decodes one frame of already located ones.
    ///
    /// @throws DicomException if the syntax is not supported or the bytes are damaged
    public static Frame decode(EncodedFrames frames, TransferSyntax syntax, int frame) throws DicomException {
        return decode(
                new EncodedFrame(
                        frames.description(), syntax, frames.bytes(frame), frames.bigEndian(), frames.firstBit(frame)));
    }

    /// What is needed to decode one frame on its own.
    ///
    /// @param description the Image Pixel attributes
    /// @param syntax how the bytes are encoded
    /// @param bytes the frame's encoded bytes
    /// @param bigEndian byte order of native samples
    /// @param firstBit bit of the first byte in which a native 1-bit frame begins
    public record EncodedFrame(
            PixelDescription description,
            TransferSyntax syntax,
            MemorySegment bytes,
            boolean bigEndian,
            int firstBit) {}

    /// Decodes one frame.
    ///
    /// @throws DicomException if the syntax is not supported or the bytes are damaged
    public static Frame decode(EncodedFrame f) throws DicomException {
        if (!f.syntax.encapsulated()) {
            return NativePixels.decode(f);
        }
        if (f.description.frameBytes() > Math.max(FREE_BYTES, GREATEST_RATIO * f.bytes.byteSize())) {
            throw new DicomException(
                    "the encoded frame would grow to more than " + GREATEST_RATIO + " times its bytes", -1);
        }
        if (f.description.bitsAllocated() == 1 && !f.syntax.uid().equals(TransferSyntax.ENCAPSULATED_LE)) {
            throw new DicomException("compressed pixels with Bits Allocated 1 are not supported", -1);
        }
        return switch (f.syntax.uid()) {
            case TransferSyntax.ENCAPSULATED_LE -> NativePixels.decode(f);
            case TransferSyntax.JPEG_BASELINE -> JpegPixels.decode(f);
            case TransferSyntax.JPEG_LOSSLESS, TransferSyntax.JPEG_LOSSLESS_SV1 -> JpegLosslessPixels.decode(f);
            case TransferSyntax.JPEG_EXTENDED -> JpegDctPixels.decode(f);
            case TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_LS_NEAR -> JpegLsPixels.decode(f);
            case TransferSyntax.JPEG_2000_LOSSLESS,
                    TransferSyntax.JPEG_2000,
                    TransferSyntax.HTJ2K_LOSSLESS,
                    TransferSyntax.HTJ2K_LOSSLESS_RPCL,
                    TransferSyntax.HTJ2K ->
                Jpeg2000Pixels.decode(f);
            case TransferSyntax.RLE -> RlePixels.decode(f);
            default -> throw new DicomException(Refusal.of(f.syntax.uid()), -1);
        };
    }
}
