package loupe.exchange.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.TransferSyntax;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.peers.Certificates;
import loupe.exchange.peers.CtFiles;
import loupe.exchange.peers.KeptInstances;
import loupe.exchange.peers.RunningProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// dcmtk's clients, unchanged, before our receiver.
class ReceivingFromOthersTest {
    @TempDir Path folder;

    @BeforeEach
    void needs_dcmtk() {
        RunningProgram.assumePresent("storescu");
    }

    private static ServerSettings settings(Set<String> callers, Set<String> addresses, Optional<TlsTerms> tls) {
        return new ServerSettings("LOUPE", "127.0.0.1", 0, callers, addresses, 8, false, tls, Timeouts.USUAL);
    }

    private RunningProgram.Ended scu(String program, DimseServer server, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "-v", "-aet", "SCANNER"));
        command.addAll(List.of(more));
        int at = 4;
        while (at < command.size() && !command.get(at).endsWith(".dcm")) {
            at++;
        }
        command.addAll(at, List.of("127.0.0.1", Integer.toString(server.port())));
        return RunningProgram.run(command, folder);
    }

    @Test
    void echoscu_is_answered() throws IOException {
        try (DimseServer server = DimseServer.open(settings(Set.of(), Set.of(), Optional.empty()), new KeptInstances(), r -> false)) {
            assertThat(scu("echoscu", server, "-aec", "LOUPE").exit()).isZero();
        }
    }

    @Test
    void storescu_sends_every_encoding_and_each_arrives_as_it_was() throws IOException {
        KeptInstances kept = new KeptInstances();
        List<Path> files = CtFiles.write(CtFiles.Study.of(3), 6, TransferSyntax.EXPLICIT_LE, folder.resolve("ct"));
        for (String[] encode : new String[][] {{"dcmcjpls", "+el"}, {"dcmcrle"}, {"dcmcjpeg", "+e1"}}) {
            Path out = folder.resolve("ct").resolve(encode[0] + ".dcm");
            List<String> command = new ArrayList<>(List.of(encode));
            command.add("+un");
            command.add(files.getFirst().toString());
            command.add(out.toString());
            if (RunningProgram.run(command, folder).exit() != 0) {
                command.remove("+un");
                assertThat(RunningProgram.run(command, folder).exit()).isZero();
            }
            files.add(out);
        }
        try (DimseServer server = DimseServer.open(settings(Set.of("SCANNER"), Set.of("127.0.0.1"), Optional.empty()), kept, r -> false)) {
            for (String proposed : new String[] {"-xt", "-xr", "-xs"}) {
                List<String> arguments = new ArrayList<>(List.of("-aec", "LOUPE", proposed));
                files.stream()
                        .filter(f -> f.toString().contains(switch (proposed) {
                            case "-xt" -> "dcmcjpls";
                            case "-xr" -> "dcmcrle";
                            default -> "dcmcjpeg";
                        }))
                        .forEach(f -> arguments.add(f.toString()));
                RunningProgram.Ended e = scu("storescu", server, arguments.toArray(String[]::new));
                assertThat(e.exit()).as(e.output()).isZero();
                assertThat(kept.pixels()).isNotEmpty();
            }
            List<String> plain = new ArrayList<>(List.of("-aec", "LOUPE"));
            files.stream().filter(f -> f.toString().contains("P3-")).forEach(f -> plain.add(f.toString()));
            assertThat(scu("storescu", server, plain.toArray(String[]::new)).exit()).isZero();
            assertThat(kept.pixels()).isEqualTo(KeptInstances.of(files.subList(0, 6)));
        }
    }

    /// A hundred odd files of many makers: truncated ones, wrong VRs, every common transfer syntax, reports, plans, doses.
    @Test
    void dcmsend_sends_every_public_odd_file_and_what_it_is_told_is_kept_is_kept_as_it_was() throws IOException {
        RunningProgram.assumePresent("dcmsend");
        Path shared = Path.of(System.getProperty("loupe.shared", "../../shared"));
        assumeTrue(Files.isDirectory(shared), "skipped: the folder of public inputs (../shared) is not there");
        Path odd = shared.resolve("data/pydicom/test_files");
        KeptInstances kept = new KeptInstances();
        RunningProgram.Ended said;
        try (DimseServer server = DimseServer.open(settings(Set.of(), Set.of(), Optional.empty()), kept, r -> false)) {
            said = RunningProgram.run(
                    List.of("dcmsend", "-v", "--no-halt", "+sd", "--scan-pattern", "*.dcm", "-aec", "LOUPE", "127.0.0.1",
                            Integer.toString(server.port()), odd.toAbsolutePath().toString()),
                    folder);
        }
        // What says another SOP class, or none, within than outside is answered A900 and not kept.
        long other = said.output().lines().filter(l -> l.contains("DataSetDoesNotMatchSOPClass")).count();
        int sent = count(said.output(), "sent to the peer");
        assertThat(other).isLessThanOrEqualTo(3);
        assertThat(count(said.output(), "with status SUCCESS") + (int) other).as(said.output()).isEqualTo(sent).isGreaterThanOrEqualTo(55);
        Map<String, List<String>> theirs = new HashMap<>();
        try (Stream<Path> all = Files.list(odd)) {
            for (Path p : all.filter(f -> f.toString().endsWith(".dcm")).toList()) {
                try {
                    String syntax = DicomReader.usual().read(p).syntax().uid();
                    KeptInstances.of(List.of(p)).forEach(
                            (uid, pixels) -> theirs.computeIfAbsent(uid, k -> new ArrayList<>()).add(syntax + pixels));
                } catch (DicomException e) {
                    // One that nobody can read is sent by nobody.
                }
            }
        }
        int compared = 0;
        for (Map.Entry<String, String> k : kept.pixels().entrySet()) {
            // Some of the files share a UID with others, and some dcmsend encodes anew on the way.
            List<String> of = theirs.getOrDefault(k.getKey(), List.of());
            String syntax = kept.syntaxes().getOrDefault(k.getKey(), "-");
            if (of.size() == 1 && of.getFirst().length() == syntax.length() + 64 && of.getFirst().startsWith(syntax)) {
                assertThat(of).as(k.getKey()).containsExactly(syntax + k.getValue());
                compared++;
            }
        }
        assertThat(compared).as("files alone with their UID, sent as they are").isGreaterThanOrEqualTo(10);
    }

    private static int count(String output, String line) {
        return output.lines().filter(l -> l.contains("- " + line) || l.contains("* " + line)).findFirst()
                .map(l -> Integer.parseInt(l.substring(l.lastIndexOf(':') + 1).strip()))
                .orElse(-1);
    }

    @Test
    void what_the_taker_says_is_what_the_sender_hears() throws IOException {
        List<Path> files = CtFiles.write(CtFiles.Study.of(4), 1, TransferSyntax.EXPLICIT_LE, folder.resolve("ct"));
        for (InstanceSink.Taken taken : List.of(InstanceSink.Taken.later("no room"), InstanceSink.Taken.refused("not here"))) {
            try (DimseServer server =
                    DimseServer.open(settings(Set.of(), Set.of(), Optional.empty()), (h, from, f) -> taken, r -> false)) {
                RunningProgram.Ended e = scu("storescu", server, "-d", "-aec", "LOUPE", files.getFirst().toString());
                assertThat(e.output()).contains("0x" + Integer.toHexString(taken.status()));
            }
        }
        try (DimseServer server = DimseServer.open(
                settings(Set.of(), Set.of(), Optional.empty()),
                (h, from, f) -> {
                    throw new IOException("disk full");
                },
                r -> false)) {
            RunningProgram.Ended e = scu("storescu", server, "-d", "-aec", "LOUPE", files.getFirst().toString());
            assertThat(e.output()).contains("0xa700").doesNotContain("disk full");
        }
    }

    @Test
    void who_is_not_meant_or_not_listed_is_told_so() throws IOException {
        try (DimseServer server = DimseServer.open(settings(Set.of("OTHER"), Set.of(), Optional.empty()), new KeptInstances(),
                r -> false)) {
            assertThat(scu("echoscu", server, "-aec", "LOUPE").output()).contains("Calling AE Title Not Recognized");
        }
        try (DimseServer server = DimseServer.open(settings(Set.of(), Set.of(), Optional.empty()), new KeptInstances(), r -> false)) {
            assertThat(scu("echoscu", server, "-aec", "ELSE").output()).contains("Called AE Title Not Recognized");
        }
        try (DimseServer server =
                DimseServer.open(settings(Set.of(), Set.of("10.1.2.3"), Optional.empty()), new KeptInstances(), r -> false)) {
            assertThat(scu("echoscu", server, "-aec", "LOUPE").exit()).isNotZero();
        }
    }

    @Test
    void over_tls_who_shows_a_certificate_of_the_site_is_answered_and_no_one_else() throws IOException {
        Certificates c = Certificates.make(folder);
        List<Path> files = CtFiles.write(CtFiles.Study.of(5), 2, TransferSyntax.EXPLICIT_LE, folder.resolve("ct"));
        KeptInstances kept = new KeptInstances();
        Optional<TlsTerms> tls = Optional.of(c.showing("server"));
        try (DimseServer server = DimseServer.open(settings(Set.of(), Set.of(), tls), kept, r -> false)) {
            RunningProgram.Ended e = scu("storescu", server, "-aec", "LOUPE", "+tls", c.file("client.key"), c.file("client.crt"), "+cf",
                    c.file("ca.crt"), files.get(0).toString(), files.get(1).toString());
            assertThat(e.exit()).as(e.output()).isZero();
            assertThat(kept.pixels()).hasSize(2);
            assertThat(scu("echoscu", server, "-aec", "LOUPE", "+tla", "+cf", c.file("ca.crt")).exit()).isNotZero();
            assertThat(scu("echoscu", server, "-aec", "LOUPE", "+tls", c.file("other.key"), c.file("other.crt"), "+cf",
                    c.file("ca.crt")).exit())
                    .isNotZero();
            assertThat(scu("echoscu", server, "-aec", "LOUPE", "+tls", c.file("late.key"), c.file("late.crt"), "+cf",
                    c.file("ca.crt")).exit())
                    .isNotZero();
            assertThat(scu("echoscu", server, "-aec", "LOUPE").exit()).isNotZero();
        }
    }
}
