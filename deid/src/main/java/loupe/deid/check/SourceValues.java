package loupe.deid.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// What sources say of persons, places and times.
final class SourceValues {
    private static final Pattern NAME_PARTS = Pattern.compile("[\\^= ,;.]+");
    private static final Pattern DAY = Pattern.compile("(19|20)\\d{6}.*");

    /// What (0028,0303) says in any de-identified file, and what earlier de-identifications put where a name was.
    private static final Set<String> TERMS =
            Set.of("REMOVED", "MODIFIED", "UNMODIFIED", "ANONYMIZED", "ANONYMOUS", "DEIDENTIFIED");

    private static final int SHORTEST_REMARK = 13;

    private final Set<String> makers = new HashSet<>();
    private final Map<String, Original> values = new LinkedHashMap<>();

    /// Adds what a source says; dates come back by path, since they count for their own file only.
    ///
    /// @return tag path to the days there, `YYYYMMDD`
    Map<String, Set<String>> add(DataSet source) {
        Map<String, Set<String>> days = new LinkedHashMap<>();
        makers.addAll(source.strings(Tag.Manufacturer));
        makers.addAll(source.strings(Tag.ManufacturerModelName));
        Values.visit(source, (path, tag, vr, texts) -> {
            if (vr == Vr.DA || vr == Vr.DT) {
                texts.stream().map(t -> t.replace(".", "")).filter(t -> DAY.matcher(t).matches())
                        .forEach(t -> days.computeIfAbsent(path, k -> new LinkedHashSet<>()).add(t.substring(0, 8)));
            } else {
                Identifying.kind(tag, vr).ifPresent(kind -> texts.forEach(t -> keep(t.strip(), kind, tag)));
            }
        });
        return days;
    }

    /// Adds the name of a source file.
    void addName(String name) {
        put(new Original(name, LeakKind.PERSON, "file name", false));
    }

    private void keep(String text, LeakKind kind, int tag) {
        if (kind == LeakKind.UID && text.startsWith("1.2.840.10008.")) {
            return;
        }
        boolean remark = Dictionary.vrOf(tag) == Vr.LT || Dictionary.vrOf(tag) == Vr.ST || Dictionary.vrOf(tag) == Vr.UT;
        if (remark && text.length() < SHORTEST_REMARK) {
            return;
        }
        String attribute = Dictionary.entry(tag).map(Dictionary.Entry::keyword).orElse(Tag.format(tag));
        put(new Original(text, kind, attribute, false));
        if (kind == LeakKind.PERSON && Dictionary.vrOf(tag) == Vr.PN) {
            List.of(NAME_PARTS.split(text)).forEach(part -> put(new Original(part, kind, attribute, true)));
        }
    }

    private boolean isMakersPart(Original o) {
        return o.part() && makers.stream().anyMatch(m -> m.toUpperCase(Locale.ROOT).contains(o.text().toUpperCase(Locale.ROOT)));
    }

    private void put(Original o) {
        if (o.isLongEnough() && !TERMS.contains(o.text().toUpperCase(Locale.ROOT)) && !isMakersPart(o)) {
            values.putIfAbsent(o.text(), o);
        }
    }

    /// All but what names the maker of a device, which some put where their site belongs.
    Collection<Original> all() {
        return values.values().stream().filter(o -> !makers.contains(o.text())).toList();
    }
}
