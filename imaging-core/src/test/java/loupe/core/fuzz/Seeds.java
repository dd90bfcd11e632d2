package loupe.core.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// Inputs to begin with that are written in code, for targets that no public file is made for.
final class Seeds {
    private static final int FRAMES = 3;
    private static final int SIDE = 4;

    private Seeds() {}

    /// Those of a target; empty where its seeds are files.
    static List<byte[]> of(FuzzTarget target) {
        return switch (target) {
            case WHOLE_FRAMES -> cutShort();
            case VOI -> voi();
            case CURSOR, FILE, RLE, JPEG, JPEG_EXTENDED, JPEG_LOSSLESS, JPEG_LS, JPEG_2000, DICOMDIR, NIFTI, SEG, SR -> List.of();
        };
    }

    private static List<byte[]> cutShort() {
        List<byte[]> out = new ArrayList<>();
        byte[] samples = new byte[FRAMES * SIDE * SIDE];
        Arrays.fill(samples, (byte) 77);
        byte[] plain = file(movie().put(Tag.PixelData, Vr.OB, samples).build(), TransferSyntax.EXPLICIT_LE);
        byte[] rle = file(movie().put(fragments(new byte[0])).build(), TransferSyntax.of(TransferSyntax.RLE));
        byte[] table = file(movie().put(fragments(offsets())).build(), TransferSyntax.of(TransferSyntax.RLE));
        for (byte[] whole : List.of(plain, rle, table)) {
            for (int missing : new int[] {1, SIDE * SIDE - 1, 2 * SIDE * SIDE, FRAMES * SIDE * SIDE - 1}) {
                out.add(Arrays.copyOf(whole, whole.length - missing));
            }
        }
        return out;
    }

    private static DataSet.Builder movie() {
        DataSet group = DataSet.builder().put(Tag.PlanePositionSequence, List.of()).build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7.2")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(FRAMES))
                .put(Tag.FrameTimeVector, Vr.DS, "0", "40", "40")
                .put(Tag.Rows, Vr.US, (double) SIDE)
                .put(Tag.Columns, Vr.US, (double) SIDE)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PerFrameFunctionalGroupsSequence, List.of(group, group, group));
    }

    /// Each frame is one RLE segment: a run of 16 equal samples (PS3.5 G.3).
    private static Element fragments(byte[] offsets) {
        byte[] frame = new byte[66];
        frame[0] = 1;
        frame[4] = 64;
        frame[64] = (byte) (1 - SIDE * SIDE);
        frame[65] = 77;
        MemorySegment one = MemorySegment.ofArray(frame);
        return new Element.Fragments(Tag.PixelData, Vr.OB, MemorySegment.ofArray(offsets), List.of(one, one, one));
    }

    private static byte[] offsets() {
        byte[] out = new byte[4 * FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            out[4 * i] = (byte) (i * 74);
        }
        return out;
    }

    private static List<byte[]> voi() {
        DataSet.Builder window = DataSet.builder()
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.WindowCenter, Vr.DS, "40", "-600")
                .put(Tag.WindowWidth, Vr.DS, "400", "1500")
                .put(Tag.WindowCenterWidthExplanation, Vr.LO, "SOFT", "LUNG");
        List<byte[]> out = new ArrayList<>();
        for (String function : List.of("LINEAR", "LINEAR_EXACT", "SIGMOID")) {
            out.add(bare(window.build().toBuilder().put(Tag.VOILUTFunction, Vr.CS, function).build()));
        }
        for (int bits : new int[] {8, 12, 16}) {
            for (int first : new int[] {0, 0xfff0}) {
                out.add(bare(DataSet.builder().put(Tag.VOILUTSequence, List.of(table(bits, first))).build()));
            }
        }
        DataSet group = DataSet.builder().put(Tag.FrameVOILUTSequence, List.of(window.build())).build();
        out.add(bare(DataSet.builder().put(Tag.SharedFunctionalGroupsSequence, List.of(group)).build()));
        return out;
    }

    private static DataSet table(int bits, int first) {
        return DataSet.builder()
                .put(Tag.LUTDescriptor, Vr.US, 8.0, first, bits)
                .put(Tag.LUTExplanation, Vr.LO, "a table")
                .put(Tag.LUTData, Vr.OW, "0a1b2c3d4e5f6g7h".getBytes(StandardCharsets.US_ASCII))
                .build();
    }

    private static byte[] bare(DataSet d) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(d, TransferSyntax.EXPLICIT_LE, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] file(DataSet d, TransferSyntax syntax) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFile(d, syntax, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
