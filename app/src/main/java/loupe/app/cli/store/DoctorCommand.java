package loupe.app.cli.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.store.Store;
import loupe.store.audit.VerifyReport;
import loupe.store.making.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what is damaged in a store and what can be done; changes nothing without --repair.")
public final class DoctorCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--repair", description = "takes damaged anchors and checkpoints away and signs the log anew")
    boolean repair;

    public DoctorCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        var opening = where.opening(0);
        if (repair) {
            Store.repair(opening.store(), where.credentials(), opening.settings()).close();
        }
        Doctor doctor = new Doctor(opening.store(), opening.settings());
        boolean bad = print(doctor.examine(Optional.of(where.credentials())));
        if (!bad) {
            session.out().println("this machine's secret is " + doctor.secretPlace());
            try (Store store = Store.open(opening.store(), where.credentials(), opening.settings())) {
                session.terminal().begin("verify");
                VerifyReport report = store.verify(session.terminal());
                session.terminal().end();
                bad = print(Doctor.explain(report));
            }
        }
        session.out().println(bad ? "the store is damaged" : "the store is whole");
        return bad ? ExitCode.FAILED : 0;
    }

    /// @return whether anything said is damage
    private boolean print(List<Doctor.Complaint> all) {
        all.forEach(c -> session.err().println("loupe: " + c.where() + " " + c.what() + "; " + c.remedy()));
        return all.stream().anyMatch(c -> !c.where().equals("recovery key") && !c.where().equals("disk"));
    }
}
