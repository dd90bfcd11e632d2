package loupe.core.dicom.parametric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.value.RealWorldMap;
import loupe.core.segment.Code;
import loupe.core.study.Instance;
import loupe.core.study.Phase;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.study.StackBuilder;

/// Finds the quantities of a parametric map (DICOM PS3.3 A.75): every frame names its real-world maps, in its own functional group
/// or in the shared one; frames with one name, label and unit are one quantity.
public final class MapQuantities {
    private static final int QUANTITY_DEFINITION = 0x00409220;
    private static final List<String> QUANTITY = List.of("246205007", "G-C1C6");
    private static final int MOST_FRAMES = 100_000;
    private static final int MOST_MAPS = 1_000_000;

    private final FunctionalGroups groups;
    private final Instance instance;
    private final Map<Key, List<Mapped>> found = new LinkedHashMap<>();

    private MapQuantities(DataSet header, Instance instance) {
        this.groups = FunctionalGroups.of(header);
        this.instance = instance;
    }

    /// What tells quantities apart; `nth` where a frame has several that look the same.
    private record Key(String name, String label, Code unit, int nth) {}

    /// A frame and how its values are mapped.
    private record Mapped(int frame, RealWorldMap map) {}

    /// The quantities of an object, in the order of its frames; one that has several values at one place, as of several times, counts
    /// as several.
    ///
    /// @param header the object's, pixels not needed
    /// @throws DicomException if its frames lie nowhere, nothing says what its values are, or it has more frames than any study
    public static List<MapQuantity> of(DataSet header) throws DicomException {
        Instance i = Headers.instance(header);
        if (i.frames() > MOST_FRAMES) {
            throw new DicomException("it has more than " + MOST_FRAMES + " frames", -1);
        }
        if (i.frames() == 0 || i.planes().size() < i.frames()) {
            throw new DicomException("its frames do not say where they lie in the patient", -1);
        }
        List<MapQuantity> out = new MapQuantities(header, i).read();
        if (out.isEmpty()) {
            throw new DicomException("nothing says what its values are: it has no real-world value mapping", -1);
        }
        return out;
    }

    private List<MapQuantity> read() throws DicomException {
        int maps = 0;
        for (int f = 0; f < instance.frames(); f++) {
            Map<Key, Integer> inFrame = new HashMap<>();
            for (DataSet item : groups.items(f, Tag.RealWorldValueMappingSequence)) {
                maps++;
                if (maps > MOST_MAPS) {
                    throw new DicomException("it has more than " + MOST_MAPS + " real-world maps", -1);
                }
                take(f, item, inFrame);
            }
        }
        List<MapQuantity> out = new ArrayList<>();
        found.forEach((key, frames) -> out.addAll(stacked(key, frames)));
        return out;
    }

    private void take(int frame, DataSet item, Map<Key, Integer> inFrame) {
        for (RealWorldMap m : RealWorldMap.of(alone(item), 0)) {
            Key first = new Key(name(item), item.string(Tag.LUTLabel, ""), m.unit(), 0);
            int nth = inFrame.merge(first, 1, Integer::sum) - 1;
            found.computeIfAbsent(new Key(first.name, first.label, first.unit, nth), k -> new ArrayList<>())
                    .add(new Mapped(frame, m));
        }
    }

    private static DataSet alone(DataSet item) {
        return DataSet.builder().put(Tag.RealWorldValueMappingSequence, List.of(item)).build();
    }

    /// By the quantity's code, else by the map's words as far as the door left them.
    private static String name(DataSet item) {
        for (DataSet q : item.items(QUANTITY_DEFINITION)) {
            Code concept = CodeItem.read(q.items(Tag.ConceptNameCodeSequence));
            String meaning = CodeItem.read(q.items(Tag.ConceptCodeSequence)).meaning();
            if (QUANTITY.contains(concept.value()) && MapUnit.said(meaning)) {
                return meaning;
            }
        }
        return words(item, Tag.LUTExplanation).or(() -> words(item, Tag.LUTLabel)).orElse("map");
    }

    private static Optional<String> words(DataSet item, int tag) {
        return item.string(tag).map(String::strip).filter(t -> !t.isEmpty() && !t.equalsIgnoreCase(DeidentifiedInstance.TAKEN));
    }

    private List<MapQuantity> stacked(Key key, List<Mapped> frames) {
        List<Phase> phases = frames.stream().map(m -> instance.phase(m.frame)).toList();
        Instance alone = new Instance(
                instance.sopInstanceUid(), instance.sopClassUid(), instance.number(), frames.size(), instance.columns(),
                instance.rows(), false, phases, frames.stream().map(m -> instance.planes().get(m.frame)).toList());
        List<Stack> stacks = StackBuilder.stacks(List.of(alone));
        List<MapQuantity> out = new ArrayList<>();
        for (Stack s : stacks) {
            String which = stacks.size() > 1 ? " (" + (out.size() + 1) + " of " + stacks.size() + ")" : "";
            out.add(quantity(key.name + which, s, frames));
        }
        return out;
    }

    private static MapQuantity quantity(String name, Stack s, List<Mapped> frames) {
        List<SliceRef> slices = new ArrayList<>();
        List<RealWorldMap> maps = new ArrayList<>();
        for (SliceRef r : s.slices()) {
            Mapped m = frames.get(r.frame());
            slices.add(new SliceRef(r.sopInstanceUid(), m.frame, r.plane()));
            maps.add(m.map);
        }
        return new MapQuantity(name, maps.getFirst().unit(), new Stack(s.grid(), slices, s.warnings()), maps);
    }
}
