package loupe.core.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Names of SOP classes and transfer syntaxes (DICOM PS3.6 table A-1).
public final class UidNames {
    private static final Map<String, String> NAMES = load();

    private UidNames() {}

    private static Map<String, String> load() {
        try (InputStream in = UidNames.class.getResourceAsStream("uids.tsv")) {
            if (in == null) {
                throw new IllegalStateException("uids.tsv is missing from the class path");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .map(l -> l.split("\t"))
                    .collect(Collectors.toUnmodifiableMap(l -> l[0], l -> l[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name of a UID, or the UID itself where the standard has none for it.
    public static String of(String uid) {
        return NAMES.getOrDefault(uid, uid);
    }

    /// Whether the standard names a UID.
    public static boolean known(String uid) {
        return NAMES.containsKey(uid);
    }
}
