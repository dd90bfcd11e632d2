package loupe.core.work;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The environment of programs that are started as children: only what a program needs to run at all, so that no passphrase
/// and no key that somebody exported reaches them.
public final class ChildEnvironment {
    private static final Set<String> NEEDED = Set.of(
            "PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT");
    /// What a client of the network needs besides: its own folder, its settings, the way out.
    private static final Set<String> NETWORK = Set.of(
            "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HTTP_PROXY", "HTTPS_PROXY",
            "NO_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS");

    private ChildEnvironment() {}

    /// A child that computes.
    public static ProcessBuilder program(List<String> command) {
        return builder(command, false);
    }

    /// A child that goes to the network in its own right, as a package client does.
    public static ProcessBuilder client(List<String> command) {
        return builder(command, true);
    }

    private static ProcessBuilder builder(List<String> command, boolean network) {
        ProcessBuilder child = new ProcessBuilder(command);
        child.environment().keySet().removeIf(name -> !passes(name.toUpperCase(Locale.ROOT), network));
        return child;
    }

    private static boolean passes(String name, boolean network) {
        return NEEDED.contains(name)
                || name.startsWith("LC_")
                || network && (NETWORK.contains(name) || name.startsWith("NPM_CONFIG_"));
    }
}
