package loupe.inference.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustingAModelTest {
    private static Decision added(String version) {
        return new Decision("m", version, "a".repeat(64), "b".repeat(64), Standing.WAITING, "jo", Instant.EPOCH, "added");
    }

    private static ModelRegister.Because because(String why) {
        return new ModelRegister.Because("jo", Instant.EPOCH.plusSeconds(5), why);
    }

    @Nested
    class The_register {
        private final ModelRegister two = ModelRegister.EMPTY
                .with(added("1")).with(added("2"))
                .decide("m", "1", Standing.TRUSTED, because("measured"));

        @Test
        void runs_nothing_that_only_waits() {
            assertThat(ModelRegister.EMPTY.with(added("1")).active("m")).isEmpty();
        }

        @Test
        void runs_the_version_that_was_trusted_last_whichever_was_added_last() {
            assertThat(two.active("m").orElseThrow().version()).isEqualTo("1");
            assertThat(two.decide("m", "2", Standing.TRUSTED, because("better")).active("m").orElseThrow().version())
                    .isEqualTo("2");
        }

        @Test
        void goes_back_to_the_version_before() {
            ModelRegister back = two.decide("m", "2", Standing.TRUSTED, because("better")).rollBack("m", because("worse at night"));
            assertThat(back.active("m").orElseThrow().version()).isEqualTo("1");
            assertThat(back.of("m", "2").orElseThrow().standing()).isEqualTo(Standing.RETIRED);
        }

        @Test
        void does_not_go_back_where_there_is_nothing() {
            assertThatThrownBy(() -> two.rollBack("m", because("x"))).hasMessageContaining("nothing to go back to");
        }

        @Test
        void runs_nothing_after_the_only_version_was_retired() {
            assertThat(two.decide("m", "1", Standing.RETIRED, because("recall")).active("m")).isEmpty();
        }

        @Test
        void asks_for_a_reason() {
            assertThatThrownBy(() -> two.decide("m", "1", Standing.RETIRED, because(" "))).hasMessageContaining("reason");
        }

        @Test
        void keeps_every_decision_when_written_and_read() throws Exception {
            assertThat(RegisterJson.read(RegisterJson.write(two))).isEqualTo(two);
            assertThatThrownBy(() -> RegisterJson.read("{\"format\":1,\"decisions\":[{}]}")).isInstanceOf(TrustException.class);
        }
    }

    @Nested
    class A_signature_that_openssl_made {
        @TempDir
        Path folder;

        private void openssl(String... arguments) throws Exception {
            List<String> command = new java.util.ArrayList<>(List.of("openssl"));
            command.addAll(List.of(arguments));
            Process p = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(p.waitFor()).as(said).isZero();
        }

        private PublicKey signed() throws Exception {
            Files.writeString(folder.resolve("card.json"), "{\"id\":\"x\"}");
            openssl("genpkey", "-algorithm", "ed25519", "-out", "key.pem");
            openssl("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
            openssl("pkeyutl", "-sign", "-rawin", "-inkey", "key.pem", "-in", "card.json", "-out", "card.json.sig");
            return CardSignature.key(Files.readString(folder.resolve("public.pem")));
        }

        @Test
        void fits_its_card_and_no_other_byte() throws Exception {
            PublicKey key = signed();
            byte[] card = Files.readAllBytes(folder.resolve("card.json"));
            byte[] signature = Files.readAllBytes(folder.resolve("card.json.sig"));
            assertThat(CardSignature.fits(card, signature, key)).isTrue();
            for (int i = 0; i < card.length; i++) {
                byte[] other = card.clone();
                other[i] ^= 1;
                assertThat(CardSignature.fits(other, signature, key)).isFalse();
            }
            for (int i = 0; i < signature.length; i++) {
                byte[] other = signature.clone();
                other[i] ^= 4;
                assertThat(CardSignature.fits(card, other, key)).as("byte %d", i).isFalse();
            }
        }

        @Test
        void does_not_fit_another_key() throws Exception {
            PublicKey first = signed();
            byte[] signature = Files.readAllBytes(folder.resolve("card.json.sig"));
            PublicKey second = signed();
            assertThat(CardSignature.fits(Files.readAllBytes(folder.resolve("card.json")), signature, second)).isFalse();
            assertThat(CardSignature.name(first)).hasSize(16).isNotEqualTo(CardSignature.name(second));
        }

        @Test
        void is_refused_in_one_line_where_it_is_none() throws Exception {
            PublicKey key = signed();
            assertThatThrownBy(() -> CardSignature.fits(new byte[1], new byte[63], key)).hasMessageContaining("64 bytes");
            assertThatThrownBy(() -> CardSignature.key("hello")).hasMessageContaining("no public key");
        }
    }
}
