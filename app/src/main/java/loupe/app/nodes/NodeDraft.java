package loupe.app.nodes;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.node.WebAddress;
import loupe.exchange.tls.TlsContext;
import loupe.review.ReviewException;

/// What was typed into the form of a node.
///
/// @param title its application entity title; empty for no DIMSE
/// @param web root of DICOMweb; empty for none
/// @param secret password, or without a user a token; empty to keep what was kept
/// @param tls whether TLS is spoken
/// @param trust file of the certificates to trust; empty to keep those that were kept
/// @param ownCertificate file of this machine's certificate; empty to keep what was kept
/// @param ownKey file of its key; with the certificate or not at all
record NodeDraft(
        String name, NodeKind kind, String title, String ownTitle, String host, String port, String web, String user, String secret,
        String characterSet, boolean tls, String trust, String ownCertificate, String ownKey, boolean from12) {
    private static final long MOST = 1 << 20;

    /// The node.
    ///
    /// @param before as it is kept; empty for a new one
    /// @throws ReviewException with a sentence, if something is missing or wrong
    Node node(Optional<Node> before) throws ReviewException {
        try {
            Optional<TlsTerms> terms = terms(before);
            terms.ifPresent(TlsContext::of);
            // Where its orders are is set by the command alone.
            return new Node(name.strip(), kind, dimse(terms), webAddress(before, terms), characterSet.strip())
                    .withOrders(before.map(Node::orders).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<DimseAddress> dimse(Optional<TlsTerms> terms) throws ReviewException {
        if (title.isBlank()) {
            return Optional.empty();
        }
        String typed = port.strip();
        if (!typed.isEmpty() && !typed.matches("[0-9]{1,5}")) {
            throw new ReviewException(say("a port is a number from 1 to 65535"));
        }
        int usual = terms.isPresent() ? 2762 : 104;
        return Optional.of(new DimseAddress(
                title, ownTitle.isBlank() ? "LOUPE" : ownTitle, host.strip(), typed.isEmpty() ? usual : Integer.parseInt(typed), terms));
    }

    private Optional<WebAddress> webAddress(Optional<Node> before, Optional<TlsTerms> terms) {
        if (web.isBlank()) {
            return Optional.empty();
        }
        URI root = URI.create(web.strip());
        Optional<WebAddress> kept = before.flatMap(Node::web);
        // Roots apart and headers, which only the command sets, stay as long as the root does.
        boolean same = kept.filter(w -> w.retrieve().equals(root)).isPresent();
        return Optional.of(new WebAddress(
                same ? kept.get().query() : root, root, same ? kept.get().store() : root, login(kept),
                same ? kept.get().headers() : Map.of(), terms));
    }

    private WebAddress.Login login(Optional<WebAddress> kept) {
        String before = kept.map(WebAddress::login).map(NodeDraft::secretOf).orElse("");
        String now = secret.isEmpty() ? before : secret;
        if (!user.isBlank()) {
            return new WebAddress.Login.Basic(user.strip(), now);
        }
        boolean token = !secret.isEmpty() || kept.filter(w -> w.login() instanceof WebAddress.Login.Bearer).isPresent();
        return token ? new WebAddress.Login.Bearer(now) : new WebAddress.Login.None();
    }

    private static String secretOf(WebAddress.Login login) {
        return switch (login) {
            case WebAddress.Login.None n -> "";
            case WebAddress.Login.Basic b -> b.password();
            case WebAddress.Login.Bearer b -> b.token();
        };
    }

    private Optional<TlsTerms> terms(Optional<Node> before) throws ReviewException {
        if (!tls) {
            return Optional.empty();
        }
        Optional<TlsTerms> kept = before.flatMap(Node::tls);
        if (trust.isBlank() && kept.isEmpty()) {
            throw new ReviewException(say("name the file of the certificates that vouch for the node"));
        }
        if (ownCertificate.isBlank() != ownKey.isBlank()) {
            throw new ReviewException(say("name both this machine's certificate and its key, or neither"));
        }
        Optional<TlsTerms.OwnKey> own = ownKey.isBlank()
                ? kept.flatMap(TlsTerms::own)
                : Optional.of(new TlsTerms.OwnKey(text(ownCertificate), text(ownKey)));
        return Optional.of(new TlsTerms(trust.isBlank() ? kept.orElseThrow().trust() : text(trust), own, from12));
    }

    private static String text(String file) throws ReviewException {
        try {
            Path p = Path.of(file.strip());
            if (Files.size(p) > MOST) {
                throw new ReviewException(say("the file is too large to be a certificate or a key"));
            }
            return Files.readString(p);
        } catch (IOException | IllegalArgumentException e) {
            throw new ReviewException(say("the file of a certificate or key cannot be read"), e);
        }
    }

    /// Says nothing of its secret.
    @Override
    public String toString() {
        return "NodeDraft";
    }
}
