package loupe.app.cli.exchange;

import java.nio.file.Path;
import java.util.Optional;
import loupe.app.cli.shared.KeyFile;
import loupe.exchange.node.TlsTerms;
import loupe.review.ReviewException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how a connection is kept from others.
final class TlsOptions {
    private static final String WHAT = "a certificate or key";

    @Option(names = "--trust", paramLabel = "FILE", description = "certificates (PEM) that vouch for the other side")
    @Nullable Path trust;

    @Option(names = "--own-cert", paramLabel = "FILE", description = "this machine's certificate (PEM)")
    @Nullable Path ownCert;

    @Option(names = "--own-key", paramLabel = "FILE", description = "its key (PEM, PKCS#8)")
    @Nullable Path ownKey;

    @Option(names = "--tls-1.2", description = "let TLS 1.2 do too; without it 1.3 alone")
    boolean from12;

    /// What is to be trusted and shown; empty where no file is named.
    ///
    /// @throws ReviewException if what is trusted is not named, only one of certificate and key is, or a file cannot be read
    Optional<TlsTerms> terms() throws ReviewException {
        Path anchors = trust;
        Path cert = ownCert;
        Path key = ownKey;
        if (anchors == null && cert == null && key == null) {
            return Optional.empty();
        }
        if (anchors == null) {
            throw new ReviewException("name the certificates that vouch for the other side with --trust FILE");
        }
        if ((cert == null) != (key == null)) {
            throw new ReviewException("name both --own-cert and --own-key, or neither");
        }
        return Optional.of(new TlsTerms(
                KeyFile.text(anchors, WHAT),
                cert == null || key == null
                        ? Optional.empty()
                        : Optional.of(new TlsTerms.OwnKey(KeyFile.text(cert, WHAT), KeyFile.text(key, WHAT))),
                from12));
    }
}
