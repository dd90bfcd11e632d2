package loupe.exchange.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.node.WebAddress.Login;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peers.CtFiles;
import loupe.exchange.peers.FileToSend;
import loupe.exchange.peers.KeptInstances;
import loupe.exchange.peers.NodePeer;
import loupe.exchange.peers.Nodes;
import loupe.exchange.peers.RunningProgram;
import loupe.exchange.web.receiver.ReceiverTerms;
import loupe.exchange.web.receiver.WebReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Implementations of a third family, in JavaScript: dcmjs-dimse on both sides, dicomweb-client before our receiver.
class PeersUnderNodeTest {
    @TempDir Path folder;

    @Test
    void dcmjs_dimse_is_sent_to_and_asked() throws IOException {
        String script = NodePeer.script("scp.cjs").toString();
        CtFiles.Study study = CtFiles.Study.of(21);
        List<Path> files = new ArrayList<>(CtFiles.write(study, 6, TransferSyntax.EXPLICIT_LE, folder.resolve("explicit")));
        files.addAll(CtFiles.write(CtFiles.Study.of(22), 4, TransferSyntax.IMPLICIT_LE, folder.resolve("implicit")));
        int port = RunningProgram.freePort();
        try (RunningProgram node =
                        RunningProgram.start(List.of("node", script, Integer.toString(port), folder.toString()), folder, port);
                Peer p = new DimsePeer(Nodes.at("ANY-SCP", port), Timeouts.USUAL, Optional.empty())) {
            p.verify(JobContext.unattended());
            assertThat(p.send(FileToSend.of(files), JobContext.unattended())).as(node.log()).hasSize(10).allMatch(Delivered::stored);
            Map<String, String> kept = new TreeMap<>();
            for (String line : Files.readAllLines(folder.resolve("kept.txt"))) {
                kept.put(line.split(" ")[0], line.split(" ")[1]);
            }
            assertThat(kept).isEqualTo(KeptInstances.of(files));
            DataSet keys = DataSet.builder().putEmpty(Tag.StudyInstanceUID, Vr.UI).putEmpty(Tag.PatientName, Vr.PN).build();
            assertThat(p.find(QueryLevel.STUDY, keys, 100, JobContext.unattended()).matches())
                    .extracting(a -> a.string(Tag.StudyInstanceUID, ""))
                    .containsExactlyInAnyOrder(study.uid(), CtFiles.Study.of(22).uid());
        }
    }

    @Test
    void dcmjs_dimse_sends_to_us() throws IOException {
        String script = NodePeer.script("scu.cjs").toString();
        List<Path> files = CtFiles.write(CtFiles.Study.of(23), 8, TransferSyntax.EXPLICIT_LE, folder.resolve("ct"));
        KeptInstances kept = new KeptInstances();
        ServerSettings settings =
                new ServerSettings("LOUPE", "127.0.0.1", 0, Set.of("SCANNER"), Set.of(), 8, false, Optional.empty(), Timeouts.USUAL);
        try (DimseServer server = DimseServer.open(settings, kept, r -> false)) {
            List<String> command = new ArrayList<>(List.of("node", script, Integer.toString(server.port())));
            files.forEach(f -> command.add(f.toString()));
            RunningProgram.Ended said = RunningProgram.run(command, folder);
            assertThat(said.output().lines().filter(l -> l.startsWith("status "))).as(said.output()).hasSize(9).containsOnly("status 0");
        }
        assertThat(kept.pixels()).isEqualTo(KeptInstances.of(files));
    }

    @Test
    void dicomweb_client_stores_with_us() throws IOException {
        String script = NodePeer.script("stow.cjs").toString();
        List<Path> files = CtFiles.write(CtFiles.Study.of(24), 5, TransferSyntax.EXPLICIT_LE, folder.resolve("ct"));
        KeptInstances kept = new KeptInstances();
        ReceiverTerms terms = new ReceiverTerms(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "/dicom-web", new Login.None(), Optional.empty(), 2, 1 << 24,
                Duration.ofSeconds(10));
        try (WebReceiver receiver = WebReceiver.start(terms, kept)) {
            List<String> command =
                    new ArrayList<>(List.of("node", script, "http://127.0.0.1:" + receiver.port() + "/dicom-web"));
            files.forEach(f -> command.add(f.toString()));
            RunningProgram.Ended said = RunningProgram.run(command, folder);
            assertThat(said.exit()).as(said.output()).isZero();
            assertThat(said.output().lines()).containsExactlyInAnyOrderElementsOf(kept.pixels().keySet());
        }
        assertThat(kept.pixels()).isEqualTo(KeptInstances.of(files));
    }
}
