package loupe.inference.trial;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import loupe.core.work.JobContext;
import loupe.inference.IllWilledModels;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.ModelException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Trying_an_unknown_model_Test {
    private static final ModelTrial.Caps CAPS = new ModelTrial.Caps(1500L << 20, Duration.ofSeconds(60));

    private static void tried(byte[] weights, ModelTrial.Caps caps) throws Exception {
        String card = IllWilledModels.card("x", "1", weights);
        new ModelTrial(caps).run(card, Model.of(ModelCard.parse(card), weights), JobContext.unattended());
    }

    private static void refused(byte[] weights, ModelTrial.Caps caps, String message) {
        assertThatThrownBy(() -> tried(weights, caps)).isInstanceOf(ModelException.class)
                .hasMessageContaining(message).hasMessageNotContaining("\n");
    }

    @Test
    void lets_a_harmless_one_pass() {
        assertThatCode(() -> tried(IllWilledModels.harmless(), CAPS)).doesNotThrowAnyException();
    }

    @Nested
    class Stops_one_that {
        @Test
        void never_ends() {
            refused(IllWilledModels.endless(), new ModelTrial.Caps(4L << 30, Duration.ofSeconds(8)), "longer than 8 s");
        }

        @Test
        void swallows_memory() {
            refused(IllWilledModels.hungry(), CAPS, "");
        }
    }

    @Nested
    class Refuses_one_that {
        @Test
        void answers_with_numbers_that_are_none() {
            refused(IllWilledModels.notANumber(), CAPS, "no probability");
        }

        @Test
        void answers_in_another_shape() {
            refused(IllWilledModels.wrongShape(), CAPS, "does not have one number a pixel");
        }

        @Test
        void reaches_for_other_files() {
            refused(IllWilledModels.reachingOut(), CAPS, "in other files");
        }

        @Test
        void claims_absurd_sizes() {
            refused(IllWilledModels.hugeDims(), CAPS, "absurd size");
        }

        @Test
        void is_cut_short() {
            byte[] whole = IllWilledModels.harmless();
            refused(Arrays.copyOf(whole, whole.length - 20), CAPS, "damaged");
        }
    }
}
