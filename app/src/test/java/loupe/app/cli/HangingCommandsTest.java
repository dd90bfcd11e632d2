package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.review.hanging.Arrangement;
import loupe.review.hanging.BodyRegion;
import loupe.review.hanging.ContrastPhase;
import loupe.review.hanging.HangingRule;
import loupe.review.hanging.HungView;
import loupe.review.hanging.Look;
import loupe.review.hanging.ModalityGroup;
import loupe.review.hanging.RuleProtocol;
import loupe.review.hanging.SeriesChoice;
import loupe.review.hanging.SeriesMark;
import loupe.review.hanging.Side;
import loupe.review.hanging.SlicePlane;
import loupe.review.hanging.StudyChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// VIEW-5: hanging protocols come in and go out.
class HangingCommandsTest {
    @TempDir Path folder;

    private static HungView flair(boolean prior) {
        return new HungView(
                new SeriesChoice(
                        ModalityGroup.MR, SlicePlane.AXIAL, ContrastPhase.UNKNOWN, Side.NONE, List.of(SeriesMark.FLAIR), List.of(),
                        SeriesChoice.Thickness.ANY, false),
                prior, Look.USUAL);
    }

    @Test
    void of_one_person_become_the_same_rules_of_another() throws Exception {
        HangingRule rule = new HangingRule(
                new StudyChoice(ModalityGroup.MR, List.of(BodyRegion.BRAIN), Side.NONE, List.of()),
                new Arrangement(1, 2, List.of(flair(false), flair(true)), true, true));
        Path file = folder.resolve("in.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(RuleProtocol.of(rule, "test", "20260102").toDataSet("2.25.7"), TransferSyntax.EXPLICIT_LE, out);
        }
        Loupe one = new Loupe(folder.resolve("one"));
        String sentence = "MR of the brain: 1 × 2 views – axial FLAIR MR; axial FLAIR MR of the newest prior.";
        assertThat(one.process("hanging", "import", file.toString()).out().strip()).isEqualTo(sentence);
        assertThat(one.run("hanging", "export", folder.resolve("out").toString()).exit()).isZero();
        assertThat(one.run("hanging", "export", folder.resolve("out").toString()).exit()).as("nothing is written over").isNotZero();
        Loupe other = new Loupe(folder.resolve("other"));
        assertThat(other.run("hanging", "import", folder.resolve("out/hanging-1.dcm").toString()).exit()).isZero();
        assertThat(other.process("hanging", "list").out().strip()).isEqualTo("1  " + sentence);
        assertThat(other.run("hanging", "import", folder.toString()).exit()).as("a folder is none").isNotZero();
    }
}
