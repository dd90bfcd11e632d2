package loupe.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.inference.engine.EngineSettings;
import loupe.review.ReviewException;
import loupe.review.deidentifying.DeidentifyFiles;

/// De-identification from files to files, with no store.
public final class DeidDesk implements AutoCloseable {
    private final PpOcrText text;
    private final Deidentifier door;

    private DeidDesk(Profile profile, PseudonymKey key) {
        this.text = new PpOcrText(EngineSettings.sparing(0));
        this.door = new Deidentifier(profile, key, text);
    }

    /// Opens a desk.
    ///
    /// @param keyFile where the key of pseudonyms lies, or is put when first used; without one, a key that is forgotten
    /// @throws IOException if the key file cannot be read or holds no key
    public static DeidDesk open(Profile profile, Optional<Path> keyFile) throws IOException {
        return new DeidDesk(profile, key(keyFile));
    }

    /// A built-in profile by name, or a profile file.
    ///
    /// @throws IOException if it is neither
    public static Profile profile(String nameOrFile) throws IOException {
        Optional<Profile> builtIn = Profiles.named(nameOrFile);
        if (builtIn.isPresent()) {
            return builtIn.get();
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new ReviewException("there is no profile of that name and no such file; built in: "
                    + String.join(", ", Profiles.names()));
        }
        return Profiles.read(file);
    }

    private static PseudonymKey key(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return PseudonymKey.fresh(new SecureRandom());
        }
        Path path = file.get();
        if (!Files.exists(path)) {
            PseudonymKey fresh = PseudonymKey.fresh(new SecureRandom());
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(path, HexFormat.of().formatHex(fresh.toBytes()) + "\n");
            return fresh;
        }
        try {
            return PseudonymKey.of(HexFormat.of().parseHex(Files.readString(path).strip()));
        } catch (IllegalArgumentException e) {
            throw new ReviewException("the key file must hold 64 hexadecimal digits", e);
        }
    }

    /// The use-case.
    public DeidentifyFiles files() {
        return new DeidentifyFiles(door);
    }

    @Override
    public void close() {
        text.close();
    }
}
