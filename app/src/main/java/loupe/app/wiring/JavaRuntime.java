package loupe.app.wiring;

import java.util.Optional;

/// Which Java runtimes the program runs on.
public final class JavaRuntime {
    private static final int FIRST_SOUND_UPDATE = 3;

    private JavaRuntime() {}

    /// Why a runtime is refused: up to 25.0.2 its collector could take memory from under native code (JDK-8377811), which all
    /// pixels and models go through.
    ///
    /// @return one line; empty where it may run
    public static Optional<String> refusal(Runtime.Version version) {
        boolean unsound = version.feature() == 25 && version.interim() == 0 && version.update() < FIRST_SOUND_UPDATE;
        return unsound
                ? Optional.of("Java " + version.feature() + "." + version.interim() + "." + version.update()
                        + " may corrupt images (JDK-8377811); install Java 25.0.3 or later")
                : Optional.empty();
    }
}
