package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.LongStream;
import loupe.core.finding.Prediction;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.EngineSettings;
import loupe.sample.PhantomSeeds;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.PhantomSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClearingTheBarTest {
    private static Model model(String id) throws Exception {
        return ModelCatalogue.builtIn().find(id).orElseThrow();
    }

    private static void clears(Bar bar) {
        assertThat(bar.meanDice()).as("lungs: %s", bar).isGreaterThanOrEqualTo(0.97);
        assertThat(bar.foundShare()).as("nodules: %s", bar).isGreaterThanOrEqualTo(0.90);
        assertThat(bar.falsePositivesAScan()).as("false positives: %s", bar).isLessThanOrEqualTo(1);
        assertThat(bar.thresholdDice()).as("threshold: %s", bar).isLessThan(bar.meanDice());
        assertThat(bar.blobShare(2)).as("blob filter: %s", bar).isLessThan(bar.foundShare());
    }

    @Test
    void measures_on_phantoms_that_no_training_and_no_choice_of_threshold_saw() {
        Set<Long> all = new LinkedHashSet<>();
        PhantomSeeds.training().forEach(all::add);
        PhantomSeeds.validation().forEach(all::add);
        all.add(PhantomSeeds.demo());
        assertThat(PhantomSeeds.test().noneMatch(all::contains)).isTrue();
        assertThat(PhantomSeeds.test().count()).isEqualTo(20);
        assertThat(PhantomSeeds.manyTest().noneMatch(all::contains)).isTrue();
        assertThat(PhantomSeeds.training().anyMatch(s -> s == PhantomSeeds.demo())).isFalse();
    }

    @Test
    @Tag("bar")
    void holds_on_all_twenty_unseen_phantoms() throws Exception {
        try (Bar bar = new Bar(model("ct-lungs"), model("ct-nodules"))) {
            for (long seed : PhantomSeeds.test().toArray()) {
                bar.measure(seed, true);
            }
            System.out.println("figure: " + bar.toString().replace("\n", "; "));
            String cards = System.getProperty("loupe.cards", "");
            if (!cards.isEmpty()) {
                MeasureCards.write(bar, cards);
            }
            clears(bar);
        }
    }

    @Test
    void fails_with_zeroed_weights() throws Exception {
        try (Bar bar = new Bar(zeroed("ct-lungs"), zeroed("ct-nodules"))) {
            bar.measure(PhantomSeeds.test().findFirst().orElseThrow(), false);
            assertThat(bar.meanDice()).isLessThan(0.5);
            assertThat(bar.foundShare()).isLessThan(0.5);
        }
    }

    /// The same net with every stored number zero: raw weight data (field 9 of an ONNX tensor) is wiped in place.
    private static Model zeroed(String id) throws Exception {
        Model whole = model(id);
        byte[] bytes = ZeroedWeights.of(whole.weights());
        ModelCard c = whole.card();
        ModelCard card = new ModelCard(c.id(), c.version(), c.title(), c.task(), c.accepts(), c.input(), c.output(),
                c.labels(), c.statement(), Model.sha256(bytes), c.more());
        return Model.of(card, bytes, whole.second());
    }

    @Test
    void gives_the_same_answer_every_time() throws Exception {
        ChestPhantom phantom = ChestPhantom.generate(LongStream.of(PhantomSeeds.demo()).sum(), PhantomSettings.USUAL);
        java.time.Clock clock = java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC);
        Model lungs = model("ct-lungs");
        try (Volume volume = phantom.volume();
                ModelRunner two = new ModelRunner(new EngineSettings(2, true), clock, "test");
                ModelRunner one = new ModelRunner(new EngineSettings(1, true), clock, "test")) {
            Scan scan = new Scan(volume, "2.25.1", "CT", "CHEST");
            Prediction first = two.run(lungs, scan, JobContext.unattended());
            assertThat(one.run(lungs, scan, JobContext.unattended()).segmentation()).isEqualTo(first.segmentation());
        }
    }
}
