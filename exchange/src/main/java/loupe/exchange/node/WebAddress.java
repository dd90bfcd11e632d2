package loupe.exchange.node;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Where a node answers DICOMweb (PS3.18). The three services may live at three roots.
///
/// @param query root of QIDO-RS, such as `https://pacs.example:8043/dicom-web`
/// @param retrieve root of WADO-RS
/// @param store root of STOW-RS
/// @param login how this machine says who it is
/// @param headers further headers a node asks for, sent to these roots alone
/// @param tls terms where a root is https and the site has certificates of its own; empty: those of the Java machine
public record WebAddress(URI query, URI retrieve, URI store, Login login, Map<String, String> headers, Optional<TlsTerms> tls) {
    /// How this machine says who it is. Says nothing of its secrets when printed.
    public sealed interface Login {
        /// Not at all, or by its certificate.
        record None() implements Login {}

        /// A name and a password (RFC 7617).
        record Basic(String user, String password) implements Login {
            @Override
            public String toString() {
                return "Basic";
            }
        }

        /// A token (RFC 6750).
        record Bearer(String token) implements Login {
            @Override
            public String toString() {
                return "Bearer";
            }
        }
    }

    /// Copies the headers and checks the roots.
    public WebAddress {
        headers = Map.copyOf(headers);
        for (URI root : new URI[] {query, retrieve, store}) {
            if (root.getHost() == null || !("http".equals(root.getScheme()) || "https".equals(root.getScheme()))) {
                throw new IllegalArgumentException("a root must be a whole http or https address");
            }
        }
    }

    /// All three services at one root.
    public static WebAddress at(URI root, Login login, Optional<TlsTerms> tls) {
        return new WebAddress(root, root, root, login, Map.of(), tls);
    }
}
