package loupe.exchange.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Acceptor;
import loupe.exchange.dimse.association.AcceptorPolicy;
import loupe.exchange.dimse.association.AgreedContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.pdu.AnsweredContext;
import loupe.exchange.dimse.pdu.AssociateAccept;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.PduBytes;
import loupe.exchange.dimse.pdu.PduParser;
import loupe.exchange.dimse.pdu.RoleSelection;
import loupe.exchange.dimse.pdu.UserInformation;
import loupe.exchange.dimse.service.Querying;
import loupe.exchange.dimse.service.QueryKeys;
import loupe.exchange.dimse.service.Retrieving;
import loupe.exchange.dimse.service.Serving;
import loupe.exchange.dimse.service.SopClasses;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.peer.Wanted;

/// What hostile bytes are given to. Each may end well or with a declared exception; anything else is a finding.
public enum WireFuzzTarget {
    /// One PDU: what is read of it, written and read again is the same. The first byte is its type.
    PDU {
        @Override
        void run(byte[] b) throws IOException {
            if (b.length == 0) {
                return;
            }
            Pdu read = PduParser.parse(b[0] & 7, Arrays.copyOfRange(b, 1, b.length), b.length - 1);
            byte[] written = PduBytes.of(read);
            Pdu again = PduParser.parse(written[0], Arrays.copyOfRange(written, Pdu.HEADER, written.length), written.length - Pdu.HEADER);
            if (!again.equals(read)) {
                throw new IllegalStateException("a PDU is not what it was once it is written");
            }
            if (b.length > 1) {
                Command.parse(b, b.length);
            }
        }
    },
    /// What comes over a connection from its first byte on: the receiver answers it, then a query and a retrieve take it for answers. The
    /// request for an association is given, so that what follows it is reached.
    DIMSE {
        @Override
        void run(byte[] b) throws IOException {
            declared(() -> {
                Association a = association(b, false);
                new Serving((from, originator, id) -> TAKES_ALL, report -> true, ALWAYS).serve(a);
            });
            declared(() -> {
                Association a = association(b, true);
                AgreedContext c = a.asking(SopClasses.STUDY_FIND).orElseThrow();
                Querying.ask(a, c, new QueryKeys(Optional.of("STUDY"), DataSet.empty(), "ISO_IR 192"), 3, JobContext.unattended());
            });
            declared(() -> {
                Association a = association(b, true);
                AgreedContext c = a.asking(SopClasses.STUDY_GET).orElseThrow();
                new Retrieving(a, c, Wanted.study("1.2"), Optional.empty(), 0, JobContext.unattended()).get(TAKES_ALL);
            });
        }
    };

    static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    private static final InstanceSink TAKES_ALL = (head, from, file) -> {
        file.transferTo(OutputStream.nullOutputStream());
        return InstanceSink.Taken.STORED;
    };

    private static final Serving.Activity ALWAYS = new Serving.Activity() {
        @Override
        public boolean begins() {
            return true;
        }

        @Override
        public void ends() {}
    };

    /// Runs the target.
    ///
    /// @throws IOException where the bytes are refused
    abstract void run(byte[] bytes) throws IOException;

    private interface Step {
        void run() throws IOException;
    }

    /// The next step is taken whether or not this one refuses the bytes.
    private static void declared(Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            WireFuzzing.check(e);
        }
    }

    /// An association whose other side sends these bytes and then closes.
    ///
    /// @param asking whether this side is to ask, so that all roles are given to it
    private static Association association(byte[] bytes, boolean asking) throws IOException {
        byte[] request = WireSeeds.request();
        byte[] all = Arrays.copyOf(request, request.length + bytes.length);
        System.arraycopy(bytes, 0, all, request.length, bytes.length);
        AcceptorPolicy policy = r -> {
            List<AnsweredContext> answers =
                    r.contexts().stream().map(c -> new AnsweredContext(c.id(), 0, c.transferSyntaxes().getFirst())).toList();
            List<RoleSelection> roles = r.contexts().stream()
                    .map(c -> new RoleSelection(c.abstractSyntax(), !asking || c.abstractSyntax().equals(CT), asking))
                    .toList();
            return new AssociateAccept("A", "B", answers, UserInformation.own(16_384, roles));
        };
        return new Acceptor(Timeouts.all(Duration.ofSeconds(5)), Optional.empty())
                .answer(new ByteArrayInputStream(all), OutputStream.nullOutputStream(), policy)
                .orElseThrow();
    }

    /// The target's name on the command line.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The target of a name on the command line.
    static WireFuzzTarget named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
