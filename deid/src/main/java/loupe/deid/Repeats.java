package loupe.deid;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.deid.text.KnownValues;

/// What became of one instance, so that the next slice of its series is gone through only where it differs.
///
/// It holds for an instance of the very same tags where only numbers, codes, times, UIDs and bytes differ that name
/// nobody: then the patient, the identifiers looked for in text and so the fate of every equal element are the same. All
/// bytes are its own. Immutable.
///
/// @param source the instance as it came, without pixels
/// @param out what it became, without pixels
/// @param journal what was done
/// @param known identifiers it stated
/// @param patient whom it is of
/// @param beyondAscii whether its text needs UTF-8
/// @param pixels how many pixel data elements it has
record Repeats(
        DataSet source, DataSet out, Journal journal, KnownValues known, Patient patient, boolean beyondAscii, int pixels) {
    private static final int LONGEST = 1024;
    private static final int MOST_DIFFERENT = 24;

    /// Keeps an instance, if it is small enough but for its pixels.
    static Optional<Repeats> of(DataSet data, Walked walked) {
        Acting acting = walked.acting;
        return owned(data).flatMap(source -> owned(walked.out.build()).map(out -> new Repeats(
                source, out, walked.journal.copy(), acting.known(), acting.patient(), acting.beyondAscii(), pixels(data))));
    }

    /// An instance that was gone through.
    ///
    /// @param out what it became so far
    record Walked(DataSet.Builder out, Journal journal, Acting acting) {}

    private static int pixels(DataSet data) {
        return (int) data.elements().stream().filter(Repeats::isPixels).count();
    }

    /// The elements of another instance that are not as in this one; empty where it must be gone through whole.
    Optional<List<Element>> different(DataSet other) {
        List<Element> out = new ArrayList<>();
        int pixelElements = 0;
        Iterator<Element> mine = source.elements().iterator();
        for (Element e : other.elements()) {
            if (isPixels(e)) {
                out.add(e);
                pixelElements++;
                continue;
            }
            if (!mine.hasNext()) {
                return Optional.empty();
            }
            Element before = mine.next();
            if (before.tag() != e.tag() || before.vr() != e.vr()) {
                return Optional.empty();
            }
            if (!same(before, e)) {
                if (!namesNobody(e) || !namesNobody(before) || out.size() > MOST_DIFFERENT) {
                    return Optional.empty();
                }
                out.add(e);
            }
        }
        return mine.hasNext() || pixelElements != pixels ? Optional.empty() : Optional.of(out);
    }

    private static boolean isPixels(Element e) {
        return Walk.isPixels(e.tag()) && !(e instanceof Element.Sequence);
    }

    private static boolean same(Element a, Element b) {
        return switch (a) {
            case Element.Value v ->
                b instanceof Element.Value w && v.bigEndian() == w.bigEndian() && v.bytes().mismatch(w.bytes()) < 0;
            case Element.Sequence s -> b instanceof Element.Sequence t && sameItems(s.items(), t.items());
            case Element.Fragments f -> false;
        };
    }

    private static boolean sameItems(List<DataSet> a, List<DataSet> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            List<Element> one = List.copyOf(a.get(i).elements());
            List<Element> other = List.copyOf(b.get(i).elements());
            same = one.size() == other.size();
            for (int k = 0; same && k < one.size(); k++) {
                same = one.get(k).tag() == other.get(k).tag()
                        && one.get(k).vr() == other.get(k).vr()
                        && same(one.get(k), other.get(k));
            }
        }
        return same;
    }

    /// Whether a value can differ without another person, another character set or another identifier.
    private static boolean namesNobody(Element e) {
        int tag = e.tag();
        if (!(e instanceof Element.Value v)
                || v.vr() == Vr.UN
                || v.bytes().byteSize() > LONGEST
                || Tag.isPrivate(tag)
                || tag == Tag.SpecificCharacterSet
                || tag == Tag.PatientBirthDate
                || tag == Tag.StudyInstanceUID) {
            return false;
        }
        return Reading.of(e).filter(read -> switch (read.vr()) {
            case AS, AT, CS, DA, DS, DT, FD, FL, IS, SL, SS, SV, TM, UI, UL, US, UV -> true;
            case AE, LO, LT, OB, OD, OF, OL, OV, OW, PN, SH, SQ, ST, UC, UN, UR, UT -> false;
        }).isPresent();
    }

    /// A copy whose bytes are its own, without pixels; empty where a value is too long to keep.
    private static Optional<DataSet> owned(DataSet data) {
        DataSet.Builder out = DataSet.itemBuilder(CharacterSet.UTF_8);
        for (Element e : data.elements()) {
            if (isPixels(e)) {
                continue;
            }
            switch (e) {
                case Element.Value v -> {
                    if (v.bytes().byteSize() > LONGEST) {
                        return Optional.empty();
                    }
                    byte[] own = v.bytes().toArray(ValueLayout.JAVA_BYTE);
                    out.put(new Element.Value(v.tag(), v.vr(), MemorySegment.ofArray(own).asReadOnly(), v.bigEndian()));
                }
                case Element.Sequence s -> {
                    List<DataSet> items = new ArrayList<>();
                    for (DataSet item : s.items()) {
                        Optional<DataSet> copy = owned(item);
                        if (copy.isEmpty()) {
                            return Optional.empty();
                        }
                        items.add(copy.get());
                    }
                    out.put(new Element.Sequence(s.tag(), s.vr(), items));
                }
                case Element.Fragments f -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(out.build());
    }
}
