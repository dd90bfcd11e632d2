package loupe.deid.profile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.Vr;

/// The private attributes of PS3.15 table E.3.10-1, by group, creator and the element's last two digits.
final class SafePrivate {
    private final Map<String, Vr> byKey = new HashMap<>(1_000);

    private SafePrivate() {}

    static SafePrivate load() {
        SafePrivate table = new SafePrivate();
        for (String[] f : AttributeTable.lines("safe-private.tsv")) {
            int group = Integer.parseInt(f[0].substring(0, 4), 16);
            int element = Integer.parseInt(f[0].substring(6), 16);
            String vr = f[2].split("[/ ]")[0];
            if (!vr.isEmpty()) {
                table.byKey.put(key(group, element, f[1]), Vr.valueOf(vr));
            }
        }
        return table;
    }

    Optional<Vr> vr(int tag, String creator) {
        return Optional.ofNullable(byKey.get(key(tag >>> 16, tag & 0xff, creator)));
    }

    private static String key(int group, int element, String creator) {
        return (group << 8 | element) + " " + creator.strip();
    }
}
