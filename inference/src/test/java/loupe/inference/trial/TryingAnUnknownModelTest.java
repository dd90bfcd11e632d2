package loupe.inference.trial;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import loupe.core.work.JobContext;
import loupe.inference.IllWilledModels;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.ModelException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TryingAnUnknownModelTest {
    private static final ModelTrial.Caps CAPS = new ModelTrial.Caps(1500L << 20, Duration.ofSeconds(60));

    private static final byte[] NONE = {};

    private static void tried(byte[] weights, ModelTrial.Caps caps) throws Exception {
        tried(IllWilledModels.card("x", "1", weights), weights, new byte[0], caps);
    }

    private static void tried(String card, byte[] weights, byte[] second, ModelTrial.Caps caps) throws Exception {
        new ModelTrial(caps).run(card, Model.of(ModelCard.parse(card), weights, second), JobContext.unattended());
    }

    private static void refused(byte[] weights, ModelTrial.Caps caps, String message) {
        assertThatThrownBy(() -> tried(weights, caps)).isInstanceOf(ModelException.class)
                .hasMessageContaining(message).hasMessageNotContaining("\n");
    }

    @Test
    void lets_a_harmless_one_pass() {
        assertThatCode(() -> tried(IllWilledModels.harmless(), CAPS)).doesNotThrowAnyException();
    }

    /// Programs of the shell stand in for what a model's own code could do once it has taken the trial over.
    @Nested
    class Holds_a_process_that {
        private static final ModelTrial.Caps TWO_SECONDS = new ModelTrial.Caps(1500L << 20, Duration.ofSeconds(2));

        private void refuses(String script, String message) throws Exception {
            byte[] weights = Arrays.copyOf(IllWilledModels.harmless(), 4 << 20);
            String card = IllWilledModels.card("x", "1", weights);
            Model model = Model.of(ModelCard.parse(card), weights, NONE);
            ModelTrial trial = new ModelTrial(TWO_SECONDS, List.of("/bin/sh", "-c", script));
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(
                            () -> trial.run(card, model, JobContext.unattended()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(message));
        }

        @Test
        void never_reads_what_it_is_sent_to_its_time() throws Exception {
            refuses("sleep 60", "ran longer than 2 s");
        }

        @Test
        void says_a_line_without_end_to_its_time() throws Exception {
            refuses("cat > /dev/null; yes | tr -d '\\n'", "ran longer than 2 s");
        }

        @Test
        void leaves_a_child_of_its_own_behind_to_its_end() throws Exception {
            refuses("cat > /dev/null; sleep 60 & exit 3", "exit code 3");
        }

        @Test
        void looks_for_secrets_to_an_environment_without_them() throws Exception {
            refuses(
                    "cat > /dev/null; names=$(env | cut -d= -f1 | grep -vxE"
                            + " 'PATH|LANG|LANGUAGE|TZ|TMPDIR|LC_.*|PWD|SHLVL|OLDPWD|_' | tr '\\n' ' '); echo \"failed got:$names.\"",
                    "got:.");
        }
    }

    /// A film, a slide of one tile, or a picture and a box instead of a series.
    @Nested
    class Tries_one_of {
        private final ModelTrial.Caps brief = new ModelTrial.Caps(4L << 30, Duration.ofSeconds(12));

        private void refuses(String card, byte[] weights, byte[] second, String message) {
            refuses(card, weights, second, CAPS, message);
        }

        private void refuses(String card, byte[] weights, byte[] second, ModelTrial.Caps caps, String message) {
            assertThatThrownBy(() -> tried(card, weights, second, caps)).isInstanceOf(ModelException.class)
                    .hasMessageContaining(message).hasMessageNotContaining("\n");
        }

        private void refusesFilms(byte[] weights, String message) {
            refuses(IllWilledModels.filmCard(weights), weights, NONE, message);
        }

        private void refusesTissue(byte[] weights, String message) {
            refuses(IllWilledModels.tissueCard(weights), weights, NONE, message);
        }

        private void refusesPrompts(byte[] weights, IllWilledModels.Decoder will, String message) {
            byte[] second = IllWilledModels.decoder(will);
            refuses(IllWilledModels.promptCard(weights, second), weights, second, message);
        }

        @Test
        void films() throws Exception {
            byte[] good = IllWilledModels.harmless();
            tried(IllWilledModels.filmCard(good), good, NONE, CAPS);
            refusesFilms(IllWilledModels.notANumber(), "no probability");
            refusesFilms(IllWilledModels.oneNumber(), "does not have one number a pixel");
        }

        @Test
        void slides() throws Exception {
            byte[] good = IllWilledModels.harmless();
            tried(IllWilledModels.tissueCard(good), good, NONE, CAPS);
            refusesTissue(IllWilledModels.notANumber(), "no probability");
            refusesTissue(IllWilledModels.wrongShape(), "does not have one number a pixel");
        }

        @Test
        void slides_whose_objects_are_counted() throws Exception {
            byte[] good = IllWilledModels.twoMaps();
            tried(IllWilledModels.countingCard(good), good, NONE, CAPS);
            byte[] oneMap = IllWilledModels.harmless();
            refuses(IllWilledModels.countingCard(oneMap), oneMap, NONE, "does not have one number a pixel");
        }

        @Test
        void prompts() throws Exception {
            byte[] good = IllWilledModels.encoder();
            byte[] second = IllWilledModels.decoder(IllWilledModels.Decoder.HARMLESS);
            tried(IllWilledModels.promptCard(good, second), good, second, CAPS);
            refusesPrompts(IllWilledModels.encoderOfNoNumbers(), IllWilledModels.Decoder.HARMLESS, "numbers that are none");
            refusesPrompts(IllWilledModels.wrongShape(), IllWilledModels.Decoder.HARMLESS, "does not embed as expected");
            refusesPrompts(good, IllWilledModels.Decoder.NOT_A_NUMBER, "numbers that are none");
            refusesPrompts(good, IllWilledModels.Decoder.TOO_SMALL, "does not outline the whole image");
        }

        @Test
        void any_kind_that_never_ends() {
            byte[] endless = IllWilledModels.endless();
            refuses(IllWilledModels.filmCard(endless), endless, NONE, brief, "longer than 12 s");
            refuses(IllWilledModels.tissueCard(endless), endless, NONE, brief, "longer than 12 s");
            byte[] encoder = IllWilledModels.encoder();
            byte[] decoder = IllWilledModels.decoder(IllWilledModels.Decoder.ENDLESS);
            refuses(IllWilledModels.promptCard(encoder, decoder), encoder, decoder, brief, "longer than 12 s");
        }
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
