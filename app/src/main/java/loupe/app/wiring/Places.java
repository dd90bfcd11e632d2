package loupe.app.wiring;

import java.nio.file.Path;
import java.util.Map;

/// Where the program keeps what is not in a store: the device secret, the log, the usual store.
///
/// @param deviceSecrets folder of device secrets and last anchors, outside every store
/// @param log log file; holds no identifier
/// @param store the store used where none is named
/// @param keyring whether device secrets go into the operating system's keyring, where there is one
public record Places(Path deviceSecrets, Path log, Path store, boolean keyring) {
    /// Places that are to hold everything themselves.
    public Places(Path deviceSecrets, Path log, Path store) {
        this(deviceSecrets, log, store, false);
    }

    /// By the environment: everything under LOUPE_HOME, else under the XDG folders and, unless LOUPE_KEYRING is `off`, the
    /// device secret in the operating system's keyring.
    public static Places of(Map<String, String> environment) {
        String home = environment.getOrDefault("LOUPE_HOME", "");
        if (!home.isEmpty()) {
            Path root = Path.of(home);
            return new Places(root.resolve("device"), root.resolve("log/loupe.log"), root.resolve("store"));
        }
        Path user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
        return new Places(
                xdg(environment, "XDG_CONFIG_HOME", user.resolve(".config")).resolve("loupe/device"),
                xdg(environment, "XDG_STATE_HOME", user.resolve(".local/state")).resolve("loupe/loupe.log"),
                xdg(environment, "XDG_DATA_HOME", user.resolve(".local/share")).resolve("loupe/store"),
                !environment.getOrDefault("LOUPE_KEYRING", "").equals("off"));
    }

    /// File of the language the window speaks; not there where nobody chose one.
    public Path language() {
        return deviceSecrets.resolveSibling("language");
    }

    private static Path xdg(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : Path.of(value);
    }
}
