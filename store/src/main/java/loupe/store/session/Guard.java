package loupe.store.session;

/// Keeps slow work off the thread that draws.
public final class Guard {
    private static final String TOOLKIT_THREAD = "JavaFX Application Thread";

    private Guard() {}

    public static void refuseToolkitThread() {
        if (Thread.currentThread().getName().equals(TOOLKIT_THREAD)) {
            throw new IllegalStateException("the store must not be called from the JavaFX application thread");
        }
    }
}
