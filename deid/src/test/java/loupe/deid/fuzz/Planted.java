package loupe.deid.fuzz;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Vr;

/// Where values found nowhere else stand in a data set. A mutation may have moved one, so each is looked for where it is now.
final class Planted {
    /// Names, numbers and addresses of persons: table E.1-1 of PS3.15 removes, empties or replaces them under every option
    /// that the profiles tried here have.
    static final Set<Integer> MUST_GO = Set.of(
            0x00100010, 0x00100020, 0x00101000, 0x00101005, 0x00101040, 0x00101060, 0x00101090, 0x00102154,
            0x00080050, 0x00080081, 0x00080090, 0x00080092, 0x00081048, 0x00081050, 0x00081070, 0x00321032);

    private static final Pattern VALUE = Pattern.compile("ZQ\\d{3}VOGEL");

    private final Set<String> mustGo = new TreeSet<>();
    private final Set<String> elsewhere = new TreeSet<>();

    private Planted() {}

    /// The value of a number.
    static String value(int number) {
        return "ZQ%03dVOGEL".formatted(number);
    }

    /// Planted values in a text.
    static Set<String> in(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Those of a data set, at every depth.
    static Planted of(DataSet data) {
        Planted out = new Planted();
        out.walk(data, 0);
        return out;
    }

    /// Values that stand in attributes that must go, and nowhere else.
    Set<String> mustGo() {
        Set<String> out = new TreeSet<>(mustGo);
        out.removeAll(elsewhere);
        return out;
    }

    private void walk(DataSet data, int depth) {
        for (Element e : data.elements()) {
            switch (e) {
                case Element.Sequence s -> s.items().forEach(i -> walk(i, depth + 1));
                case Element.Fragments f -> f.fragments().forEach(m -> elsewhere.addAll(in(text(m))));
                case Element.Value v -> value(v, depth);
            }
        }
    }

    private void value(Element.Value v, int depth) {
        Optional<List<DataSet>> items = v.vr() == Vr.UN && Dictionary.vrOf(v.tag()) == Vr.SQ && depth < 64
                ? new DicomReader(DeidFuzzTarget.SMALL).readUnknownItems(v.bytes())
                : Optional.empty();
        if (items.isPresent()) {
            items.get().forEach(i -> walk(i, depth + 1));
        } else {
            (MUST_GO.contains(v.tag()) ? mustGo : elsewhere).addAll(in(text(v.bytes())));
        }
    }

    private static String text(MemorySegment m) {
        return new String(m.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
    }
}
