package loupe.app.cli.people;

import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import loupe.deid.Identity;
import loupe.review.ReviewException;
import loupe.review.identity.IdentityBook;
import loupe.store.access.Permission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe reidentify PSEUDONYM --reason TEXT`.
@Command(
        name = "reidentify",
        mixinStandardHelpOptions = true,
        description = "Who a pseudonym is, where the site keeps that (import --keep-identity); each look is in the log.")
public final class ReidentifyCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "PSEUDONYM", description = "as in `loupe list`")
    String pseudonym = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; it stands in the log and must hold nothing of the patient")
    String reason = "";

    @Option(names = "--forget", description = "destroy what is kept of this pseudonym instead, and of where its studies came from")
    boolean forget;

    @Option(names = "--json", description = "print as JSON")
    boolean json;

    public ReidentifyCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            IdentityBook book = w.identities();
            if (forget) {
                boolean kept = book.forget(pseudonym);
                if (w.store().accounts().present().may(Permission.LIST_STUDIES)) {
                    for (StudySummary s : w.store().studies()) {
                        kept |= s.patientPseudonym().equals(pseudonym) && book.forget(s.studyUid());
                    }
                }
                session.out().println(kept ? "forgotten" : "nothing was kept");
                return 0;
            }
            Optional<Identity> found = book.lookUp(pseudonym, reason);
            Identity who = found.orElseThrow(() -> new ReviewException("nothing is kept of that pseudonym"));
            if (json) {
                session.json(who);
            } else {
                session.out().println(String.join("  ", who.name(), who.birthDate(), who.patientId(), who.issuer()).strip());
            }
            return 0;
        }
    }
}
