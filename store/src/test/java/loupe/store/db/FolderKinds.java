package loupe.store.db;

/// Opens the folder's own judgement of file systems to tests.
public final class FolderKinds {
    private FolderKinds() {}

    /// Whether a type of file system is a network share.
    public static boolean isNetwork(String type) {
        return StoreFolder.isNetwork(type);
    }
}
