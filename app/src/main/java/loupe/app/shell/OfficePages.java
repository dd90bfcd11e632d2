package loupe.app.shell;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import loupe.app.identity.WayBackPane;
import loupe.app.identity.WayBackViewModel;
import loupe.app.nodes.NodeForm;
import loupe.app.nodes.NodesPane;
import loupe.app.nodes.NodesViewModel;
import loupe.app.privacy.PrivacyPane;
import loupe.app.privacy.PrivacyViewModel;
import loupe.app.query.QueryPane;
import loupe.app.query.QueryViewModel;
import loupe.app.retention.RetentionPane;
import loupe.app.retention.RetentionViewModel;
import loupe.app.sending.OutgoingPane;
import loupe.app.sending.OutgoingViewModel;
import loupe.app.sending.SendPane;
import loupe.review.retrieving.Retrieved;

/// The pages of the office and of the hospital's network: way back, retention, privacy; query, nodes, what was sent.
///
/// @param desk the workplace they are about
/// @param shower shows a page
/// @param sheets where a page asks
/// @param files asks for a file
/// @param open opens a study by its UID
/// @param changed told when studies came in or were sent
/// @param analysing told of what was fetched and is to be analysed
/// @param back leads to the list of studies
record OfficePages(
        Desk desk, Shower shower, Sheets sheets, NodeForm.Files files, Consumer<String> open, Runnable changed,
        Consumer<Retrieved> analysing, Runnable back) {
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

    void query() {
        QueryViewModel model = desk.query(changed, analysing);
        QueryPane pane = new QueryPane(model, open, this::nodes, back);
        shower.show(pane, pane.first(), pane::leave);
        model.refresh();
    }

    void nodes() {
        NodesViewModel model = desk.nodes();
        NodesPane pane = new NodesPane(
                model, (title, text, yes, does) -> sheets.ask(new Sheets.Question(title, text, yes), does), files, back);
        shower.show(pane, pane.first(), pane::leave);
        model.refresh();
    }

    private OutgoingViewModel outgoing() {
        OutgoingViewModel model = desk.outgoing(changed);
        OutgoingPane pane = new OutgoingPane(model, desk.browser()::number, open, back);
        shower.show(pane, pane.first(), () -> {});
        model.refresh();
        return model;
    }

    /// What was sent.
    void sent() {
        outgoing();
    }

    /// Asks where results go, and shows what becomes of them.
    void send(List<String> studies) {
        OutgoingViewModel asked = desk.outgoing(changed);
        SendPane pane = new SendPane(
                asked, studies, (node, reason) -> {
                    sheets.close();
                    outgoing().send(studies, node, reason);
                }, sheets::close);
        sheets.show(pane, pane.first());
        asked.refresh();
    }
}
