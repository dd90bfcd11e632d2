package loupe.app.cli.shared;

import java.io.IOException;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import picocli.CommandLine.Parameters;

/// The study a command works on.
public final class StudyArgument {
    @Parameters(
            index = "0",
            paramLabel = "STUDY",
            description = "number from `loupe list`, pseudonym, or the study's UID or its beginning")
    String word = "";

    public StudySummary in(Workplace w) throws IOException {
        return w.worklist().find(word);
    }
}
