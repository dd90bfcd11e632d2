package loupe.review.node;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.node.ReportWays;
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
        String characterSet,
        Optional<Reports> reports,
        Optional<String> orders) {
    /// What nodes of before did not have reads as empty.
    KeptNode {
        reports = Objects.requireNonNullElse(reports, Optional.empty());
        orders = Objects.requireNonNullElse(orders, Optional.empty());
    }

    /// How it takes results as messages.
    record Reports(Optional<ReportWays.Hl7> hl7, Optional<Fhir> fhir) {
        static Optional<Reports> of(ReportWays w) {
            return w.any() ? Optional.of(new Reports(w.hl7(), w.fhir().map(Fhir::of))) : Optional.empty();
        }

        ReportWays ways() {
            return new ReportWays(hl7, fhir.map(Fhir::way));
        }
    }

    /// FHIR's part.
    record Fhir(Web at, URI patients, URI accessions, URI persons) {
        static Fhir of(ReportWays.Fhir f) {
            return new Fhir(Web.of(f.at()), f.patients(), f.accessions(), f.persons());
        }

        ReportWays.Fhir way() {
            return new ReportWays.Fhir(at.address(), patients, accessions, persons);
        }
    }

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
        return new KeptNode(n.name(), n.kind(), n.dimse(), n.web().map(Web::of), n.characterSet(), Reports.of(n.reports()),
                Optional.of(n.orders()).filter(o -> !o.isEmpty()));
    }

    Node node() {
        return new Node(
                name, kind, dimse, web.map(Web::address), characterSet, reports.map(Reports::ways).orElse(ReportWays.NONE),
                orders.orElse(""));
    }
}
