package loupe.deid.pixel;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.PixelDescription;

/// The pixel data element of an instance, and the attributes that describe what stands in it.
final class PixelBytes {
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

    /// What must be replaced where no pixel changes: bytes behind the last frame, comments in codestreams.
    static List<Element> tidied(DataSet data, PixelDescription p) {
        return switch (of(data).orElseThrow()) {
            case Element.Value v -> {
                MemorySegment trimmed = trimmed(v.bytes(), p);
                yield trimmed.byteSize() == v.bytes().byteSize()
                        ? List.of()
                        : List.of(new Element.Value(v.tag(), v.vr(), trimmed, v.bigEndian()));
            }
            case Element.Fragments f -> {
                Element.Fragments clean = Codestreams.withoutComments(f);
                yield clean.equals(f) ? List.of() : List.of(clean);
            }
            case Element.Sequence s -> List.of();
        };
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
