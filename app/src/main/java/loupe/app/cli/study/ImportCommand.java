package loupe.app.cli.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.models.AnalysisLines;
import loupe.app.cli.models.AnalyzeOption;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyLines;
import loupe.app.cli.shared.VolumeModality;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.review.consent.Purpose;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.importing.ImportReport;
import loupe.review.importing.ImportStudies;
import loupe.review.intake.KeptPixels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe import PATH…`.
@Command(name = "import", mixinStandardHelpOptions = true, description = "De-identifies files and folders and stores them.")
public final class ImportCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--purpose", paramLabel = "P", description = "CARE (default), QA, RESEARCH or TRAINING")
    Purpose purpose = Purpose.CARE;

    @Option(names = "--deface", description = "take the face out of head CT and MR series")
    boolean deface;

    @Option(
            names = "--volumes-as",
            paramLabel = "MODALITY",
            description = "what made the NIfTI volumes among the files: CT, MR, PT, NM or OT (default)")
    VolumeModality volumes = VolumeModality.OT;

    @Option(
            names = "--keep-pixels",
            paramLabel = "SERIES:BOX",
            description = "a place (column,row,width,height) of a series, by its UID, that a person says is anatomy: it is"
                    + " not blacked out; may be given more than once")
    List<String> keepPixels = List.of();

    @Option(names = "--keep-identity", description = "also keep, encrypted, who each pseudonym is; needs the identity keeper's role")
    boolean keepIdentity;

    @Mixin
    AnalyzeOption analyze = new AnalyzeOption();

    @Option(names = "--json", description = "print the report as JSON")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "DICOM or NIfTI files, archives of them (ZIP, gzip), or folders that hold them")
    List<Path> paths = List.of();

    public ImportCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.openOrCreate()) {
            boolean analysed = analyze.asked(session, w);
            session.terminal().begin("import");
            ImportReport report = importing(w).volumesAs(volumes.name()).run(paths, session.terminal());
            session.terminal().end();
            report.refused().forEach(r -> session.log().line("import: file " + r.number() + " refused"));
            if (!json) {
                print(report);
            }
            Optional<ArrivalAnalysis> analysis = AnalyzeOption.run(
                    analysed, session, w, purpose, report.studyUids(), report.grownSeries());
            if (json) {
                session.json(analysis.isPresent() ? AnalysedImport.of(report, analysis.get()) : report);
            } else {
                print(report, analysis, w);
            }
            return exit(report, analysis);
        }
    }

    public static int exit(ImportReport report, Optional<ArrivalAnalysis> analysis) {
        if (analysis.isPresent() && analysis.get().cancelled()) {
            return ExitCode.INTERRUPTED;
        }
        boolean failed = analysis.isPresent() && analysis.get().count(ArrivalAnalysis.State.FAILED) > 0;
        return failed || !report.refused().isEmpty() || !report.waiting().isEmpty() ? ExitCode.FAILED : 0;
    }

    private ImportStudies importing(Workplace w) throws Exception {
        ImportStudies plain = w.importing(purpose, deface).keepingPixels(KeptPixels.of(keepPixels));
        return keepIdentity ? plain.keeping(w.identities()) : plain;
    }

    private void print(ImportReport report) {
        for (ImportReport.RefusedFile r : report.refused()) {
            session.err().println("loupe: " + r.path() + ": " + r.sentence());
        }
        for (ImportReport.RefusedFile r : report.waiting()) {
            session.err().println("loupe: " + r.path() + ": " + r.sentence() + " See `loupe queue`.");
        }
        for (ImportReport.RefusedFile r : report.directories()) {
            session.err().println("loupe: " + r.path() + ": " + r.sentence());
        }
        session.out().printf(
                "%d files: %d imported, %d already there, %d refused, %d waiting; %d text boxes blacked out%n",
                report.files(),
                report.imported(),
                report.alreadyThere(),
                report.refused().size(),
                report.waiting().size(),
                report.boxesBlackedOut());
    }

    private void print(ImportReport report, Optional<ArrivalAnalysis> analysis, Workplace w) throws Exception {
        if (analysis.isPresent()) {
            new AnalysisLines(session).arrivals(analysis.get(), w.store().studies());
        }
        for (String uid : report.studyUids()) {
            w.store().study(uid).ifPresent(s -> StudyLines.study(session.out(), s));
        }
    }
}
