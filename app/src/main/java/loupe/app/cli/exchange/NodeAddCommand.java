package loupe.app.cli.exchange;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.KeyFile;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.node.WebAddress;
import loupe.exchange.tls.TlsContext;
import loupe.review.ReviewException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe node add NAME`.
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Adds a node, or sets it anew: by DIMSE (--aet, --host, --port), by DICOMweb (--dicomweb), or both;"
                + " what takes reports (--hl7, --fhir) is a node of its own.")
final class NodeAddCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    TlsOptions secured = new TlsOptions();

    @Mixin
    ReportOptions reports = new ReportOptions();

    @Parameters(paramLabel = "NAME", description = "what people here call it: letters, digits, -, _ and .")
    String name = "";

    @Option(names = "--kind", paramLabel = "KIND", description = "clinical (default), research or off: what may be sent to it")
    String kind = "clinical";

    @Option(names = "--aet", paramLabel = "TITLE", description = "its application entity title")
    @Nullable String title;

    @Option(names = "--own-aet", paramLabel = "TITLE", description = "the title this machine calls itself by (default: LOUPE)")
    String ownTitle = "LOUPE";

    @Option(names = "--host", paramLabel = "HOST", description = "its host name or address")
    String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "its DICOM port (default: 104, with TLS 2762)")
    int port;

    @Option(names = "--dicomweb", paramLabel = "URL", description = "root of its DICOMweb services")
    @Nullable URI web;

    @Option(names = "--web-query", paramLabel = "URL", description = "root of QIDO-RS, where it is another")
    @Nullable URI webQuery;

    @Option(names = "--web-store", paramLabel = "URL", description = "root of STOW-RS, where it is another")
    @Nullable URI webStore;

    @Option(names = "--web-user", paramLabel = "NAME", description = "name for DICOMweb; the password stands in --web-secret-file")
    String webUser = "";

    @Option(names = "--web-secret-file", paramLabel = "FILE", description = "password, or without --web-user a token; kept encrypted")
    @Nullable Path webSecret;

    @Option(names = "--web-header", paramLabel = "NAME:VALUE", description = "header the node asks for; may be given more than once")
    String[] webHeaders = {};

    @Option(names = "--tls", description = "speak TLS; names the certificates to trust with --trust")
    boolean tls;

    @Option(names = "--charset", paramLabel = "TERM", description = "character set of what it is asked in (default: ISO_IR 192)")
    String characterSet = "ISO_IR 192";

    @Option(names = "--orders", paramLabel = "NODE",
            description = "node whose worklist says by which order its studies were made (default: its own worklist)")
    String orders = "";

    NodeAddCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Node node = node();
        try (Workplace w = where.openOrCreate()) {
            w.nodes().put(node);
            session.out().println(NodeListCommand.line(node));
            return 0;
        }
    }

    private Node node() throws IOException {
        try {
            Optional<TlsTerms> terms = terms();
            return new Node(name, kind(), dimse(terms), web(terms), characterSet, reports.ways(login(), headers(), terms), orders);
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    private NodeKind kind() throws ReviewException {
        try {
            return NodeKind.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ReviewException("a kind is clinical, research or off", e);
        }
    }

    private Optional<DimseAddress> dimse(Optional<TlsTerms> terms) {
        String called = title;
        return called == null
                ? Optional.empty()
                : Optional.of(new DimseAddress(called, ownTitle, host, port == 0 ? terms.isPresent() ? 2762 : 104 : port, terms));
    }

    private Optional<WebAddress> web(Optional<TlsTerms> terms) throws IOException {
        URI root = web;
        if (root == null) {
            return Optional.empty();
        }
        return Optional.of(new WebAddress(
                webQuery == null ? root : webQuery, root, webStore == null ? root : webStore, login(), headers(), terms));
    }

    private WebAddress.Login login() throws IOException {
        Path file = webSecret;
        if (file == null) {
            return new WebAddress.Login.None();
        }
        String secret = KeyFile.text(file, "a password or token").strip();
        return webUser.isEmpty() ? new WebAddress.Login.Bearer(secret) : new WebAddress.Login.Basic(webUser, secret);
    }

    private Map<String, String> headers() throws ReviewException {
        Map<String, String> out = new LinkedHashMap<>();
        for (String h : webHeaders) {
            int colon = h.indexOf(':');
            if (colon < 1) {
                throw new ReviewException("a header is NAME:VALUE");
            }
            out.put(h.substring(0, colon).strip(), h.substring(colon + 1).strip());
        }
        return out;
    }

    private Optional<TlsTerms> terms() throws IOException {
        Optional<TlsTerms> terms = secured.terms();
        if (tls && terms.isEmpty()) {
            throw new ReviewException("name the certificates that vouch for the node with --trust FILE");
        }
        terms.ifPresent(TlsContext::of);
        return terms;
    }
}
