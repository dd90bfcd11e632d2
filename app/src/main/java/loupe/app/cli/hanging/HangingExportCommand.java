package loupe.app.cli.hanging;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.app.wiring.Version;
import loupe.core.dicom.DerivedUid;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.review.hanging.HangingBook;
import loupe.review.hanging.HangingRule;
import loupe.review.hanging.RuleProtocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loupe hanging export FOLDER`.
@Command(name = "export", mixinStandardHelpOptions = true,
        description = "Writes your hanging rules as DICOM hanging protocols; files that are there already are left alone.")
public final class HangingExportCommand implements Callable<Integer> {
    private static final DateTimeFormatter DT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "where they are written")
    Path folder = Path.of(".");

    public HangingExportCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            List<HangingRule> rules = new HangingBook(w.store()).rules().rules();
            Files.createDirectories(folder);
            String now = DT.format(w.clock().instant());
            for (int i = 0; i < rules.size(); i++) {
                Path file = folder.resolve("hanging-" + (i + 1) + ".dcm");
                String uid = DerivedUid.of("loupe", "hanging", now + "/" + i + "/" + rules.get(i).text());
                try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                    DicomWriter.writeFile(
                            RuleProtocol.of(rules.get(i), Version.SOFTWARE, now).toDataSet(uid), TransferSyntax.EXPLICIT_LE, out);
                }
                session.out().println(file.getFileName() + "  " + rules.get(i).text());
            }
            return 0;
        }
    }
}
