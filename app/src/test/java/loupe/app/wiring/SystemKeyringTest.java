package loupe.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The device secret in a real Secret Service: GNOME's keyring on a message bus of its own, no display.
class SystemKeyringTest {
    private static final byte[] SECRET = {1, 2, 3, (byte) 0xfe};

    @TempDir
    Path home;

    /// Keeps, finds and forgets; run in a process that sees the keyring.
    public static void main(String[] args) {
        SystemKeyring ring = new SystemKeyring();
        System.out.println("kept " + ring.keep("loupe test", SECRET));
        System.out.println("same " + ring.find("loupe test").filter(b -> java.util.Arrays.equals(b, SECRET)).isPresent());
        ring.forget("loupe test");
        System.out.println("gone " + ring.find("loupe test").isEmpty());
    }

    private String run(List<String> command) throws Exception {
        Path out = home.resolve("out");
        ProcessBuilder b = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        b.environment().put("HOME", home.toString());
        b.environment().remove("DBUS_SESSION_BUS_ADDRESS");
        b.environment().remove("XDG_DATA_HOME");
        b.environment().put("XDG_RUNTIME_DIR", Files.createDirectories(home.resolve("run")).toString());
        Process p = b.start();
        assertThat(p.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    private static String java() {
        return "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' --enable-native-access=ALL-UNNAMED -cp '"
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")) + "' "
                + SystemKeyringTest.class.getName();
    }

    @Test
    void keeps_finds_and_forgets_a_secret() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/gnome-keyring-daemon")), "no keyring is installed");
        String said = run(List.of(
                "dbus-run-session", "--", "sh", "-c",
                "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; " + java()));
        assertThat(said).contains("kept true", "same true", "gone true");
    }

    @Test
    void is_none_where_no_desktop_runs() throws Exception {
        String said = run(List.of("sh", "-c", java()));
        assertThat(said).contains("kept false", "same false", "gone true");
    }
}
