package loupe.app.first;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import javafx.print.PrinterJob;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Window;

/// The recovery key on paper, or in a text file that is to be printed elsewhere. Both are the person's own act.
final class RecoveryPaper {
    private static final String FILE = "loupe-recovery-key.txt";
    private static final double PRINTED_POINTS = 13;

    private RecoveryPaper() {}

    private static String words(String printed) {
        return say("Recovery key of a Loupe store\n\n{0}\n\nIt opens the store where a passphrase is lost, and on another "
                + "machine.\nLock it away. Not beside the machine; not in a photo or a mail.\n", printed);
    }

    /// Writes it where nothing stands under that name; only its owner may read it.
    ///
    /// @return what is said
    static String save(String printed, Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
            Files.write(file, words(printed).getBytes(StandardCharsets.UTF_8), StandardOpenOption.TRUNCATE_EXISTING);
            return say("Written to {0}. Take it away from this machine, then delete it here.", FILE);
        } catch (FileAlreadyExistsException e) {
            return say("{0} is there already, perhaps of another store; choose another folder.", FILE);
        } catch (IOException e) {
            return say("The file cannot be written there; choose another folder, or write the key down.");
        }
    }

    /// Prints it, after the system's own dialog.
    ///
    /// @return what is said
    static String print(String printed, Window owner) {
        PrinterJob job = PrinterJob.createPrinterJob();
        if (job == null) {
            return say("No printer answers; write the key down, or save it as a text file.");
        }
        if (!job.showPrintDialog(owner)) {
            return "";
        }
        Text page = new Text(words(printed));
        page.setFont(Font.font("Monospaced", PRINTED_POINTS));
        page.setTranslateY(2 * PRINTED_POINTS);
        boolean well = job.printPage(page) && job.endJob();
        return well ? say("Sent to the printer.") : say("It could not be printed; write the key down, or save it as a text file.");
    }
}
