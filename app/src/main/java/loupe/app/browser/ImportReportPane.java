package loupe.app.browser;

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
        Label title = new Label(report.imported() + " of " + report.files() + " files imported");
        title.getStyleClass().add("card-title");
        Label more = new Label(text(report));
        more.getStyleClass().add("quiet");
        more.setWrapText(true);
        getChildren().addAll(title, more);
        if (!report.refused().isEmpty()) {
            ListView<String> refused = new ListView<>();
            refused.setId("refused");
            refused.setAccessibleText("Refused files");
            report.refused().forEach(r -> refused.getItems().add(r.path() + " — " + r.sentence()));
            refused.setPrefHeight(260);
            getChildren().add(refused);
        }
        Button ok = new Button("Close");
        ok.setId("import-report-close");
        ok.setDefaultButton(true);
        ok.setOnAction(e -> close.run());
        getChildren().add(ok);
    }

    private static String text(ImportReport r) {
        String directories = r.directories().isEmpty()
                ? ""
                : " Of the files " + r.directories().size() + " are DICOMDIRs: what they list is imported by itself.";
        return r.alreadyThere() + " were there already, " + r.refused().size() + " were refused. Identity was removed from "
                + "every file; " + r.boxesBlackedOut() + " text areas in pixels were blacked out." + directories;
    }
}
