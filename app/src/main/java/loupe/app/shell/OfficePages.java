package loupe.app.shell;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import loupe.app.identity.WayBackPane;
import loupe.app.identity.WayBackViewModel;
import loupe.app.privacy.PrivacyPane;
import loupe.app.privacy.PrivacyViewModel;
import loupe.app.retention.RetentionPane;
import loupe.app.retention.RetentionViewModel;

/// The pages of the office: way back, retention, privacy.
///
/// @param desk the workplace they are about
/// @param shower shows a page
/// @param sheets where a page asks
/// @param open opens a study by its UID
/// @param back leads to the list of studies
record OfficePages(Desk desk, Shower shower, Sheets sheets, Consumer<String> open, Runnable back) {
    /// Shows a page in place of list or study.
    interface Shower {
        /// @param first node that takes the focus
        /// @param close puts it away
        void show(Region pane, Node first, Runnable close);
    }

    void wayBack() {
        WayBackViewModel model = desk.wayBack();
        WayBackPane pane = new WayBackPane(model, desk.browser()::number, open, back);
        shower.show(pane, pane.first(), pane::leave);
    }

    void retention() {
        RetentionViewModel model = desk.retention();
        RetentionPane pane = new RetentionPane(
                model, (title, text, yes, does) -> sheets.ask(new Sheets.Question(title, text, yes), does), back);
        shower.show(pane, pane.first(), () -> {});
        model.refresh();
    }

    void privacy() {
        PrivacyViewModel model = desk.privacy();
        PrivacyPane pane = new PrivacyPane(model, desk.browser()::number, back);
        shower.show(pane, pane.first(), () -> {});
        model.refresh();
    }
}
