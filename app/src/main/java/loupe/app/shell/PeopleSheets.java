package loupe.app.shell;

import static loupe.app.text.Words.say;

import java.util.function.Consumer;
import loupe.app.people.AccountsPane;
import loupe.app.people.PeopleViewModel;
import loupe.app.people.PersonAsked;

/// The sheets about people.
///
/// @param sheets where they show
/// @param people what they do
/// @param tell shows a sentence
record PeopleSheets(Sheets sheets, PeopleViewModel people, Consumer<String> tell) {
    void accounts() {
        AccountsPane pane = new AccountsPane(people, sheets::close);
        sheets.show(pane, pane.lookup("#account-name"));
    }

    void approve(String studyUid) {
        ask(
                new PersonAsked.Question(
                        say("Approve as the second person"),
                        say("You let another account export this study, for a time. Your approval is in the log."),
                        say("Name of the other account"),
                        say("Erasure instead of export"),
                        say("Approve")),
                asked -> people.approve(studyUid, asked.words(), asked.isChosen(), until -> {
                    sheets.close();
                    tell.accept(say("Approved until {0} (UTC).", until));
                }));
    }

    /// Asks whose reading of a study is taken over, and why.
    ///
    /// @param then told once it is
    void takeReading(String studyUid, Runnable then) {
        ask(
                new PersonAsked.Question(
                        say("Take a reading over"),
                        say("Two readers read this study, and one of them cannot finish. You go on with that reading as it stands, and see"
                                + " it: you can never be the other reader of this study. It is in the log. Write no name of a patient."),
                        say("Account of the reader who cannot finish"),
                        say("Reason"),
                        "",
                        say("Take over")),
                asked -> people.takeReading(studyUid, asked.words(), asked.more(), () -> {
                    sheets.close();
                    tell.accept(say("The reading is yours as it stands. Open the study to go on."));
                    then.run();
                }));
    }

    void breakGlass() {
        ask(
                new PersonAsked.Question(
                        say("Emergency access"),
                        say("You may read and export without a second person, for a time. It is an alert in the log and will be"
                                + " reviewed. Write no name of a patient."),
                        say("Reason"),
                        "",
                        say("Enter")),
                asked -> people.breakGlass(asked.words(), until -> {
                    sheets.close();
                    tell.accept(say("Emergency access until {0} (UTC). It will be reviewed.", until));
                }));
    }

    /// Asks whether readers of this site read blind first from now on, or no longer.
    ///
    /// @param then told once it is so
    void blindReading(Runnable then) {
        people.blindReading(on -> sheets.ask(
                new Sheets.Question(
                        on ? say("End the blind first read?") : say("Read blind first?"),
                        on
                                ? say("What models found is shown to readers at once again. First opinions stay as they are.")
                                : say("What models and others found stays hidden from each reader until that reader has committed a"
                                        + " first opinion on the study. Both opinions are kept and compared."),
                        on ? say("End it") : say("Read blind first")),
                () -> people.blindReading(!on, () -> {
                    tell.accept(on ? say("Readers see what models found at once.") : say("Readers read blind first from now on."));
                    then.run();
                })));
    }

    private void ask(PersonAsked.Question q, Consumer<PersonAsked> said) {
        PersonAsked pane = new PersonAsked(q, people, said, sheets::close);
        sheets.show(pane, pane.first());
    }
}
