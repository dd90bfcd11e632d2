package loupe.core.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// Groups a series' frames into stacks: same plane family, localisers apart, copies of a position split into phases.
public final class StackBuilder {
    private static final double SAME_PLACE_MM = 1e-3;

    /// Share of the way from the first slice to the last that leads along their normal; a gantry tilt leaves 0.8 of it.
    private static final double LEAST_SLOPE = 1e-3;

    private StackBuilder() {}

    private record Placed(SliceRef slice, Phase phase, int order, double depthMm) {}

    /// The stacks of a series' instances, the one with most slices first.
    public static List<Stack> stacks(List<Instance> instances) {
        List<Stack> out = new ArrayList<>();
        for (List<Placed> family : families(instances)) {
            for (List<Placed> phase : phases(family)) {
                if (spanning(phase)) {
                    out.add(stack(phase));
                } else {
                    phase.forEach(p -> out.add(stack(List.of(p))));
                }
            }
        }
        out.sort(Comparator.comparingInt((Stack s) -> -s.slices().size()));
        return out;
    }

    private static List<List<Placed>> families(List<Instance> instances) {
        List<List<Placed>> families = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        int order = 0;
        for (Instance i : instances) {
            for (int f = 0; f < i.planes().size(); f++) {
                ImagePlane plane = i.planes().get(f);
                String kind = i.localizer() ? "localizer" : "";
                List<Placed> family = null;
                for (int k = 0; k < families.size() && family == null; k++) {
                    ImagePlane first = families.get(k).getFirst().slice.plane();
                    if (kinds.get(k).equals(kind) && first.stacksWith(plane)) {
                        family = families.get(k);
                    }
                }
                if (family == null) {
                    family = new ArrayList<>();
                    families.add(family);
                    kinds.add(kind);
                }
                PatientVector normal = family.isEmpty() ? plane.normal() : family.getFirst().slice.plane().normal();
                family.add(new Placed(
                        new SliceRef(i.sopInstanceUid(), f, plane), i.phase(f), order++, plane.depthMm(normal)));
            }
        }
        return families;
    }

    /// Splits frames that share positions: by the one attribute that does so evenly, else by all of them, else by order of
    /// arrival.
    private static List<List<Placed>> phases(List<Placed> family) {
        if (distinct(family)) {
            return List.of(family);
        }
        int attributes = family.stream().mapToInt(p -> p.phase.values().size()).max().orElse(0);
        for (int a = 0; a < attributes; a++) {
            int index = a;
            List<List<Placed>> split = by(family, p -> p.phase.value(index));
            if (split.size() > 1 && split.stream().allMatch(StackBuilder::distinct) && even(split)) {
                return split;
            }
        }
        List<List<Placed>> out = new ArrayList<>();
        for (List<Placed> phase : by(family, p -> p.phase)) {
            out.addAll(distinct(phase) ? List.of(phase) : byArrival(phase));
        }
        return out;
    }

    private static <K> List<List<Placed>> by(List<Placed> family, Function<Placed, K> key) {
        Map<K, List<Placed>> split = new LinkedHashMap<>();
        for (Placed p : family) {
            split.computeIfAbsent(key.apply(p), k -> new ArrayList<>()).add(p);
        }
        return List.copyOf(split.values());
    }

    /// Whether no part has less than half the slices of the largest: an attribute of single slices is none of phases.
    private static boolean even(List<List<Placed>> split) {
        int most = split.stream().mapToInt(List::size).max().orElse(0);
        return split.stream().allMatch(p -> 2 * p.size() >= most) && most > 1;
    }

    private static boolean distinct(List<Placed> family) {
        double[] depths = family.stream().mapToDouble(Placed::depthMm).sorted().toArray();
        for (int i = 1; i < depths.length; i++) {
            if (depths[i] - depths[i - 1] < SAME_PLACE_MM) {
                return false;
            }
        }
        return true;
    }

    private static List<List<Placed>> byArrival(List<Placed> phase) {
        List<Placed> sorted = new ArrayList<>(phase);
        sorted.sort(Comparator.comparingDouble(Placed::depthMm).thenComparingInt(Placed::order));
        List<List<Placed>> out = new ArrayList<>();
        int copy = 0;
        for (int i = 0; i < sorted.size(); i++) {
            boolean again = i > 0 && sorted.get(i).depthMm - sorted.get(i - 1).depthMm < SAME_PLACE_MM;
            copy = again ? copy + 1 : 0;
            while (out.size() <= copy) {
                out.add(new ArrayList<>());
            }
            out.get(copy).add(sorted.get(i));
        }
        return out;
    }

    /// Whether the slices lie behind each other: those beside each other in one plane are no stack.
    private static boolean spanning(List<Placed> phase) {
        if (phase.size() < 2) {
            return true;
        }
        Placed low = Collections.min(phase, Comparator.comparingDouble(Placed::depthMm));
        Placed high = Collections.max(phase, Comparator.comparingDouble(Placed::depthMm));
        PatientVector along = high.slice.plane().origin().minus(low.slice.plane().origin());
        return high.depthMm - low.depthMm > LEAST_SLOPE * along.lengthMm();
    }

    private static Stack stack(List<Placed> unsorted) {
        List<Placed> placed = new ArrayList<>(unsorted);
        placed.sort(Comparator.comparingDouble(Placed::depthMm));
        List<SliceRef> slices = placed.stream().map(Placed::slice).toList();
        ImagePlane first = slices.getFirst().plane();
        int n = slices.size();
        PatientVector step = n > 1
                ? slices.getLast().plane().origin().minus(first.origin()).times(1.0 / (n - 1))
                : first.normal().times(first.thicknessMm() > 0 ? first.thicknessMm() : 1);
        VoxelGrid grid = new VoxelGrid(
                first.columns(),
                first.rows(),
                n,
                first.origin(),
                first.alongRow().times(first.columnMm()),
                first.alongColumn().times(first.rowMm()),
                step,
                first.frameOfReferenceUid());
        Set<Stack.Warning> warnings = warnings(placed, step, first.normal());
        if (shifted(slices, step, first.normal())) {
            warnings.add(Stack.Warning.SHIFTED_SLICES);
        }
        if (Phase.OF_A_PASS.stream().anyMatch(a -> interleaved(placed, a))) {
            warnings.add(Stack.Warning.INTERLEAVED_PASSES);
        }
        return new Stack(grid, slices, warnings);
    }

    /// Whether a slice lies beside the line from the first to the last.
    private static boolean shifted(List<SliceRef> slices, PatientVector step, PatientVector normal) {
        ImagePlane first = slices.getFirst().plane();
        double pitch = step.dot(normal);
        double most = Math.max(0.01, 0.05 * Math.min(first.columnMm(), first.rowMm()));
        return slices.stream().map(SliceRef::plane).anyMatch(p -> {
            PatientVector from = p.origin().minus(first.origin());
            PatientVector aside = from.plus(step.times(-from.dot(normal) / pitch));
            return aside.lengthMm() > most;
        });
    }

    /// Whether slices of different values lie between one another: more runs of one value along the stack than values, each of
    /// two slices at least.
    private static boolean interleaved(List<Placed> placed, int attribute) {
        Map<String, Integer> slices = new LinkedHashMap<>();
        int runs = 0;
        String last = "";
        for (Placed p : placed) {
            String value = p.phase.value(attribute);
            runs += slices.isEmpty() || !value.equals(last) ? 1 : 0;
            slices.merge(value, 1, Integer::sum);
            last = value;
        }
        return slices.size() > 1 && runs > slices.size() && slices.values().stream().allMatch(n -> n > 1);
    }

    private static Set<Stack.Warning> warnings(List<Placed> placed, PatientVector step, PatientVector normal) {
        Set<Stack.Warning> out = EnumSet.noneOf(Stack.Warning.class);
        if (placed.size() < 2) {
            return out;
        }
        double cos = Math.abs(step.unit().dot(normal));
        if (Math.toDegrees(Math.acos(Math.min(1, cos))) > 0.5) {
            out.add(Stack.Warning.TILTED);
        }
        double[] gaps = new double[placed.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = placed.get(i + 1).depthMm - placed.get(i).depthMm;
        }
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        for (double gap : gaps) {
            if (Math.abs(gap - median) > Math.max(0.01, 0.01 * median)) {
                out.add(Stack.Warning.IRREGULAR_SPACING);
                double times = gap / median;
                if (times > 1.5 && Math.abs(times - Math.rint(times)) < 0.1) {
                    out.add(Stack.Warning.MISSING_SLICES);
                }
            }
        }
        return out;
    }
}
