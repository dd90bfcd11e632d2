package loupe.app.cli.exchange;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.exchange.node.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe node list`.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the nodes; passwords, tokens and keys are never shown.")
final class NodeListCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--json", description = "print JSON")
    boolean json;

    NodeListCommand(CommandContext session) {
        this.session = session;
    }

    /// A node as JSON shows it.
    private record Shown(
            String name, String kind, String dimse, String web, String hl7, String fhir, boolean tls, String characterSet) {
        static Shown of(Node n) {
            return new Shown(
                    n.name(),
                    n.kind().name().toLowerCase(Locale.ROOT),
                    n.dimse().map(d -> d.title() + "@" + d.host() + ":" + d.port()).orElse(""),
                    n.web().map(w -> w.retrieve().toString()).orElse(""),
                    hl7Of(n).orElse(""),
                    fhirOf(n).map(URI::toString).orElse(""),
                    encrypted(n),
                    n.characterSet());
        }
    }

    private static boolean encrypted(Node n) {
        boolean plain = n.dimse().filter(d -> d.tls().isEmpty()).isPresent()
                || n.web().filter(w -> plain(w.retrieve())).isPresent()
                || n.reports().hl7().filter(h -> h.at().tls().isEmpty()).isPresent()
                || fhirOf(n).filter(NodeListCommand::plain).isPresent();
        return !plain;
    }

    private static boolean plain(URI root) {
        return !"https".equals(root.getScheme());
    }

    private static Optional<String> hl7Of(Node n) {
        return n.reports().hl7().map(h -> h.at().host() + ":" + h.at().port());
    }

    private static Optional<URI> fhirOf(Node n) {
        return n.reports().fhir().map(f -> f.at().retrieve());
    }

    /// A node on a line.
    static String line(Node n) {
        List<String> words = new ArrayList<>(List.of(n.name(), n.kind().name().toLowerCase(Locale.ROOT)));
        n.dimse().ifPresent(d -> words.add(d.title() + "@" + d.host() + ":" + d.port() + " as " + d.ownTitle()));
        n.web().ifPresent(w -> words.add(w.retrieve().toString()));
        hl7Of(n).ifPresent(h -> words.add("HL7 at " + h));
        fhirOf(n).ifPresent(f -> words.add("FHIR at " + f));
        if (!n.orders().isEmpty()) {
            words.add("orders from " + n.orders());
        }
        words.add(encrypted(n) ? "TLS" : "not encrypted");
        return String.join("  ", words);
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            List<Node> all = w.nodes().all();
            if (json) {
                session.json(all.stream().map(Shown::of).toList());
            } else if (all.isEmpty()) {
                session.out().println("no node; `loupe node add NAME --aet TITLE --host HOST --port PORT` adds one");
            } else {
                all.forEach(n -> session.out().println(line(n)));
            }
            return 0;
        }
    }
}
