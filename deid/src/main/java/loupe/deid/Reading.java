package loupe.deid;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// Reads an element as what the dictionary says it is, whatever VR it was written with (PS3.5 6.2.2, CP-246), so that
/// nothing passes as bytes that a reader downstream would read as text or items.
final class Reading {
    private Reading() {}

    /// The element as it should have been written; empty if it cannot be that.
    static Optional<Element> of(Element e) {
        Optional<Dictionary.Entry> entry = Dictionary.entry(e.tag());
        return entry.isEmpty() ? Optional.of(e) : as(e, entry.get().vr(), entry.get().vrs());
    }

    /// The element as one of the VRs it may have.
    ///
    /// @param vr the VR it has where it does not say
    /// @param allowed all VRs it may have, separated by `/`
    static Optional<Element> as(Element e, Vr vr, String allowed) {
        return switch (e) {
            case Element.Sequence s ->
                vr == Vr.SQ ? Optional.of(new Element.Sequence(s.tag(), Vr.SQ, s.items())) : Optional.empty();
            case Element.Fragments f -> f.tag() == Tag.PixelData ? Optional.of(f) : Optional.empty();
            case Element.Value v -> value(v, vr, allowed);
        };
    }

    private static Optional<Element> value(Element.Value v, Vr vr, String allowed) {
        if (v.vr() != Vr.UN && v.vr() != Vr.SQ && allowed.contains(v.vr().name())) {
            return Optional.of(v);
        }
        if (vr == Vr.SQ) {
            return items(v);
        }
        if (v.vr() == Vr.UN) {
            return Optional.of(new Element.Value(v.tag(), vr, v.bytes(), false));
        }
        return switch (vr.kind()) {
            case TEXT -> Optional.of(new Element.Value(v.tag(), vr, v.bytes(), v.bigEndian()));
            case BINARY -> v.vr().kind() == Vr.Kind.BINARY ? Optional.of(v) : Optional.empty();
            case SEQUENCE -> Optional.empty();
        };
    }

    private static Optional<Element> items(Element.Value v) {
        Optional<List<DataSet>> items = v.bytes().byteSize() == 0
                ? Optional.of(List.of())
                : DicomReader.usual().readUnknownItems(v.bytes());
        return items.map(all -> new Element.Sequence(v.tag(), Vr.SQ, all));
    }
}
