package loupe.review.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGeneratorFactory;
import loupe.core.agreement.SampleSize;
import loupe.core.agreement.StratifiedDraw;
import loupe.review.ReviewException;
import loupe.review.quality.book.QualitySample;
import loupe.review.quality.book.SampleStratum;
import loupe.review.quality.book.SampledItem;
import loupe.review.quality.book.StudyMark;
import loupe.review.quality.book.TargetReason;

/// Makes samples out of sealed findings.
final class SampleDrawer {
    /// Fixed, so that a seed means the same on every machine.
    private static final String GENERATOR = "L64X128MixRandom";
    private static final double HALF = 0.5;

    private SampleDrawer() {}

    /// Who draws what, and when.
    ///
    /// @param number of the sample
    record Heading(int number, Instant at, String by) {}

    /// A random sample, stratified by model, modality and the reader's answer.
    static QualitySample random(Heading heading, List<SealedFinding> all, SampleOrder order) throws ReviewException {
        List<List<SealedFinding>> strata = strata(all);
        int size = size(order.extent(), all.size(), strata.size());
        List<StratifiedDraw.Drawn<SealedFinding>> drawn = StratifiedDraw.draw(
                strata, size, order.allocation(), RandomGeneratorFactory.of(GENERATOR).create(order.seed()));
        List<SampledItem> items = new ArrayList<>();
        for (StratifiedDraw.Drawn<SealedFinding> d : drawn) {
            items.add(item(items.size() + 1, d.unit(), d.stratum(), Optional.empty()));
        }
        List<SampleStratum> kept = new ArrayList<>();
        for (int h = 0; h < strata.size(); h++) {
            int stratum = h;
            SealedFinding one = strata.get(h).getFirst();
            int count = (int) drawn.stream().filter(d -> d.stratum() == stratum).count();
            kept.add(new SampleStratum(one.model(), one.modality(), one.first(), strata.get(h).size(), count));
        }
        return new QualitySample(
                heading.number, heading.at, heading.by, Optional.of(new QualitySample.Draw(order.seed(), order.allocation())), kept,
                items);
    }

    /// The findings by model, modality and the reader's answer, in the order of these.
    static List<List<SealedFinding>> strata(List<SealedFinding> all) {
        Map<String, List<SealedFinding>> byName = new TreeMap<>();
        for (SealedFinding f : all) {
            String name = f.model() + "\n" + f.modality() + "\n" + f.first();
            byName.computeIfAbsent(name, n -> new ArrayList<>()).add(f);
        }
        return List.copyOf(byName.values());
    }

    private static int size(SampleOrder.Extent extent, int population, int strata) throws ReviewException {
        if (population == 0) {
            throw new ReviewException("there is no sealed review with a model's findings yet that quality assurance may look at");
        }
        return switch (extent) {
            case SampleOrder.HalfWidth w ->
                Math.max(strata, SampleSize.forHalfWidth(HALF, w.halfWidth(), population));
            case SampleOrder.Findings f -> {
                if (f.number() < strata || f.number() > population) {
                    throw new ReviewException("a sample of " + strata + " to " + population + " findings can be drawn: one at least of"
                            + " each model, modality and answer there is, so that nothing goes unweighed");
                }
                yield f.number();
            }
        };
    }

    /// A targeted queue: the clearest cases, in an order that tells nothing of the reasons, for a reason tells what the reader said.
    static QualitySample targeted(Heading heading, List<SealedFinding> all, int most) throws ReviewException {
        List<TargetedQueue.Picked> queue = new TargetedQueue(all).first(most);
        if (queue.isEmpty()) {
            throw new ReviewException("no finding of a sealed review is worth a targeted look: none was in doubt, changed much, or"
                    + " accepted after one like it was rejected");
        }
        List<TargetedQueue.Picked> mixed = queue.stream()
                .sorted(Comparator.comparing(p -> StudyMark.of(p.finding().study() + " " + p.finding().id())))
                .toList();
        List<SampledItem> items = new ArrayList<>();
        for (TargetedQueue.Picked p : mixed) {
            items.add(item(items.size() + 1, p.finding(), -1, Optional.of(p.reason())));
        }
        return new QualitySample(heading.number, heading.at, heading.by, Optional.empty(), List.of(), items);
    }

    private static SampledItem item(int number, SealedFinding f, int stratum, Optional<TargetReason> reason) {
        return new SampledItem(number, f.study(), f.id(), f.model(), f.modality(), f.first(), f.by(), stratum, reason);
    }
}
