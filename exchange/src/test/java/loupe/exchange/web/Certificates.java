package loupe.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loupe.exchange.node.TlsTerms;

/// Certificates that `openssl` made: an authority, a server's and a client's for `localhost`, one that is over, and a stranger's.
public record Certificates(Path folder) {
    private static final String[] CURVE = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"};

    /// Makes them; the test is skipped where there is no openssl.
    public static Certificates make(Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "skipped: no openssl is installed");
        Files.createDirectories(folder);
        Certificates c = new Certificates(folder);
        for (String ca : List.of("ca", "other-ca")) {
            c.run("req", "-x509", "-keyout", ca + ".key", "-out", ca + ".pem", "-subj", "/CN=" + ca, "-days", "2");
        }
        c.signed("server", "ca", "-days", "2");
        c.signed("client", "ca", "-days", "2");
        c.signed("expired", "ca", "-days", "-1");
        c.signed("stranger", "other-ca", "-days", "2");
        return c;
    }

    private void signed(String who, String ca, String... days) throws Exception {
        run("req", "-keyout", who + ".key", "-out", who + ".csr", "-subj", "/CN=" + who);
        Files.writeString(folder.resolve(who + ".ext"), "subjectAltName=DNS:localhost,IP:127.0.0.1");
        List<String> words = new ArrayList<>(List.of("x509", "-req", "-in", who + ".csr", "-CA", ca + ".pem", "-CAkey", ca + ".key",
                "-CAcreateserial", "-out", who + ".pem", "-extfile", who + ".ext"));
        words.addAll(Arrays.asList(days));
        run(words.toArray(String[]::new));
    }

    private void run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", words[0]));
        if (words[0].equals("req")) {
            command.addAll(Arrays.asList(CURVE));
        }
        command.addAll(Arrays.asList(words).subList(1, words.length));
        Process p = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(p.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(p.exitValue()).as(Files.readString(folder.resolve("openssl.log"))).isZero();
    }

    /// What was written of somebody.
    public String pem(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /// Terms of somebody who trusts an authority.
    public TlsTerms terms(String who, String ca, boolean from12) throws IOException {
        return new TlsTerms(pem(ca + ".pem"), Optional.of(new TlsTerms.OwnKey(pem(who + ".pem"), pem(who + ".key"))), from12);
    }
}
