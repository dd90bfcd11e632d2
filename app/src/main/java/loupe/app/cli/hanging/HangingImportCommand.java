package loupe.app.cli.hanging;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.hanging.HangingProtocol;
import loupe.review.hanging.HangingBook;
import loupe.review.hanging.HangingRule;
import loupe.review.hanging.HangingRules;
import loupe.review.hanging.RuleProtocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loupe hanging import FILE…`.
@Command(name = "import", mixinStandardHelpOptions = true,
        description = "Takes DICOM hanging protocols as hanging rules of yours; all or none.")
public final class HangingImportCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "FILE", description = "hanging protocols")
    List<Path> files = List.of();

    public HangingImportCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.openOrCreate()) {
            HangingBook book = new HangingBook(w.store());
            HangingRules rules = book.rules();
            for (Path file : files) {
                HangingRule rule = RuleProtocol.rule(HangingProtocol.of(DicomReader.usual().read(file).data()));
                rules = rules.with(rule);
                session.out().println(rule.text());
            }
            book.keep(rules);
            return 0;
        }
    }
}
