package loupe.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.wiring.Workplace;
import loupe.review.consent.Purpose;
import loupe.review.importing.ImportReport;
import loupe.review.importing.ImportStudies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe import PATH…`.
@Command(name = "import", mixinStandardHelpOptions = true, description = "De-identifies files and folders and stores them.")
final class ImportCommand implements Callable<Integer> {
    private final Session session;

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

    /// What a NIfTI volume may be said to be.
    enum VolumeModality {
        CT,
        MR,
        PT,
        NM,
        OT
    }

    @Option(names = "--keep-identity", description = "also keep, encrypted, who each pseudonym is; needs the identity keeper's role")
    boolean keepIdentity;

    @Option(names = "--json", description = "print the report as JSON")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "DICOM or NIfTI files, archives of them (ZIP, gzip), or folders that hold them")
    List<Path> paths = List.of();

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.openOrCreate()) {
            session.terminal().begin("import");
            ImportReport report = importing(w).volumesAs(volumes.name()).run(paths, session.terminal());
            session.terminal().end();
            report.refused().forEach(r -> session.log().line("import: file " + r.number() + " refused"));
            if (json) {
                session.json(report);
            } else {
                print(report, w);
            }
            return report.refused().isEmpty() && report.waiting().isEmpty() ? 0 : CommandLineApp.FAILED;
        }
    }

    private ImportStudies importing(Workplace w) throws Exception {
        ImportStudies plain = w.importing(purpose, deface);
        return keepIdentity ? plain.keeping(w.identities()) : plain;
    }

    private void print(ImportReport report, Workplace w) throws Exception {
        for (ImportReport.RefusedFile r : report.refused()) {
            session.err().println("loupe: " + r.path() + ": " + r.sentence());
        }
        for (ImportReport.RefusedFile r : report.waiting()) {
            session.err().println("loupe: " + r.path() + ": " + r.sentence() + " See `loupe queue`.");
        }
        session.out().printf(
                "%d files: %d imported, %d already there, %d refused, %d waiting; %d text boxes blacked out%n",
                report.files(),
                report.imported(),
                report.alreadyThere(),
                report.refused().size(),
                report.waiting().size(),
                report.boxesBlackedOut());
        for (String uid : report.studyUids()) {
            w.store().study(uid).ifPresent(s -> Lines.study(session.out(), s));
        }
    }
}
