package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Models from the door to the kill switch, each command on a store opened anew.
class GovernedModelsTest {
    private static final String LUNGS = "/loupe/inference/models/ct-lungs";

    @TempDir
    Path folder;

    private Loupe loupe;

    @BeforeEach
    void writes_a_site_of_its_own() throws Exception {
        loupe = new Loupe(folder);
        Files.write(folder.resolve("m.onnx"), resource(".onnx"));
        Files.write(folder.resolve("m.second.onnx"), resource(".second.onnx"));
        String card = new String(resource(".json"), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("one.json"), ours(card, "1.0.0"));
        Files.writeString(folder.resolve("two.json"), ours(card, "2.0.0"));
    }

    private static String ours(String card, String version) {
        return card.replace("\"ct-lungs\"", "\"our-lungs\"").replaceFirst("\"version\": *\"[^\"]*\"", "\"version\": \"" + version + "\"");
    }

    private static byte[] resource(String ending) throws Exception {
        try (var in = GovernedModelsTest.class.getResourceAsStream(LUNGS + ending)) {
            return java.util.Objects.requireNonNull(in).readAllBytes();
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String done(String... arguments) throws Exception {
        Loupe.Answer a = loupe.run(arguments);
        assertThat(a.exit()).as("%s: %s", List.of(arguments), a.err()).isZero();
        return a.out();
    }

    private void openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void wait_for_trust_run_are_rolled_back_and_retired_with_every_step_in_the_log() throws Exception {
        done("models", "add", path("m.onnx"), "--card", path("one.json"));
        assertThat(done("models", "list")).doesNotContain("our-lungs");
        assertThat(done("models", "list", "--all")).containsPattern("our-lungs +1\\.0\\.0 +WAITING");

        done("models", "trust", "our-lungs", "--reason", "measured on our own scans");
        assertThat(done("models", "list")).contains("our-lungs");
        done("models", "add", path("m.onnx"), "--card", path("two.json"));
        done("models", "trust", "our-lungs", "--reason", "newer");
        assertThat(done("models", "list", "--all")).containsPattern("our-lungs +2\\.0\\.0 +RUNS");

        assertThat(done("models", "rollback", "our-lungs", "--reason", "misses apices")).contains("now runs our-lungs 1.0.0");
        done("models", "retire", "our-lungs", "--reason", "recalled");
        assertThat(done("models", "list")).doesNotContain("our-lungs");
        assertThat(done("models", "show", "our-lungs")).contains("misses apices", "recalled", "measured on our own scans");
        assertThat(loupe.process("models", "verify").exit()).isZero();
        done("audit", "verify");
    }

    @Test
    void are_trusted_at_once_where_a_trusted_key_signed_their_card() throws Exception {
        openssl("genpkey", "-algorithm", "ed25519", "-out", "key.pem");
        openssl("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        openssl("pkeyutl", "-sign", "-rawin", "-inkey", "key.pem", "-in", "one.json", "-out", "one.sig");
        Loupe.Answer unknown = loupe.process("models", "add", path("m.onnx"), "--card", path("one.json"), "--signature", path("one.sig"));
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.faults()).hasSize(1).first().asString().contains("by a key this site trusts");

        done("models", "trust", "--key", path("public.pem"), "--reason", "the vendor's");
        done("models", "add", path("m.onnx"), "--card", path("one.json"), "--signature", path("one.sig"));
        assertThat(done("models", "list")).contains("our-lungs");
        Loupe.Answer transplanted = loupe.run("models", "add", path("m.onnx"), "--card", path("two.json"), "--signature", path("one.sig"));
        assertThat(transplanted.exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {".onnx", ".second.onnx"})
    void are_refused_where_a_byte_of_the_weights_is_another(String ending) throws Exception {
        byte[] weights = resource(ending);
        weights[weights.length / 2] ^= 1;
        Files.write(folder.resolve("m" + ending), weights);
        Loupe.Answer a = loupe.run("models", "add", path("m.onnx"), "--card", path("one.json"));
        assertThat(a.exit()).isEqualTo(1);
        assertThat(a.faults()).hasSize(1).first().asString().contains("SHA-256 digest differs");
    }
}
