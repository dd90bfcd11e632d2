package loupe.app.cli.shared;

import java.io.Console;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import loupe.app.wiring.Places;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.keys.Credentials;
import loupe.store.keys.KdfCost;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which store and how it opens.
public final class StoreOptions {
    private static final int SHORTEST = 8;

    @Option(names = "--store", paramLabel = "DIR", description = "the store's folder (default: your own)")
    public @Nullable Path store;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "file whose first line is the passphrase (else LOUPE_PASSPHRASE, else a prompt)")
    @Nullable Path passphraseFile;

    @Option(names = "--user", paramLabel = "NAME", description = "account that comes in; a store with one account needs no name (default: reader)")
    String user = "reader";

    @Option(names = "--code", paramLabel = "DIGITS", description = "one-time code, where the account asks for one")
    String code = "";

    @Option(
            names = "--break-glass",
            paramLabel = "REASON",
            description = "enter in an emergency: loud in the log, asks for review")
    String emergency = "";

    private Map<String, String> environment = System.getenv();

    /// Looks for places and the passphrase in these variables instead of the process's own.
    public void in(Map<String, String> variables) {
        environment = Map.copyOf(variables);
    }

    Places places() {
        return Places.of(environment);
    }

    Path folder() {
        Path named = store;
        return named == null ? places().store() : named;
    }

    public Workplace.Opening opening(int spareProcessors) {
        return new Workplace.Opening(folder(), places(), user, KdfCost.production(), spareProcessors);
    }

    boolean exists() {
        return Store.isThere(folder());
    }

    /// Opens the store.
    public Workplace open() throws IOException {
        if (!exists()) {
            throw new ReviewException("there is no store here yet; `loupe import PATH` makes one (or name one with --store)");
        }
        Workplace w = Workplace.open(opening(0), credentials());
        if (!emergency.isEmpty()) {
            w.store().lifecycle().breakGlass(emergency);
        }
        return w;
    }

    /// What the account shows to come in.
    public Credentials credentials() throws IOException {
        return new Credentials.Passphrase(user, passphrase(false), code);
    }

    /// A new passphrase: the first line of a file, else asked for twice.
    public static char[] newPassphrase(@Nullable Path file) throws IOException {
        char[] given = file == null ? prompt(true) : firstLine(file);
        if (given.length < SHORTEST) {
            throw new ReviewException("a new passphrase of at least " + SHORTEST
                    + " characters is needed: answer the prompt, or use --new-passphrase-file FILE");
        }
        return given;
    }

    /// Opens the store, or makes it where there is none.
    public Workplace openOrCreate() throws IOException {
        return exists() ? open() : Workplace.create(opening(0), passphrase(true));
    }

    private char[] passphrase(boolean fresh) throws IOException {
        char[] given = given().orElseGet(() -> prompt(fresh));
        if (given.length == 0) {
            throw new ReviewException(
                    "a passphrase is needed: answer the prompt, or use --passphrase-file FILE or LOUPE_PASSPHRASE");
        }
        if (fresh && given.length < SHORTEST) {
            throw new ReviewException("a new store needs a passphrase of at least " + SHORTEST + " characters");
        }
        return given;
    }

    private Optional<char[]> given() throws IOException {
        Path file = passphraseFile;
        if (file != null) {
            return Optional.of(firstLine(file));
        }
        String variable = environment.getOrDefault("LOUPE_PASSPHRASE", "");
        return variable.isEmpty() ? Optional.empty() : Optional.of(variable.toCharArray());
    }

    private static char[] firstLine(Path file) throws ReviewException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            CharBuffer chars = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(bytes));
            Arrays.fill(bytes, (byte) 0);
            int end = 0;
            while (end < chars.length() && chars.charAt(end) != '\n' && chars.charAt(end) != '\r') {
                end++;
            }
            char[] line = new char[end];
            chars.get(line);
            return line;
        } catch (IOException e) {
            throw new ReviewException("the passphrase file cannot be read; check its path and rights", e);
        }
    }

    private static char[] prompt(boolean fresh) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return new char[0];
        }
        char[] first = console.readPassword(fresh ? "New passphrase: " : "Passphrase: ");
        if (first == null) {
            return new char[0];
        }
        if (!fresh) {
            return first;
        }
        char[] second = console.readPassword("The same again: ");
        boolean same = Arrays.equals(first, second);
        if (second != null) {
            Arrays.fill(second, ' ');
        }
        return same ? first : new char[0];
    }
}
