package loupe.deid;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Vr;

/// A value found nowhere else, planted in the attribute of one row of table E.1-1.
///
/// @param row the row, as the standard's own table has it
/// @param number row number, from 0
record Canary(JsonNode row, int number) {

    /// One for each row that has a single tag or a family a tag can be taken from.
    static List<Canary> all() {
        List<Canary> out = new ArrayList<>();
        for (JsonNode row : Oracles.rows("ps315_2026c_table_E.1-1.json")) {
            out.add(new Canary(row, out.size()));
        }
        return out;
    }

    int tag() {
        return switch (row.path("tag").asText()) {
            case "(50xx,xxxx)" -> 0x50043000;
            case "(60xx,4000)" -> 0x60024000;
            case "(60xx,3000)" -> 0x60023000;
            default -> row.path("tag").asText().startsWith("(gggg")
                    ? 0x00091001
                    : (int) Long.parseLong(row.path("tag").asText().replaceAll("[(),]", ""), 16);
        };
    }

    Vr vr() {
        String vr = row.path("vr").path(0).asText("");
        return vr.isEmpty() ? (tag() >>> 16 == 0 ? Vr.UI : Vr.OB) : Vr.valueOf(vr);
    }

    boolean has(String column) {
        return !row.path(column).asText("").isEmpty();
    }

    boolean kept(String column) {
        return row.path(column).asText("").equals("K");
    }

    private String day() {
        return LocalDate.of(1801, 1, 3).plusDays(7L * number).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private String fraction() {
        return String.format("%06d", 731_000 + number);
    }

    /// The value as text; empty where the VR has too few bits for one of its own.
    String text() {
        return switch (vr()) {
            case DA -> day();
            case TM -> "1112" + String.format("%02d", number % 60) + "." + fraction();
            case DT -> day() + "111213." + fraction();
            case PN -> "Zqx" + number + "vogel^Wpk" + number + "lied";
            case UI -> "1.2.826.0.99." + (7_000_000 + number) + ".5";
            case DS -> "47.8" + fraction();
            case IS -> "93" + fraction();
            case UR -> "http://zqx" + number + ".example/p";
            case AS, US -> "";
            case AE, CS, SH -> "ZQX" + number + "VOGEL";
            default -> "Zqx" + number + " Vogelsang";
        };
    }

    /// What to look for in the bytes: the shortest part that gives it away.
    String needle() {
        return switch (vr()) {
            case DT -> day();
            case PN -> "Zqx" + number + "vogel";
            case AE, CS, SH -> "ZQX" + number + "VOGEL";
            case SQ -> "Zqx" + number + " inner";
            default -> text();
        };
    }

    /// The planted element; sequences get an item whose text and code both hold the value.
    Element element() {
        if (vr() == Vr.SQ) {
            DataSet item = DataSet.itemBuilder(CharacterSet.DEFAULT)
                    .put(0x00104000, Vr.LT, needle() + " comment")
                    .put(0x00189423, Vr.LO, needle() + " protocol")
                    .build();
            return new Element.Sequence(tag(), Vr.SQ, List.of(item));
        }
        if (vr() == Vr.US) {
            return new Element.Value(tag(), Vr.US, MemorySegment.ofArray(new byte[] {4, 0}), false);
        }
        String s = vr() == Vr.AS ? "042Y" : text();
        byte[] raw = s.getBytes(StandardCharsets.ISO_8859_1);
        byte[] even = java.util.Arrays.copyOf(raw, raw.length + raw.length % 2);
        if (even.length > raw.length) {
            even[raw.length] = vr().padding();
        }
        return new Element.Value(tag(), vr(), MemorySegment.ofArray(even), false);
    }

    /// The same bytes, encoded as UN.
    Element asUnknown() {
        return element() instanceof Element.Value v ? new Element.Value(v.tag(), Vr.UN, v.bytes(), false) : element();
    }
}
