package loupe.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// What a data set says of its own private blocks (Private Data Element Characteristics, PS3.3 C.12.1.1.7): honoured
/// only under the Retain Safe Private Option, and only for values whose VR says what they are.
final class PrivateBlocks {
    static final int CHARACTERISTICS = 0x00080300;
    private static final int GROUP = 0x00080301;
    private static final int CREATOR = 0x00080302;
    private static final int STATUS = 0x00080303;
    private static final int NONIDENTIFYING = 0x00080304;

    /// Elements that are safe; empty where the whole block is.
    private final Map<String, Set<Integer>> safe = new HashMap<>();

    /// The blocks of a data set.
    static PrivateBlocks of(DataSet data) {
        PrivateBlocks blocks = new PrivateBlocks();
        for (DataSet item : data.items(CHARACTERISTICS)) {
            String key = key(item.integer(GROUP, 0), item.string(CREATOR, ""));
            Set<Integer> elements = new TreeSet<>();
            for (double element : item.doubles(NONIDENTIFYING)) {
                elements.add((int) element & 0xff);
            }
            String status = item.string(STATUS, "");
            if (status.equals("SAFE") || status.equals("MIXED") && !elements.isEmpty()) {
                blocks.safe.put(key, status.equals("SAFE") ? Set.of() : elements);
            }
        }
        return blocks;
    }

    private static String key(int group, String creator) {
        return group + " " + creator.strip();
    }

    /// Whether the data set calls an element of a creator's block safe, and its VR says what it holds.
    boolean isSafe(int tag, Vr vr, String creator) {
        Set<Integer> elements = safe.get(key(tag >>> 16, creator));
        return elements != null
                && (elements.isEmpty() || elements.contains(tag & 0xff))
                && switch (vr) {
                    case OB, OD, OF, OL, OV, OW, UN, SQ, PN, AE, UR -> false;
                    default -> true;
                };
    }

    /// What the data set says of blocks of which something stayed, for the cleaned data set; empty where nothing did.
    static List<DataSet> kept(DataSet source, DataSet.Builder out) {
        DataSet cleaned = out.build();
        List<DataSet> items = new ArrayList<>();
        for (DataSet item : source.items(CHARACTERISTICS)) {
            int group = item.integer(GROUP, 0);
            String creator = item.string(CREATOR, "");
            boolean stayed = cleaned.elements().stream()
                    .anyMatch(e -> e.tag() >>> 16 == group
                            && (e.tag() & 0xffff) >= 0x10
                            && (e.tag() & 0xffff) <= 0xff
                            && cleaned.string(e.tag(), "").equals(creator.strip()));
            if (stayed && Tag.isPrivate(group << 16 | 0x10)) {
                items.add(DataSet.itemBuilder(source.characterSet())
                        .put(GROUP, Vr.US, (double) group)
                        .put(CREATOR, Vr.LO, creator)
                        .put(STATUS, Vr.CS, "SAFE")
                        .build());
            }
        }
        return items;
    }
}
