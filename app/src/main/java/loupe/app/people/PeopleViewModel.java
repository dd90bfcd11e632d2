package loupe.app.people;

import static loupe.app.text.Words.say;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.wiring.Workplace;
import loupe.store.access.Account;
import loupe.store.access.Permission;
import loupe.store.access.Role;
import loupe.store.keys.NewAccount;

/// What the window does about people; for the toolkit's thread, the store's work runs beside it.
public final class PeopleViewModel {
    private final Workplace workplace;
    private final Background store;
    private final ObservableList<Account> accounts = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    /// @param store the thread the store is used on
    public PeopleViewModel(Workplace workplace, Background store) {
        this.workplace = workplace;
        this.store = store;
    }

    /// What is asked for a new account.
    ///
    /// @param name account name
    /// @param printedName name that stands in signatures; the account name where empty
    /// @param passphrase wiped after use
    /// @param roles what it is for
    /// @param secondFactor whether it is to ask for one-time codes
    @SuppressWarnings("ArrayRecordComponent")
    public record Wanted(String name, String printedName, char[] passphrase, Set<Role> roles, boolean secondFactor) {}

    /// All accounts, as last read.
    public ObservableList<Account> accounts() {
        return accounts;
    }

    /// What the last step said: what went wrong, or what is shown once.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Takes away what was said before.
    public void begin() {
        message.set("");
    }

    /// Reads the accounts.
    public void refresh() {
        store.run(() -> workplace.store().accounts().all(), this::read, this::wrong);
    }

    private void read(List<Account> all) {
        accounts.setAll(all);
    }

    private void wrong(Throwable fault) {
        message.set(FaultText.of(fault));
    }

    /// Makes an account.
    public void add(Wanted w) {
        String missing = missing(w);
        if (!missing.isEmpty()) {
            Arrays.fill(w.passphrase, '\0');
            message.set(missing);
            return;
        }
        String printed = w.printedName.isBlank() ? w.name : w.printedName;
        var lock = new NewAccount.Lock.Passphrase(w.passphrase, w.secondFactor);
        store.run(
                () -> workplace.store().accounts().add(new NewAccount(w.name.strip(), printed.strip(), w.roles, lock)),
                done -> {
                    String code = done.shownOnce().isEmpty() ? "" : say(" Seed for the authenticator, shown once: {0}", done.shownOnce());
                    message.set(say("Added {0}.{1}", done.account().name(), code));
                    refresh();
                },
                this::wrong);
    }

    private static String missing(Wanted w) {
        if (w.name.isBlank()) {
            return say("Enter a name for the account.");
        }
        if (w.roles.isEmpty()) {
            return say("Choose at least one role.");
        }
        PassphraseWord word = PassphraseWord.of(new String(w.passphrase), w.name);
        return word.acceptable() ? "" : word.sentence();
    }

    /// Gives an account other roles.
    public void changeRoles(Account account, Set<Role> roles) {
        if (roles.isEmpty()) {
            message.set(say("Choose at least one role."));
            return;
        }
        store.run(
                () -> workplace.store().accounts().changeRoles(account.name(), roles),
                done -> {
                    message.set(say("{0} has new roles.", done.name()));
                    refresh();
                },
                this::wrong);
    }

    /// Gives another account a new passphrase, for an owner who has lost it.
    ///
    /// @param passphrase wiped after use
    public void reset(Account account, char[] passphrase) {
        PassphraseWord word = PassphraseWord.of(new String(passphrase), account.name());
        if (!word.acceptable()) {
            Arrays.fill(passphrase, '\0');
            message.set(say("Type the new passphrase for {0} into its field. {1}", account.name(), word.sentence()));
            return;
        }
        store.run(
                () -> workplace.store().accounts().resetPassphrase(account.name(), passphrase),
                done -> {
                    message.set(say("{0} has a new passphrase and no one-time code; tell it to nobody else.", account.name()));
                    refresh();
                },
                this::wrong);
    }

    /// Lets another account export or erase a study, for a time.
    ///
    /// @param then told until when
    public void approve(String studyUid, String accountName, boolean erase, Consumer<Instant> then) {
        Permission action = erase ? Permission.ERASE : Permission.EXPORT;
        store.run(() -> workplace.store().lifecycle().approve(action, studyUid, accountName), then, this::wrong);
    }

    /// Opens an emergency.
    ///
    /// @param then told until when
    public void breakGlass(String reason, Consumer<Instant> then) {
        if (reason.isBlank()) {
            message.set(say("Say why; it is kept in the log and reviewed later."));
            return;
        }
        store.run(() -> workplace.store().lifecycle().breakGlass(reason.strip()), then, this::wrong);
    }

    /// Takes a reading of a study over whose reader cannot finish it.
    ///
    /// @param from account of that reader
    /// @param reason why; it stands in the log
    public void takeReading(String studyUid, String from, String reason, Runnable then) {
        if (from.isBlank()) {
            message.set(say("Name the account of the reader who cannot finish."));
            return;
        }
        store.run(
                () -> {
                    workplace.doubleReads().takeOver(studyUid, from, reason);
                    return true;
                },
                done -> then.run(), this::wrong);
    }

    /// Tells whether readers of this site read blind first.
    public void blindReading(Consumer<Boolean> then) {
        store.run(() -> workplace.blindReading().wanted(), then);
    }

    /// Sets whether readers of this site read blind first.
    public void blindReading(boolean on, Runnable then) {
        store.run(
                () -> {
                    workplace.blindReading().want(on);
                    return on;
                },
                done -> then.run());
    }
}
