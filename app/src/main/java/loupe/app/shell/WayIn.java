package loupe.app.shell;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.layout.StackPane;
import loupe.app.first.FirstStartPane;
import loupe.app.first.FirstStartViewModel;
import loupe.app.first.LockPane;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Workplace;
import loupe.review.account.FirstStart;
import loupe.store.Store;
import loupe.store.fault.StoreException;
import loupe.store.keys.Credentials;

/// The way into the store: the first start, the lock page, another account after a lock, and a lost passphrase; for the toolkit's thread.
final class WayIn implements LockPane.Entry {
    private final Workplace.Opening opening;
    private final Background store;
    private final SafeLog log;
    private final Listener listener;
    private final LockPane lock;
    /// Holds the first start while it is there.
    private final StackPane first = new StackPane();

    private Optional<Workplace> made = Optional.empty();

    /// Who is told, and asked.
    ///
    /// @param desk what is locked now; empty before the first unlocking
    /// @param leaves lets go of what is locked, for another account to come; gives what closes it, for the store's thread, or nothing
    ///     where it may not be closed here
    /// @param made a store was made, and its first start is under way; whoever is told closes it
    /// @param opened somebody came in; whether a sample study is wanted
    /// @param back the account that was at work came back
    /// @param folder asks where a file goes
    record Listener(
            Supplier<Optional<Desk>> desk,
            Supplier<Optional<Closing>> leaves,
            Consumer<Workplace> made,
            Opened opened,
            Runnable back,
            Supplier<Optional<Path>> folder) {}

    /// Told who came in.
    interface Opened {
        void in(Workplace workplace, boolean sample);
    }

    /// Closes a store.
    interface Closing {
        void close() throws IOException;
    }

    /// What came of opening.
    private record Came(Workplace workplace, boolean firstStartWaits) {}

    WayIn(Workplace.Opening opening, Background store, SafeLog log, Listener listener) {
        this.opening = opening;
        this.store = store;
        this.log = log;
        this.listener = listener;
        this.lock = new LockPane(opening.actor(), this);
        first.setVisible(false);
    }

    /// The lock page.
    LockPane lock() {
        return lock;
    }

    /// Where the first start is shown.
    StackPane first() {
        return first;
    }

    /// Asks for the passphrase, or begins the first start where there is no store.
    void ask() {
        if (Store.isThere(opening.store())) {
            lock.ask();
            return;
        }
        begin(model -> {});
    }

    private void begin(Consumer<FirstStartViewModel> then) {
        FirstStartViewModel model = new FirstStartViewModel(
                opening,
                store,
                opening.settings().random(),
                new FirstStartViewModel.Listener(this::made, this::over, this::cutShort, log::fault));
        FirstStartPane pane = new FirstStartPane(model, listener.folder);
        first.getChildren().setAll(pane);
        first.setVisible(true);
        lock.setVisible(false);
        pane.begin();
        then.accept(model);
    }

    private void made(Workplace w) {
        made = Optional.of(w);
        listener.made.accept(w);
    }

    private void over(boolean sample) {
        first.setVisible(false);
        first.getChildren().clear();
        made.ifPresent(w -> listener.opened.in(w, sample));
    }

    private void cutShort() {
        first.setVisible(false);
        first.getChildren().clear();
        lock.setVisible(true);
        lock.ask();
        lock.refused(say("Making the store was cut short after it began; it is there. Enter its passphrase."), false);
    }

    @Override
    public void unlock(Credentials.Passphrase by) {
        Optional<Desk> desk = listener.desk.get();
        if (desk.isPresent() && desk.get().account().equalsIgnoreCase(by.account())) {
            desk.get().unlock(by, listener.back, this::refused);
            return;
        }
        Optional<Closing> before = left(by);
        before.ifPresent(closing -> store.run(() -> came(closing, by), this::in, this::refused));
    }

    /// What is locked is let go of; a sentence where it may not be.
    private Optional<Closing> left(Credentials.Passphrase by) {
        if (listener.desk.get().isEmpty()) {
            return Optional.of(() -> {});
        }
        Optional<Closing> closing = listener.leaves.get();
        if (closing.isEmpty()) {
            by.wipe();
            lock.refused(say("This store was opened for this window alone; only the account that was at work comes back."), false);
        }
        return closing;
    }

    /// On the store's thread.
    private Came came(Closing before, Credentials.Passphrase by) throws IOException {
        before.close();
        Workplace w = Workplace.open(opening.by(by.account()), by);
        boolean well = false;
        try {
            Came out = new Came(w, new FirstStart(w.store()).waits());
            well = true;
            return out;
        } finally {
            if (!well) {
                w.close();
            }
        }
    }

    private void in(Came came) {
        if (!came.firstStartWaits) {
            listener.opened.in(came.workplace, false);
            return;
        }
        made(came.workplace);
        begin(model -> model.resume(came.workplace));
    }

    @Override
    public void reset(String printed, Credentials.Passphrase fresh) {
        left(fresh).ifPresent(closing -> store.run(
                () -> {
                    char[] again = fresh.passphrase().clone();
                    try {
                        closing.close();
                        try (Workplace w = Workplace.open(opening, new Credentials.Recovery(printed))) {
                            w.store().accounts().resetPassphrase(fresh.account(), fresh.passphrase());
                        }
                        return came(() -> {}, new Credentials.Passphrase(fresh.account(), again, ""));
                    } finally {
                        fresh.wipe();
                        Arrays.fill(again, '\0');
                    }
                },
                this::in,
                this::refused));
    }

    private void refused(Throwable fault) {
        log.fault(fault);
        boolean expected = fault instanceof StoreException;
        boolean code = fault instanceof StoreException e && e.kind() == StoreException.Kind.SECOND_FACTOR_NEEDED;
        lock.refused(expected ? FaultText.of(fault) : say("The store cannot be opened. {0}", FaultText.of(fault)), code);
    }
}
