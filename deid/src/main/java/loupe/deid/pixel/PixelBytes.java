package loupe.deid.pixel;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDescription;
import loupe.deid.encoding.Codestreams;
import loupe.deid.encoding.UnusedBits;

/// The pixel data element of an instance, and the attributes that describe what stands in it.
final class PixelBytes {
    private static final Set<String> JPEG_FAMILY = Set.of(
            TransferSyntax.JPEG_BASELINE, TransferSyntax.JPEG_EXTENDED, TransferSyntax.JPEG_LOSSLESS,
            TransferSyntax.JPEG_LOSSLESS_SV1, TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_LS_NEAR,
            TransferSyntax.JPEG_2000, TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.HTJ2K,
            TransferSyntax.HTJ2K_LOSSLESS, TransferSyntax.HTJ2K_LOSSLESS_RPCL);

    private PixelBytes() {}

    /// The pixel data element.
    static Optional<Element> of(DataSet data) {
        return data.get(Tag.PixelData)
                .or(() -> data.get(Tag.FloatPixelData))
                .or(() -> data.get(Tag.DoubleFloatPixelData));
    }

    /// Only as many native bytes as the frames need, padded to even; nothing hides behind the last frame.
    static MemorySegment trimmed(MemorySegment bytes, PixelDescription p) {
        long bits = Math.multiplyExact(p.samplesPerFrame() * p.bitsAllocated(), (long) p.frames());
        if (p.photometric().equals("YBR_FULL_422") && p.samplesPerPixel() == 3 && bytes.byteSize() * 8 < bits) {
            bits = bits / 3 * 2;
        }
        long need = (bits + 7) / 8;
        return bytes.byteSize() > need + 1 ? bytes.asSlice(0, need) : bytes;
    }

    /// What must be replaced where no pixel changes: bytes behind the last frame, comments in codestreams. Empty where
    /// that cannot be done without encoding anew: something that is no codestream alone, or unused bits that are set.
    ///
    /// @throws DicomException if the frames cannot be found or, to see their unused bits, decoded
    static Optional<List<Element>> tidied(DataSet data, TransferSyntax syntax) throws DicomException {
        EncodedFrames frames = EncodedFrames.of(data, syntax);
        if (UnusedBits.areSet(frames, syntax)) {
            return Optional.empty();
        }
        return switch (of(data).orElseThrow()) {
            case Element.Value v -> {
                MemorySegment trimmed = trimmed(v.bytes(), frames.description());
                yield Optional.of(trimmed.byteSize() == v.bytes().byteSize()
                        ? List.of()
                        : List.of(new Element.Value(v.tag(), v.vr(), trimmed, v.bigEndian())));
            }
            case Element.Fragments f -> JPEG_FAMILY.contains(syntax.uid()) ? codestreams(f, frames) : Optional.of(List.of());
            case Element.Sequence s -> Optional.of(List.of());
        };
    }

    /// One fragment a frame where any had something else in it.
    private static Optional<List<Element>> codestreams(Element.Fragments f, EncodedFrames frames) {
        List<MemorySegment> clean = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < frames.count(); i++) {
            MemorySegment frame = frames.bytes(i);
            Optional<MemorySegment> stripped = Codestreams.withoutComments(frame);
            if (stripped.isEmpty()) {
                return Optional.empty();
            }
            changed |= stripped.get().mismatch(frame) != -1;
            clean.add(stripped.get());
        }
        return Optional.of(changed
                ? List.of(new Element.Fragments(f.tag(), f.vr(), MemorySegment.ofArray(new byte[0]), clean))
                : List.of());
    }

    /// The elements that take the place of the source's once the canvas is painted.
    static List<Element> elements(DataSet data, Canvas canvas) {
        List<Element> out = new ArrayList<>();
        Element source = of(data).orElseThrow();
        PixelDescription p = canvas.layout();
        Vr vr = source instanceof Element.Value v ? v.vr() : p.bitsAllocated() > 8 ? Vr.OW : Vr.OB;
        out.add(new Element.Value(source.tag(), vr, canvas.bytes().asReadOnly(), canvas.bigEndian()));
        if (p.floating()) {
            return out;
        }
        DataSet.Builder described = DataSet.builder();
        described.put(Tag.PhotometricInterpretation, Vr.CS, p.photometric());
        described.put(Tag.HighBit, Vr.US, (double) p.highBit());
        if (p.samplesPerPixel() > 1) {
            described.put(Tag.PlanarConfiguration, Vr.US, p.planar() ? 1.0 : 0.0);
        }
        described.build().elements().forEach(out::add);
        return out;
    }

    /// The data set with the painted pixels in it.
    static DataSet replaced(DataSet data, Canvas canvas) {
        DataSet.Builder out = data.toBuilder();
        elements(data, canvas).forEach(out::put);
        return out.build();
    }
}
