package loupe.deid.fuzz;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// An image whose description is taken from the first bytes of an input and whose pixels are the rest.
///
/// @param data the image
/// @param syntax how its pixels are encoded
record DescribedPixels(DataSet data, TransferSyntax syntax) {
    static final int DESCRIPTION = 7;

    private static final List<String> PHOTOMETRIC =
            List.of("MONOCHROME2", "MONOCHROME1", "RGB", "YBR_FULL", "PALETTE COLOR", "YBR_FULL_422");
    private static final List<TransferSyntax> SYNTAXES = List.of(
            TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE, TransferSyntax.IMPLICIT_LE,
            TransferSyntax.of(TransferSyntax.RLE), TransferSyntax.of(TransferSyntax.JPEG_BASELINE),
            TransferSyntax.of(TransferSyntax.JPEG_LS_LOSSLESS), TransferSyntax.of(TransferSyntax.JPEG_LOSSLESS));
    private static final int[] ALLOCATED = {8, 16, 1, 32};

    /// Bytes: photometric and planar, syntax, columns, rows, bits allocated and sign, bits stored, frames and regions.
    static DescribedPixels of(byte[] b) {
        TransferSyntax syntax = SYNTAXES.get((b[1] & 0xff) % SYNTAXES.size());
        String photometric = PHOTOMETRIC.get((b[0] & 0x7f) % PHOTOMETRIC.size());
        boolean colour = photometric.equals("RGB") || photometric.startsWith("YBR");
        int allocated = ALLOCATED[b[4] & 3];
        int stored = 1 + (b[5] & 0xff) % allocated;
        DataSet.Builder d = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.SamplesPerPixel, Vr.US, colour ? 3.0 : 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, photometric)
                .put(Tag.PlanarConfiguration, Vr.US, b[0] < 0 ? 1.0 : 0.0)
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(1 + (b[6] & 3)))
                .put(Tag.Columns, Vr.US, 1 + (b[2] & 0xff))
                .put(Tag.Rows, Vr.US, 1 + (b[3] & 0xff))
                .put(Tag.BitsAllocated, Vr.US, allocated)
                .put(Tag.BitsStored, Vr.US, stored)
                .put(Tag.HighBit, Vr.US, (b[5] < 0 ? allocated : stored) - 1)
                .put(Tag.PixelRepresentation, Vr.US, b[4] < 0 ? 1.0 : 0.0);
        if (photometric.equals("PALETTE COLOR")) {
            palette(d);
        }
        MemorySegment pixels = MemorySegment.ofArray(Arrays.copyOfRange(b, DESCRIPTION, b.length));
        d.put(syntax.encapsulated()
                ? new Element.Fragments(Tag.PixelData, Vr.OB, MemorySegment.ofArray(new byte[0]), List.of(pixels))
                : new Element.Value(Tag.PixelData, Vr.OW, pixels, syntax.bigEndian()));
        return new DescribedPixels(d.build(), syntax);
    }

    /// Sixteen entries a colour, of 8 bits in 16.
    private static void palette(DataSet.Builder d) {
        byte[] ramp = new byte[32];
        for (int i = 0; i < 16; i++) {
            ramp[2 * i + 1] = (byte) (17 * i);
        }
        for (int colour = 0; colour < 3; colour++) {
            d.put(0x00281101 + colour, Vr.US, 16.0, 0.0, 16.0);
            d.put(0x00281201 + colour, Vr.OW, ramp);
        }
    }
}
