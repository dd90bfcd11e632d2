package loupe.app.first;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.people.PassphraseWord;
import loupe.app.wiring.Workplace;
import loupe.review.account.FirstStart;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.access.Role;
import loupe.store.keys.Credentials;

/// The first start: makes the store, shows the recovery key and asks for it, offers one-time codes. For the toolkit's thread; the store's
/// work runs beside it. Where it is cut short after the store was made, the next start goes on with a new recovery key.
public final class FirstStartViewModel {
    private static final Set<Role> USUAL = Set.of(Role.ADMINISTRATOR, Role.RADIOLOGIST, Role.AUDITOR);
    private static final int LONGEST_NAME = 64;

    private final Workplace.Opening opening;
    private final Background store;
    private final RandomGenerator chance;
    private final Listener listener;
    private final ReadOnlyObjectWrapper<FirstStep> step = new ReadOnlyObjectWrapper<>(FirstStep.WHAT);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private char[] passphrase = new char[0];
    private Optional<Made> made = Optional.empty();

    /// Who is told.
    ///
    /// @param made the store is there; whoever is told closes it
    /// @param done all is asked and answered; whether the sample study is wanted
    /// @param cutShort a store is there, but something went wrong on the way; it is opened like any other
    /// @param fault for the log
    public record Listener(
            Consumer<Workplace> made, Consumer<Boolean> done, Runnable cutShort, Consumer<Throwable> fault) {}

    /// What is asked for a new store.
    ///
    /// @param name account name
    /// @param passphrase wiped after use
    /// @param again the same once more; wiped after use
    /// @param roles besides the administrator's, which the first account always has
    @SuppressWarnings("ArrayRecordComponent")
    public record Wanted(String name, char[] passphrase, char[] again, Set<Role> roles) {}

    /// A store with what is shown of it once.
    ///
    /// @param workplace the store, open
    /// @param printed recovery key
    /// @param asked what is asked of it
    /// @param seed for one-time codes, base32
    /// @param mayImport whether the account may bring a sample in
    record Made(Workplace workplace, String printed, AskedBack asked, String seed, boolean mayImport) {}

    /// @param opening which store
    /// @param store the thread the store is used on
    /// @param chance draws which groups are asked back
    public FirstStartViewModel(Workplace.Opening opening, Background store, RandomGenerator chance, Listener listener) {
        this.opening = opening;
        this.store = store;
        this.chance = chance;
        this.listener = listener;
    }

    /// The page that is shown.
    public ReadOnlyObjectProperty<FirstStep> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// What is wrong with what was entered; empty where nothing is.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Whether the store is at work.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// The folder all lies in.
    public String folder() {
        return opening.store().toAbsolutePath().toString();
    }

    /// Account name that is offered.
    public String usualName() {
        return opening.actor();
    }

    /// The store, once it is made.
    Optional<Made> made() {
        return made;
    }

    /// Whether the passphrase must be asked for again before codes are: where the start goes on after it was cut short.
    boolean needsPassphrase() {
        return passphrase.length == 0;
    }

    /// Takes away what was said of what was entered, since it is being changed.
    void typing() {
        message.set("");
    }

    /// Leaves the first page.
    public void read() {
        go(FirstStep.YOU);
    }

    /// One page back; what was entered stays.
    public void back() {
        if (step.get().hasBack() && !busy.get()) {
            go(step.get().before());
        }
    }

    private void go(FirstStep to) {
        message.set("");
        step.set(to);
    }

    /// Makes the store.
    public void make(Wanted w) {
        if (busy.get()) {
            return;
        }
        String wrong = wrong(w);
        Arrays.fill(w.again, '\0');
        message.set(wrong);
        if (!wrong.isEmpty()) {
            Arrays.fill(w.passphrase, '\0');
            return;
        }
        busy.set(true);
        passphrase = w.passphrase;
        EnumSet<Role> roles = EnumSet.of(Role.ADMINISTRATOR);
        roles.addAll(w.roles);
        String name = w.name.strip();
        char[] once = passphrase.clone();
        char[] twice = passphrase.clone();
        store.run(() -> make(name, once, twice, roles), this::shown, this::failed);
    }

    private static String wrong(Wanted w) {
        String name = w.name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return say("Enter a name for your account, of 1 to 64 characters.");
        }
        PassphraseWord word = PassphraseWord.of(new String(w.passphrase), name);
        if (!word.acceptable()) {
            return word.sentence();
        }
        return Arrays.equals(w.passphrase, w.again) ? "" : say("The two passphrases differ; enter them again.");
    }

    /// On the store's thread.
    private Made make(String name, char[] once, char[] twice, Set<Role> roles) throws IOException {
        Workplace w = Workplace.create(opening.by(name), once);
        boolean well = false;
        try {
            new FirstStart(w.store()).begin();
            if (!roles.equals(USUAL)) {
                // Roles hold from the next unlocking on.
                w.store().accounts().changeRoles(name, roles);
                w.store().lock();
                w.store().unlock(new Credentials.Passphrase(name, twice, ""));
            }
            Made out = once(w);
            well = true;
            return out;
        } finally {
            Arrays.fill(twice, '\0');
            if (!well) {
                w.close();
            }
        }
    }

    /// What is shown once; an older recovery key opens nothing any more.
    private Made once(Workplace w) throws IOException {
        String printed = w.store().accounts().printRecoveryKey().shownOnce();
        boolean mayImport = w.store().accounts().present().may(Permission.IMPORT);
        return new Made(w, printed, AskedBack.of(printed, chance), w.store().accounts().offerCodes(), mayImport);
    }

    /// Goes on where it was cut short.
    public void resume(Workplace w) {
        busy.set(true);
        step.set(FirstStep.KEY);
        store.run(() -> once(w), this::shown, this::failed);
    }

    private void shown(Made m) {
        busy.set(false);
        made = Optional.of(m);
        listener.made.accept(m.workplace);
        step.set(FirstStep.WHAT);
        go(FirstStep.KEY);
    }

    private void failed(Throwable fault) {
        busy.set(false);
        forget();
        listener.fault.accept(fault);
        if (made.isEmpty() && Store.isThere(opening.store())) {
            listener.cutShort.run();
            return;
        }
        message.set(FaultText.of(fault));
    }

    /// Leaves the page with the recovery key.
    public void written() {
        go(FirstStep.KEY_BACK);
    }

    /// Takes groups of the recovery key.
    ///
    /// @param groups as asked, in their order
    public void answer(List<String> groups) {
        if (made.filter(m -> m.asked.fits(groups)).isPresent()) {
            go(FirstStep.CODES);
        } else {
            message.set(say("That is not what was shown. Go back, compare with what you wrote down, and enter the groups again."));
        }
    }

    /// Takes a code of the offered seed.
    ///
    /// @param typed passphrase, where [#needsPassphrase()]; wiped after use
    public void prove(char[] typed, String code) {
        if (busy.get() || made.isEmpty()) {
            return;
        }
        char[] by = needsPassphrase() ? typed : passphrase.clone();
        Made m = made.get();
        busy.set(true);
        message.set("");
        store.run(
                () -> m.workplace.store().accounts().proveCodes(by, m.seed, code),
                account -> {
                    busy.set(false);
                    go(FirstStep.SAMPLE);
                },
                fault -> {
                    busy.set(false);
                    listener.fault.accept(fault);
                    message.set(FaultText.of(fault));
                });
    }

    /// Goes on without one-time codes.
    public void skipCodes() {
        go(FirstStep.SAMPLE);
    }

    /// Comes to the end.
    ///
    /// @param sample whether the sample study is wanted
    public void end(boolean sample) {
        if (busy.get() || made.isEmpty()) {
            return;
        }
        Workplace w = made.get().workplace;
        busy.set(true);
        forget();
        store.run(
                () -> {
                    new FirstStart(w.store()).end();
                    return sample;
                },
                wanted -> {
                    busy.set(false);
                    listener.done.accept(wanted);
                },
                this::failed);
    }

    private void forget() {
        Arrays.fill(passphrase, '\0');
        passphrase = new char[0];
    }
}
