package loupe.exchange.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import loupe.core.work.JobContext;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.peers.Certificates;
import loupe.exchange.peers.Nodes;
import loupe.exchange.peers.QueryRetrieveScp;
import loupe.exchange.peers.RunningProgram;
import loupe.exchange.peers.ScriptedScp;
import loupe.exchange.peers.StoreScp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Why a node cannot be spoken with, against dcmtk and openssl: the right kind, one sentence, five seconds.
class CheckingANodeTest {
    private static final Duration MOST = Duration.ofSeconds(5);

    @TempDir Path folder;

    private static void comesTo(DimseAddress address, Optional<Why> why) {
        long start = System.nanoTime();
        NodeCheck.Outcome o = NodeCheck.of(address, JobContext.unattended());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
        assertThat(o.why()).as(o.sentence()).isEqualTo(why);
        assertThat(o.sentence()).matches("[A-Z].*\\.");
    }

    private static DimseAddress plain(String title, int port) {
        return Nodes.address(title, port, Optional.empty());
    }

    private static DimseAddress tls(int port, TlsTerms terms) {
        return Nodes.address("STORESCP", port, Optional.of(terms));
    }

    @Test
    void a_node_that_answers_is_reached() throws IOException {
        try (StoreScp scp = StoreScp.start(folder)) {
            comesTo(plain("STORESCP", scp.port()), Optional.empty());
        }
    }

    @Test
    void a_port_nobody_listens_at_and_a_name_nobody_has() throws IOException {
        comesTo(plain("STORESCP", RunningProgram.freePort()), Optional.of(Why.UNREACHABLE));
        comesTo(new DimseAddress("A", "B", "no-such-host.invalid", 104, Optional.empty()), Optional.of(Why.UNREACHABLE));
    }

    @Test
    void a_host_that_does_not_answer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            comesTo(plain("ANY", silent.getLocalPort()), Optional.of(Why.TIMEOUT));
        }
        try (ScriptedScp silent = ScriptedScp.start(ScriptedScp.Line::silence)) {
            comesTo(tls(silent.port(), Certificates.make(folder).trusting("ca")), Optional.of(Why.TIMEOUT));
        }
    }

    @Test
    void a_node_that_refuses_and_one_that_goes_by_another_title() throws IOException {
        try (StoreScp scp = StoreScp.start(folder, "--refuse")) {
            comesTo(plain("STORESCP", scp.port()), Optional.of(Why.REFUSED));
        }
        try (QueryRetrieveScp scp = QueryRetrieveScp.start(folder, "LOUPE", 104)) {
            comesTo(plain("WRONG", scp.port()), Optional.of(Why.REFUSED));
        }
    }

    @Test
    void plain_against_tls_and_the_other_way() throws IOException {
        Certificates c = Certificates.make(folder);
        try (StoreScp scp = StoreScp.start(folder, "+tls", c.file("server.key"), c.file("server.crt"), "+cf", c.file("ca.crt"))) {
            comesTo(plain("STORESCP", scp.port()), Optional.of(Why.PLAIN_AGAINST_TLS));
        }
        try (StoreScp scp = StoreScp.start(folder)) {
            comesTo(tls(scp.port(), c.showing("client")), Optional.of(Why.PLAIN_AGAINST_TLS));
        }
        try (ScriptedScp closes = ScriptedScp.start(line -> line.in().readNBytes(6))) {
            comesTo(tls(closes.port(), c.showing("client")), Optional.of(Why.PLAIN_AGAINST_TLS));
        }
    }

    @Test
    void certificates_of_either_side() throws IOException {
        Certificates c = Certificates.make(folder);
        try (StoreScp scp = StoreScp.start(folder, "+tls", c.file("server.key"), c.file("server.crt"), "+cf", c.file("ca.crt"))) {
            comesTo(tls(scp.port(), c.showing("client")), Optional.empty());
            comesTo(tls(scp.port(), c.showing("client", false)), Optional.empty());
            comesTo(tls(scp.port(), c.trusting("other")), Optional.of(Why.UNTRUSTED));
            comesTo(tls(scp.port(), c.trusting("ca")), Optional.of(Why.UNTRUSTED));
            comesTo(tls(scp.port(), c.showing("late")), Optional.of(Why.EXPIRED));
        }
        try (StoreScp scp = StoreScp.start(folder, "+tls", c.file("late.key"), c.file("late.crt"), "+cf", c.file("ca.crt"))) {
            comesTo(tls(scp.port(), c.showing("client")), Optional.of(Why.EXPIRED));
        }
    }

    @Test
    void versions_of_tls() throws IOException {
        Certificates c = Certificates.make(folder);
        String[] tls = {"+tls", c.file("server.key"), c.file("server.crt"), "+cf", c.file("ca.crt")};
        try (StoreScp only12 = StoreScp.start(folder, joined(tls, "+pz"))) {
            comesTo(tls(only12.port(), c.showing("client")), Optional.empty());
            comesTo(tls(only12.port(), c.showing("client", false)), Optional.of(Why.NOT_OFFERED));
        }
        for (String version : List.of("-tls1", "-tls1_1")) {
            int port = RunningProgram.freePort();
            List<String> command = List.of("openssl", "s_server", "-accept", Integer.toString(port), "-key", c.file("server.key"), "-cert",
                    c.file("server.crt"), version, "-cipher", "DEFAULT@SECLEVEL=0", "-quiet");
            RunningProgram old = RunningProgram.start(command, folder, port);
            try (old) {
                comesTo(tls(port, c.trusting("ca")), Optional.of(Why.NOT_OFFERED));
            }
        }
    }

    private static String[] joined(String[] a, String... b) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(a), java.util.Arrays.stream(b)).toArray(String[]::new);
    }
}
