package loupe.core.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The data elements of DICOM PS3.6 2026c: tag to VR and keyword.
public final class Dictionary {

    /// One row of PS3.6.
    ///
    /// @param tag the tag; for a repeating group its first member
    /// @param vr the VR used for the implicit encoding where the standard allows several
    /// @param vrs all VRs the standard allows, separated by `/`
    /// @param vm value multiplicity as printed
    /// @param retired whether the standard retired it
    /// @param keyword PS3.6 keyword
    public record Entry(int tag, Vr vr, String vrs, String vm, boolean retired, String keyword) {}

    private static final Map<Integer, Entry> BY_TAG = new HashMap<>(12_000);
    private static final Map<String, Entry> BY_KEYWORD = new HashMap<>(12_000);

    static {
        try (InputStream in = Dictionary.class.getResourceAsStream("dictionary.tsv")) {
            if (in == null) {
                throw new IllegalStateException("dictionary.tsv is missing from the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    add(line.split("\t", -1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Dictionary() {}

    private static void add(String[] f) {
        if (f[1].isEmpty()) {
            return;
        }
        int tag = (int) Long.parseLong(f[0].replace('X', '0'), 16);
        Entry e = new Entry(tag, implicitVr(f[1]), f[1], f[2], f[3].equals("R"), f[4]);
        BY_TAG.put(tag, e);
        BY_KEYWORD.put(f[4], e);
    }

    private static Vr implicitVr(String vrs) {
        return switch (vrs) {
            case "US/SS", "SS/US" -> Vr.US;
            case "OB/OW", "OW/OB" -> Vr.OW;
            case "US/SS/OW", "US/OW", "OW/US/SS" -> Vr.OW;
            default -> {
                try {
                    yield Vr.valueOf(vrs.split("/")[0]);
                } catch (IllegalArgumentException e) {
                    yield Vr.UN;
                }
            }
        };
    }

    /// The row of a tag, repeating groups (50xx, 60xx, 1000, 1010, 7Fxx, 0020,31xx) folded.
    public static Optional<Entry> entry(int tag) {
        Entry e = BY_TAG.get(tag);
        return e != null ? Optional.of(e) : Optional.ofNullable(BY_TAG.get(folded(tag)));
    }

    private static int folded(int tag) {
        int group = tag >>> 16;
        if ((group & 0xFF01) == 0x5000 || (group & 0xFF01) == 0x6000 || (group & 0xFF01) == 0x7F00) {
            return tag & 0xFF00FFFF;
        }
        return (tag & 0xFFFFFF00) == 0x00203100 ? 0x00203100 : tag;
    }

    /// The row of a keyword such as `PatientName`.
    public static Optional<Entry> entry(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }

    /// Whether the standard allows both US and SS for a tag.
    static boolean mayBeSigned(int tag) {
        return entry(tag).filter(e -> e.vrs().contains("US/SS") || e.vrs().contains("SS/US")).isPresent();
    }

    /// The VR the implicit encoding gives a tag: UL for group lengths, LO for private creators, UN where unknown.
    public static Vr vrOf(int tag) {
        if ((tag & 0xffff) == 0) {
            return Vr.UL;
        }
        if ((tag >>> 16 & 1) == 1) {
            int element = tag & 0xffff;
            return element >= 0x10 && element <= 0xff ? Vr.LO : Vr.UN;
        }
        return entry(tag).map(Entry::vr).orElse(Vr.UN);
    }
}
