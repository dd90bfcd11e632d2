package loupe.review.node;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.node.WebAddress;

/// A node's form in the store.
///
/// @param login `none`, `basic` or `bearer`, with user and secret
record KeptNode(
        String name,
        NodeKind kind,
        Optional<DimseAddress> dimse,
        Optional<Web> web,
        String characterSet) {
    /// DICOMweb's part.
    record Web(
            URI query, URI retrieve, URI store, String login, String user, String secret, Map<String, String> headers,
            Optional<TlsTerms> tls) {
        static Web of(WebAddress w) {
            String user = w.login() instanceof WebAddress.Login.Basic b ? b.user() : "";
            return switch (w.login()) {
                case WebAddress.Login.None n -> new Web(w.query(), w.retrieve(), w.store(), "none", user, "", w.headers(), w.tls());
                case WebAddress.Login.Basic b ->
                    new Web(w.query(), w.retrieve(), w.store(), "basic", user, b.password(), w.headers(), w.tls());
                case WebAddress.Login.Bearer b ->
                    new Web(w.query(), w.retrieve(), w.store(), "bearer", user, b.token(), w.headers(), w.tls());
            };
        }

        WebAddress address() {
            WebAddress.Login by = switch (login) {
                case "basic" -> new WebAddress.Login.Basic(user, secret);
                case "bearer" -> new WebAddress.Login.Bearer(secret);
                default -> new WebAddress.Login.None();
            };
            return new WebAddress(query, retrieve, store, by, headers, tls);
        }

        /// Without its secret.
        @Override
        public String toString() {
            return "Web";
        }
    }

    static KeptNode of(Node n) {
        return new KeptNode(n.name(), n.kind(), n.dimse(), n.web().map(Web::of), n.characterSet());
    }

    Node node() {
        return new Node(name, kind, dimse, web.map(Web::address), characterSet);
    }
}
