package loupe.review.quality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.agreement.AgreementTable;
import loupe.core.agreement.Share;
import loupe.core.agreement.WeightedShare;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.ItemName;
import loupe.review.quality.book.ItemWork;
import loupe.review.quality.book.QualityBook;
import loupe.review.quality.book.QualitySample;
import loupe.review.quality.book.Radpeer;
import loupe.review.quality.book.SampledItem;

/// Counts one sample. An item of a random sample stands for as many findings as its stratum has for each of its items scored so far:
/// items are worked through in an order drawn with them, so those scored are a sample of the stratum too.
///
/// @param sample the sample
/// @param items with both scores
record SampleTally(QualitySample sample, List<ScoredItem> items) {
    static SampleTally of(QualitySample sample, QualityBook book) throws IOException {
        List<SampledItem> sampled = new ArrayList<>();
        List<ItemWork> works = new ArrayList<>();
        int[] scored = new int[sample.strata().size()];
        for (SampledItem i : sample.items()) {
            Optional<ItemWork> work = book.work(new ItemName(sample.number(), i.number())).filter(ItemWork::scored);
            if (work.isPresent()) {
                sampled.add(i);
                works.add(work.get());
                if (!sample.targeted()) {
                    scored[i.stratum()]++;
                }
            }
        }
        List<ScoredItem> items = new ArrayList<>();
        for (int n = 0; n < sampled.size(); n++) {
            SampledItem i = sampled.get(n);
            OptionalDouble weight = sample.targeted()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) sample.strata().get(i.stratum()).population() / scored[i.stratum()]);
            items.add(item(new ItemName(sample.number(), i.number()), i, works.get(n), weight));
        }
        return new SampleTally(sample, items);
    }

    private static ScoredItem item(ItemName name, SampledItem i, ItemWork work, OptionalDouble weight) {
        return new ScoredItem(
                name, i.reason().isPresent(), i.model(), i.modality(), i.first(), work.judged().orElseThrow().answer(),
                work.finalReader().orElseThrow(), work.finalModel().orElseThrow(), work.arbitrated().isPresent(), work.waits(), weight,
                work.minutes());
    }

    SampleReport report() {
        int represented = (int) Math.round(items.stream().mapToDouble(i -> i.weight().orElse(1)).sum());
        return new SampleReport(
                sample.number(), sample.targeted(), sample.population(), sample.items().size(), items.size(),
                (int) items.stream().filter(ScoredItem::waits).count(), represented, scores(true), scores(false), agreement(), effort());
    }

    private SampleReport.Scores scores(boolean ofReader) {
        Integer[] counts = new Integer[Radpeer.values().length];
        Arrays.fill(counts, 0);
        int discrepant = 0;
        List<WeightedShare.Unit> units = new ArrayList<>();
        for (ScoredItem i : items) {
            Radpeer score = i.score(ofReader);
            counts[score.ordinal()]++;
            discrepant += score.arbitrated() ? 1 : 0;
            units.add(new WeightedShare.Unit(i.weight().orElse(1), score.arbitrated()));
        }
        return new SampleReport.Scores(
                Arrays.asList(counts), new Share(discrepant, items.size()),
                sample.targeted() || items.isEmpty() ? Optional.empty() : Optional.of(WeightedShare.of(units)));
    }

    private Optional<SampleReport.Agreement> agreement() {
        if (sample.targeted() || items.isEmpty()) {
            return Optional.empty();
        }
        List<AgreementTable.Pair> pairs = items.stream()
                .map(i -> new AgreementTable.Pair(i.first().ordinal(), i.second().ordinal(), i.weight().orElse(1)))
                .toList();
        AgreementTable three = AgreementTable.of(pairs, FindingAnswer.values().length);
        AgreementTable two = three.split(FindingAnswer.EDITED.ordinal());
        return Optional.of(new SampleReport.Agreement(
                three.kappa(), two.specificAgreement(0), two.specificInterval(0), two.specificAgreement(1), two.specificInterval(1)));
    }

    private SampleReport.Effort effort() {
        List<ScoredItem> timed = items.stream().filter(i -> i.minutes().isPresent()).toList();
        double minutes = timed.stream().mapToDouble(i -> i.minutes().orElse(0)).sum();
        long inTime = timed.stream().filter(SampleTally::caught).count();
        return new SampleReport.Effort(
                minutes, timed.size(), (int) items.stream().filter(ScoredItem::readerCaught).count(),
                (int) items.stream().filter(ScoredItem::modelCaught).count(), (int) items.stream().filter(SampleTally::caught).count(),
                inTime == 0 ? OptionalDouble.empty() : OptionalDouble.of(minutes / inTime));
    }

    private static boolean caught(ScoredItem i) {
        return i.readerCaught() || i.modelCaught();
    }
}
