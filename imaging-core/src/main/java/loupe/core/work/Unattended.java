package loupe.core.work;

/// Reports nowhere, never cancelled.
enum Unattended implements JobContext {
    INSTANCE;

    @Override
    public void progress(long done, long total, String unit) {}

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public Registration onCancel(Runnable action) {
        return () -> {};
    }
}
