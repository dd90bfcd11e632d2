package loupe.app.browser;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import loupe.review.importing.ImportReport;

/// What an import did; every refused file with its reason.
public final class ImportReportPane extends VBox {
    /// @param report what was done
    /// @param close puts it away
    public ImportReportPane(ImportReport report, Runnable close) {
        setId("import-report");
        getStyleClass().add("sheet");
        Label title = new Label(say("{0} of {1} files imported", report.imported(), report.files()));
        title.getStyleClass().add("card-title");
        Label more = new Label(text(report));
        more.getStyleClass().add("quiet");
        more.setWrapText(true);
        getChildren().addAll(title, more);
        if (!report.refused().isEmpty()) {
            ListView<String> refused = new ListView<>();
            refused.setId("refused");
            refused.setAccessibleText(say("Refused files"));
            report.refused().forEach(r -> refused.getItems().add(r.path() + " — " + told(r.sentence())));
            refused.setPrefHeight(260);
            getChildren().add(refused);
        }
        Button ok = new Button(say("Close"));
        ok.setId("import-report-close");
        ok.setDefaultButton(true);
        ok.setOnAction(e -> close.run());
        getChildren().add(ok);
    }

    private static String text(ImportReport r) {
        String directories = r.directories().isEmpty()
                ? ""
                : say(" Of the files {0} are DICOMDIRs: what they list is imported by itself.", r.directories().size());
        return say("{0} were there already, {1} were refused. Identity was removed from every file; {2} text areas in pixels were "
                + "blacked out.{3}", r.alreadyThere(), r.refused().size(), r.boxesBlackedOut(), directories);
    }
}
