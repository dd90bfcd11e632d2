package loupe.app.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.KeyFile;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.store.atna.Collector;
import loupe.store.face.Outbox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe audit collector`, `outbox` and `send`: one method a command.
public final class OutboxCommands {
    private static final String WHAT = "a certificate or key";

    private OutboxCommands() {}

    /// Adds the commands to `loupe audit`.
    public static void addTo(CommandLine audit, CommandContext session) {
        audit.addSubcommand(new Settle(session))
                .addSubcommand(new Show(session))
                .addSubcommand(new Send(session));
    }

    /// `loupe audit collector`.
    @Command(
            name = "collector",
            mixinStandardHelpOptions = true,
            description = "Shows, sets or ends where audit messages go (DICOM PS3.15 over syslog and TLS 1.3).")
    static final class Settle implements java.util.concurrent.Callable<Integer> {
        private final CommandContext session;

        @Mixin
        StoreOptions where = new StoreOptions();

        @Option(names = "--host", paramLabel = "NAME", description = "the collector, as its certificate names it")
        String host = "";

        @Option(names = "--port", paramLabel = "N", description = "its port (default: 6514)")
        int port = 6514;

        @Option(names = "--trust", paramLabel = "FILE", description = "certificates (PEM) that vouch for the collector")
        @Nullable Path trust;

        @Option(names = "--client-cert", paramLabel = "FILE", description = "this machine's certificate (PEM)")
        @Nullable Path clientCert;

        @Option(names = "--client-key", paramLabel = "FILE", description = "its key (PEM, PKCS#8); kept in the store")
        @Nullable Path clientKey;

        @Option(names = "--end", description = "send nothing any more; what waits is dropped")
        boolean end;

        Settle(CommandContext session) {
            this.session = session;
        }

        @Override
        public Integer call() throws Exception {
            try (Workplace w = where.open()) {
                if (end) {
                    w.store().outbox().end();
                } else if (!host.isEmpty()) {
                    settle(w.store().outbox());
                }
                session.out().println(w.store()
                        .outbox()
                        .collector()
                        .map(c -> c.host() + ":" + c.port() + (c.client().isPresent() ? ", with this machine's certificate" : ""))
                        .orElse("no collector; audit messages are not sent"));
                return 0;
            }
        }

        private void settle(Outbox outbox) throws IOException {
            Path anchors = trust;
            if (anchors == null) {
                throw new ReviewException("name the certificates that vouch for the collector with --trust FILE");
            }
            try {
                outbox.settle(new Collector(host, port, KeyFile.text(anchors, WHAT), client()));
            } catch (IllegalArgumentException e) {
                throw new ReviewException(String.valueOf(e.getMessage()), e);
            }
        }

        private Optional<Collector.ClientKey> client() throws IOException {
            Path cert = clientCert;
            Path key = clientKey;
            if ((cert == null) != (key == null)) {
                throw new ReviewException("name both --client-cert and --client-key, or neither");
            }
            return cert == null || key == null
                    ? Optional.empty()
                    : Optional.of(new Collector.ClientKey(KeyFile.text(cert, WHAT), KeyFile.text(key, WHAT)));
        }
    }

    /// `loupe audit outbox`.
    @Command(name = "outbox", mixinStandardHelpOptions = true, description = "Shows how many audit messages wait.")
    static final class Show implements java.util.concurrent.Callable<Integer> {
        private final CommandContext session;

        @Mixin
        StoreOptions where = new StoreOptions();

        Show(CommandContext session) {
            this.session = session;
        }

        @Override
        public Integer call() throws Exception {
            try (Workplace w = where.open()) {
                Outbox.Waiting waiting = w.store().outbox().waiting();
                session.out().println(waiting.messages() + " waiting"
                        + waiting.oldest().map(t -> ", the oldest since " + t).orElse(""));
                return 0;
            }
        }
    }

    /// `loupe audit send`.
    @Command(name = "send", mixinStandardHelpOptions = true, description = "Sends the audit messages that wait, now.")
    static final class Send implements java.util.concurrent.Callable<Integer> {
        private final CommandContext session;

        @Mixin
        StoreOptions where = new StoreOptions();

        Send(CommandContext session) {
            this.session = session;
        }

        @Override
        public Integer call() throws Exception {
            try (Workplace w = where.open()) {
                try {
                    session.out().println(w.store().outbox().send() + " sent");
                    return 0;
                } catch (loupe.store.fault.StoreException e) {
                    throw e;
                } catch (IOException e) {
                    throw new ReviewException(
                            "the collector does not take the messages; they stay and are sent later"
                                    + " (check that it runs, its name, and the certificates)",
                            e);
                }
            }
        }
    }
}
