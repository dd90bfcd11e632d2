package loupe.app.wiring;

/// The program's name and version.
public final class Version {
    /// Version number.
    public static final String NUMBER = "0.1.0";

    /// Name and version, as provenance and exported objects give it.
    public static final String SOFTWARE = "Loupe " + NUMBER;

    private Version() {}
}
