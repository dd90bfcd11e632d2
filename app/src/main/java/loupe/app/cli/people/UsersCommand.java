package loupe.app.cli.people;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.store.access.Account;
import loupe.store.access.Role;
import loupe.store.face.Accounts;
import loupe.store.keys.NewAccount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe users …`: one method a command.
@Command(name = "users", mixinStandardHelpOptions = true, description = "Accounts and their roles.")
public final class UsersCommand {
    private final CommandContext session;

    public UsersCommand(CommandContext session) {
        this.session = session;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows all accounts.")
    int list(@Mixin StoreOptions where, @Option(names = "--json", description = "print JSON") boolean json)
            throws Exception {
        try (Workplace w = where.open()) {
            List<Account> all = w.store().accounts().all();
            if (json) {
                session.json(all);
            } else {
                all.forEach(this::print);
            }
            return 0;
        }
    }

    private void print(Account a) {
        session.out().println(String.join(
                "  ",
                a.name(),
                a.printedName(),
                String.join(", ", a.roles().stream().map(Role::name).sorted().toList()),
                a.kind().name(),
                a.secondFactor() ? "one-time code" : ""));
    }

    /// What is asked for a new account.
    static final class Wanted {
        @Option(names = "--role", required = true, paramLabel = "ROLE", description = "RADIOLOGIST, QA_REVIEWER,"
                + " LAB_TECHNICIAN, ADMINISTRATOR, AUDITOR, SERVICE or IDENTITY_KEEPER; may be given again")
        Set<Role> roles = EnumSet.noneOf(Role.class);

        @Option(names = "--printed-name", paramLabel = "TEXT", description = "name that stands in signatures")
        String printedName = "";

        @Option(names = "--new-passphrase-file", paramLabel = "FILE", description = "file with the account's passphrase")
        @Nullable Path passphrase;

        @Option(names = "--second-factor", description = "ask for one-time codes; the seed is shown once")
        boolean secondFactor;
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes an account.")
    int add(@Mixin StoreOptions where, @Mixin Wanted wanted, @Parameters(paramLabel = "NAME") String name)
            throws Exception {
        char[] passphrase = StoreOptions.newPassphrase(wanted.passphrase);
        try (Workplace w = where.open()) {
            String printed = wanted.printedName.isEmpty() ? name : wanted.printedName;
            shown(w.store()
                    .accounts()
                    .add(new NewAccount(
                            name,
                            printed,
                            wanted.roles,
                            new NewAccount.Lock.Passphrase(passphrase, wanted.secondFactor))));
            return 0;
        } finally {
            java.util.Arrays.fill(passphrase, '\0');
        }
    }

    private void shown(Accounts.Changed changed) {
        print(changed.account());
        if (!changed.shownOnce().isEmpty()) {
            session.out().println("shown once: " + changed.shownOnce());
        }
    }

    @Command(name = "roles", mixinStandardHelpOptions = true, description = "Gives an account other roles.")
    int roles(
            @Mixin StoreOptions where,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", required = true, paramLabel = "ROLE") Set<Role> roles)
            throws Exception {
        try (Workplace w = where.open()) {
            print(w.store().accounts().changeRoles(name, roles));
            return 0;
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes an account away.")
    int remove(@Mixin StoreOptions where, @Parameters(paramLabel = "NAME") String name) throws Exception {
        try (Workplace w = where.open()) {
            w.store().accounts().remove(name);
            session.out().println("removed; `loupe rotate` replaces the keys it may have copied");
            return 0;
        }
    }

    @Command(name = "passphrase", mixinStandardHelpOptions = true, description = "Gives your account another passphrase.")
    int passphrase(
            @Mixin StoreOptions where,
            @Option(names = "--new-passphrase-file", paramLabel = "FILE") @Nullable Path file,
            @Option(names = "--second-factor", description = "ask for one-time codes") boolean secondFactor)
            throws Exception {
        char[] fresh = StoreOptions.newPassphrase(file);
        try (Workplace w = where.open()) {
            shown(w.store().accounts().changePassphrase(fresh, secondFactor));
            return 0;
        }
    }

    @Command(
            name = "recovery-key",
            mixinStandardHelpOptions = true,
            description = "Makes a new recovery key to print, in place of the old one.")
    int recoveryKey(@Mixin StoreOptions where) throws Exception {
        try (Workplace w = where.open()) {
            shown(w.store().accounts().printRecoveryKey());
            session.out().println("print it, lock it away; it opens a backup on a new machine without this one's secret");
            return 0;
        }
    }
}
