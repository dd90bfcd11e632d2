package loupe.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Debian package of the app image: what is in it, and whether systemd takes its service.
class DebTest {
    /// Exposure that `systemd-analyze security` may find at most, of 10.
    private static final double MOST_EXPOSED = 2.0;

    @TempDir static Path folder;

    private static Path unpacked = Path.of("");

    private record Answer(int exit, String output) {}

    private static Answer run(String... command) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(p.waitFor(), output);
    }

    private static boolean has(String program) {
        return List.of("/usr/bin", "/bin").stream().anyMatch(d -> Files.isExecutable(Path.of(d, program)));
    }

    @BeforeAll
    static void makes_and_unpacks_it() throws Exception {
        assumeTrue(has("dpkg-deb"), "there is no dpkg-deb");
        Path deb = folder.resolve("loupe.deb");
        Answer made = run(Path.of("deb").toAbsolutePath().toString(), System.getProperty("loupe.image"), deb.toString(), "-Znone");
        assertThat(made.exit).as(made.output).isZero();
        unpacked = folder.resolve("root");
        assertThat(run("dpkg-deb", "--raw-extract", deb.toString(), unpacked.toString()).exit).isZero();
    }

    @Test
    void holds_the_program_its_command_and_a_service_that_nothing_starts() throws Exception {
        assertThat(run(unpacked.resolve("opt/loupe/bin/loupe").toString(), "--version").output).startsWith("Loupe 0.1.0");
        assertThat(Files.readSymbolicLink(unpacked.resolve("usr/bin/loupe"))).hasToString("/opt/loupe/bin/loupe");
        assertThat(unpacked.resolve("usr/lib/systemd/system/loupe-batch@.service")).isRegularFile();
        assertThat(unpacked.resolve("usr/lib/sysusers.d/loupe.conf")).content().contains("u loupe-batch");
        assertThat(unpacked.resolve("usr/share/doc/loupe/batch.md")).isRegularFile();
        assertThat(unpacked.resolve("usr/share/doc/loupe/batch.conf.example")).isRegularFile();
        assertThat(Files.getPosixFilePermissions(unpacked.resolve("etc/loupe/batch"))).hasSize(3);
        for (String script : List.of("postinst", "prerm", "postrm")) {
            assertThat(unpacked.resolve("DEBIAN").resolve(script))
                    .isExecutable()
                    .content()
                    .doesNotContain("systemctl enable", "systemctl start", "systemctl restart");
        }
    }

    @Test
    void names_a_command_line_that_the_program_takes() throws Exception {
        String unit = Files.readString(unpacked.resolve("usr/lib/systemd/system/loupe-batch@.service"));
        String exec = unit.lines().filter(l -> l.startsWith("ExecStart=")).findFirst().orElseThrow();
        Answer help = run(unpacked.resolve("opt/loupe/bin/loupe").toString(), "batch", "run", "--help");
        assertThat(help.exit).as(help.output).isZero();
        for (String word : exec.split(" ")) {
            if (word.startsWith("--")) {
                assertThat(help.output).contains(word);
            }
        }
    }

    @Test
    void has_a_service_that_systemd_takes_and_finds_hardened() throws Exception {
        assumeTrue(has("systemd-analyze"), "there is no systemd-analyze");
        Path unit = unpacked.resolve("usr/lib/systemd/system/loupe-batch@.service");
        Path instance = Files.copy(unit, Files.createDirectories(folder.resolve("units")).resolve("loupe-batch@lab.service"));
        Files.writeString(instance, Files.readString(instance).replace("/opt/loupe", unpacked.resolve("opt/loupe").toString()));
        Answer verified = run("systemd-analyze", "verify", "--man=no", instance.toString());
        assertThat(verified.exit).as(verified.output).isZero();
        assertThat(verified.output).as("nothing is said of the unit").doesNotContain("loupe-batch");
        Answer security = run("systemd-analyze", "security", "--offline=true", "--no-pager", instance.toString());
        String line = security.output.lines().filter(l -> l.contains("Overall exposure level")).findFirst().orElse(security.output);
        assertThat(Double.parseDouble(line.replaceAll(".*: ([0-9.]+) .*", "$1"))).as(line).isLessThanOrEqualTo(MOST_EXPOSED);
    }
}
