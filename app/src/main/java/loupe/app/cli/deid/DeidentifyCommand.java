package loupe.app.cli.deid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.wiring.DeidDesk;
import loupe.core.encoding.Encoding;
import loupe.deid.DryRun;
import loupe.deid.profile.Profile;
import loupe.deid.profile.ProfileOption;
import loupe.review.ReviewException;
import loupe.review.deidentifying.DeidentifiedFiles;
import loupe.review.deidentifying.DeidentifyOrder;
import loupe.review.intake.Incoming;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe deidentify IN OUT`.
@Command(
        name = "deidentify",
        mixinStandardHelpOptions = true,
        description = "De-identifies files and folders into a new or empty folder, without a store.")
public final class DeidentifyCommand implements Callable<Integer> {
    private final CommandContext session;

    @Parameters(index = "0", paramLabel = "IN", description = "a DICOM file, a folder or an archive")
    Path in = Path.of("");

    @Parameters(index = "1", arity = "0..1", paramLabel = "OUT", description = "a new or empty folder")
    @Nullable Path out;

    @Option(names = "--profile", paramLabel = "NAME|FILE", description = "import (default), strict, hipaa-safe-harbor, research, or a YAML file")
    String profile = "import";

    @Option(
            names = "--retain",
            split = ",",
            paramLabel = "WHAT",
            description = "options to add: uids, full-dates, modified-dates, device-identity, institution-identity,"
                    + " patient-characteristics, safe-private")
    List<String> retain = List.of();

    @Option(names = "--pixels", paramLabel = "auto|detect|regions|off", description = "what is done about text in pixels")
    @Nullable String pixels;

    @Option(names = "--deface", description = "take the face out of head CT and MR series")
    boolean deface;

    @Option(names = "--report", paramLabel = "FILE.json", description = "where the report goes")
    @Nullable Path report;

    @Option(names = "--map", paramLabel = "FILE.jsonl", description = "where the list of sources and outputs goes")
    @Nullable Path map;

    @Option(names = "--key-file", paramLabel = "FILE", description = "key of the pseudonyms, made when first used (default: one that is forgotten)")
    @Nullable Path keyFile;

    @Option(names = "--dry-run", description = "show what would be done, tag by tag, and write nothing")
    boolean dryRun;

    public DeidentifyCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Path target = out;
        if (target == null && !dryRun) {
            throw new ReviewException("an output folder is needed: loupe deidentify IN OUT");
        }
        try (DeidDesk desk = DeidDesk.open(profile(), Optional.ofNullable(keyFile))) {
            if (target == null || dryRun) {
                desk.files().dryRun(List.of(in), this::show, session.terminal());
                return 0;
            }
            session.terminal().begin("deidentify");
            DeidentifyOrder order = new DeidentifyOrder(
                    List.of(in), target, Optional.ofNullable(map), Runtime.getRuntime().availableProcessors());
            DeidentifiedFiles done = desk.files().run(order, this::refused, session.terminal());
            session.terminal().end();
            print(done);
            return done.refused().isEmpty() ? 0 : ExitCode.FAILED;
        }
    }

    private Profile profile() throws IOException {
        Profile p = DeidDesk.profile(profile);
        for (String what : retain) {
            p = p.with(constant(ProfileOption.class, "RETAIN_" + constantName(what), "--retain"));
        }
        p = deface ? p.defacing() : p;
        String way = pixels;
        return way == null ? p : p.with(constant(Profile.Pixels.class, constantName(way), "--pixels"));
    }

    private static String constantName(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, String option) throws ReviewException {
        for (E e : type.getEnumConstants()) {
            if (e.name().equals(name)) {
                return e;
            }
        }
        throw new ReviewException(option + ": that is not one of its words; see `loupe deidentify --help`");
    }

    private void refused(Incoming at, String sentence) {
        session.err().println("loupe: " + at.shown() + ": " + sentence);
        session.log().line("deidentify: file " + at.number() + " refused");
    }

    private void show(Incoming at, DryRun run) {
        session.out().println(at.shown());
        run.refusal().ifPresent(why -> session.out().println("  refused: " + why));
        for (DryRun.Line l : run.lines()) {
            session.out().printf(
                    "  %s %s: %s -> %s%n",
                    l.path(), l.keyword(), l.before(), l.after().orElse("(removed)"));
        }
        run.boxes().forEach(b -> session.out().printf(
                "  pixels: %d x %d at column %d, row %d -> black%n", b.width(), b.height(), b.column(), b.row()));
    }

    private void print(DeidentifiedFiles done) throws IOException {
        Path file = report;
        if (file != null) {
            Files.write(file, Encoding.pretty(done));
        }
        done.warnings().forEach(w -> session.err().println("note: " + w));
        session.out().printf(
                "%d files: %d written, %d refused; %d text boxes blacked out%n",
                done.files(), done.written(), done.refused().size(), done.textBoxesBlackedOut());
    }
}
