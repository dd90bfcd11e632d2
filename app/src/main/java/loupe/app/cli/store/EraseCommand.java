package loupe.app.cli.store;

import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import loupe.store.access.Permission;
import loupe.store.face.Lifecycle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe erase STUDY`.
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = "Erases a study, or all of its person's, so that no older copy opens it either.")
public final class EraseCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--person", description = "every study of the same person")
    boolean person;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; without identifiers")
    String reason = "";

    public EraseCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            StudySummary named = study.in(w);
            List<String> all = w.store().studies().stream()
                    .filter(s -> s.studyUid().equals(named.studyUid())
                            || person && s.patientPseudonym().equals(named.patientPseudonym()))
                    .map(StudySummary::studyUid)
                    .toList();
            Lifecycle.Erased done = w.store().lifecycle().erase(all, reason);
            if (w.store().accounts().present().may(Permission.LINK_IDENTITY)) {
                // Where a site keeps the link, only an account that holds its key can erase at all.
                for (String uid : all) {
                    w.store().identities().forget(uid);
                }
                if (person) {
                    w.store().identities().forget(named.patientPseudonym());
                }
            }
            session.out().println(done.studies() + " erased; make a new backup: older ones open with newer keys only");
            if (done.recoveryKeyRevoked()) {
                session.out().println(done.said());
            }
            return 0;
        }
    }
}
