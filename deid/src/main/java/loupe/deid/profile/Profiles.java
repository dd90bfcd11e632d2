package loupe.deid.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The built-in profiles, and profiles a site wrote.
public final class Profiles {
    private static final List<String> BUILT_IN = List.of("import", "strict", "hipaa-safe-harbor", "research");

    private Profiles() {}

    /// The profile of the import door: patient characteristics (age capped), dates shifted, protocol words kept.
    public static Profile importProfile() {
        return builtIn("import");
    }

    /// The Basic Profile with no retaining option.
    public static Profile strict() {
        return builtIn("strict");
    }

    /// The Safe Harbor of 45 CFR 164.514(b)(2).
    public static Profile hipaaSafeHarbor() {
        return builtIn("hipaa-safe-harbor");
    }

    /// For cohorts under an agreement: device identity and safe private attributes kept, dates shifted.
    public static Profile research() {
        return builtIn("research");
    }

    /// A built-in profile by its name; empty where there is none of that name.
    public static Optional<Profile> named(String name) {
        return BUILT_IN.contains(name) ? Optional.of(builtIn(name)) : Optional.empty();
    }

    /// Names of the built-in profiles.
    public static List<String> names() {
        return BUILT_IN;
    }

    /// The schema (JSON Schema 2020-12) a profile file keeps to.
    public static String schema() {
        return resource("profile.schema.json");
    }

    /// Reads a profile file.
    ///
    /// @throws ProfileException if it is not a valid profile; the message names the line's key and what is allowed
    /// @throws IOException if it cannot be read
    public static Profile read(Path file) throws IOException {
        return ProfileFile.parse(Files.readString(file));
    }

    /// Reads the text of a profile file.
    ///
    /// @throws ProfileException if it is not a valid profile
    public static Profile parse(String yaml) throws ProfileException {
        return ProfileFile.parse(yaml);
    }

    private static Profile builtIn(String name) {
        try {
            return ProfileFile.parse(resource(name + ".yaml"));
        } catch (ProfileException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Profiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
