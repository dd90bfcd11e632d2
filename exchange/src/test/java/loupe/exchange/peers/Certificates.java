package loupe.exchange.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.exchange.node.TlsTerms;

/// Certificates of a test site, made by openssl: an authority, a server at 127.0.0.1, a client, and a server whose time is over.
///
/// @param folder holds `ca`, `server`, `client`, `late` and `other`, each `.key` and `.crt`; `other` is an authority nobody knows
public record Certificates(Path folder) {
    /// Makes them.
    public static Certificates make(Path parent) throws IOException {
        RunningProgram.assumePresent("openssl");
        Path folder = Files.createDirectories(parent.resolve("certificates"));
        Certificates c = new Certificates(folder);
        Files.writeString(folder.resolve("names.cnf"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
        c.authority("ca");
        c.authority("other");
        c.signed("server", 30);
        c.signed("client", 30);
        c.signed("late", -1);
        return c;
    }

    private void authority(String name) throws IOException {
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", name + ".key", "-out",
                name + ".crt", "-subj", "/CN=Test " + name, "-days", "30");
    }

    private void signed(String name, int days) throws IOException {
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", name + ".key", "-out", name + ".csr",
                "-subj", "/CN=" + name);
        openssl("x509", "-req", "-in", name + ".csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days",
                Integer.toString(days), "-extfile", "names.cnf", "-out", name + ".crt");
    }

    private void openssl(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        RunningProgram.Ended ended = RunningProgram.run(command, folder);
        if (ended.exit() != 0) {
            throw new IOException("openssl failed: " + ended.output());
        }
    }

    /// A file, such as `server.key`.
    public String file(String name) {
        return folder.resolve(name).toString();
    }

    /// Terms that trust an authority and show nothing of their own.
    public TlsTerms trusting(String authority) throws IOException {
        return new TlsTerms(Files.readString(folder.resolve(authority + ".crt")), Optional.empty(), true);
    }

    /// Terms that trust the site's authority and show a certificate.
    public TlsTerms showing(String name) throws IOException {
        return showing(name, true);
    }

    /// Terms that trust the site's authority and show a certificate.
    ///
    /// @param from12 whether TLS 1.2 will do too
    public TlsTerms showing(String name, boolean from12) throws IOException {
        return new TlsTerms(
                Files.readString(folder.resolve("ca.crt")),
                Optional.of(new TlsTerms.OwnKey(
                        Files.readString(folder.resolve(name + ".crt")), Files.readString(folder.resolve(name + ".key")))),
                from12);
    }
}
