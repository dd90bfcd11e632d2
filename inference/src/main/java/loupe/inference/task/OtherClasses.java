package loupe.inference.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.core.finding.Alternative;
import loupe.inference.card.LabelClass;

/// Names what voxels that one label won could be instead, by a card's labels.
final class OtherClasses {
    private static final int MOST = 3;
    private static final double LEAST = 0.0005;

    private final List<LabelClass> labels;

    OtherClasses(List<LabelClass> labels) {
        this.labels = labels;
    }

    /// The most probable others, up to three.
    ///
    /// @param won the label that won
    /// @param means mean probability of each class over the voxels
    List<Alternative> of(LabelClass won, double[] means) {
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int k = 0; k < means.length; k++) {
            if (!won.classes().contains(k)) {
                sums.merge(name(k), means[k], Double::sum);
            }
        }
        List<Alternative> all = new ArrayList<>();
        sums.forEach((name, p) -> {
            if (p >= LEAST) {
                all.add(new Alternative(name, Math.min(1, p)));
            }
        });
        all.sort(Comparator.comparingDouble(Alternative::probability).reversed());
        return all.subList(0, Math.min(MOST, all.size()));
    }

    /// The label of fewest classes that has a class; nothing where the card names it nowhere.
    private String name(int classNumber) {
        return labels.stream().filter(l -> l.classes().contains(classNumber))
                .min(Comparator.comparingInt(l -> l.classes().size())).map(LabelClass::name).orElse(Alternative.NOTHING);
    }
}
