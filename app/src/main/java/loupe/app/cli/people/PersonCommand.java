package loupe.app.cli.people;

import java.nio.file.Path;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.person.ExportPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe person …`: one method a command.
@Command(name = "person", mixinStandardHelpOptions = true, description = "What is held on one person.")
public final class PersonCommand {
    private final CommandContext session;

    public PersonCommand(CommandContext session) {
        this.session = session;
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes everything held on a person: images, records, consents, and the log for who may read it.")
    int export(
            @Mixin StoreOptions where,
            @Parameters(paramLabel = "PSEUDONYM") String pseudonym,
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "new or empty folder") Path out,
            @Option(names = "--json", description = "print JSON") boolean json)
            throws Exception {
        try (Workplace w = where.open()) {
            session.terminal().begin("export");
            ExportPerson.Contents done = w.person().run(pseudonym, out, session.terminal());
            session.terminal().end();
            if (json) {
                session.json(done);
                return 0;
            }
            int images = done.studies().stream().mapToInt(ExportPerson.Held::images).sum();
            int records = done.studies().stream().mapToInt(ExportPerson.Held::records).sum();
            session.out().println(done.studies().size() + " studies, " + images + " images, " + records + " records, "
                    + done.consents().size() + " consents written");
            if (!done.log()) {
                session.out().println("the log is not among it: who may read it (auditor) exports it with `loupe audit export`");
            }
            return 0;
        }
    }
}
