package loupe.review.detecting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import loupe.core.dicom.DicomException;
import loupe.core.encoding.EncodingException;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.review.ReviewException;
import loupe.review.importing.ImportReport;
import loupe.store.Store;
import loupe.store.fault.StoreException;

/// Runs models on what an import brought. A study on which that fails stops neither the others nor undoes the import.
public final class AnalyzeArrivals {
    private final Store store;
    private final AnalyzeStudy analysis;
    private final Consumer<Throwable> faults;

    /// @param analysis runs models on one study
    /// @param faults keeps what went wrong with a study, for the log
    public AnalyzeArrivals(Store store, AnalyzeStudy analysis, Consumer<Throwable> faults) {
        this.store = store;
        this.analysis = analysis;
        this.faults = faults;
    }

    /// Analyses every study the import touched: new and grown series with every model due, others with those whose present
    /// version has not answered yet. Sealed studies are left as they are.
    ///
    /// @param context progress within each study; cancel ends it with what is done so far
    /// @throws IOException if the list of studies cannot be read
    public ArrivalAnalysis run(ImportReport imported, ModelCatalogue models, JobContext context) throws IOException {
        return run(imported.studyUids(), imported.grownSeries(), models, context);
    }

    /// The same for what came another way.
    ///
    /// @param studies pseudonymous UIDs of the studies that something came for
    /// @param grown pseudonymous UIDs of the series that got images
    /// @param context progress within each study; cancel ends it with what is done so far
    /// @throws IOException if the list of studies cannot be read
    public ArrivalAnalysis run(Set<String> studies, Set<String> grown, ModelCatalogue models, JobContext context) throws IOException {
        List<StudySummary> due = store.studies().stream()
                .filter(s -> studies.contains(s.studyUid()))
                .toList();
        List<ArrivalAnalysis.One> out = new ArrayList<>();
        boolean stopped = false;
        for (int i = 0; i < due.size(); i++) {
            stopped |= context.cancelled();
            ArrivalAnalysis.One one = stopped
                    ? ArrivalAnalysis.One.without(due.get(i).studyUid(), ArrivalAnalysis.State.STOPPED, "")
                    : one(due.get(i), grown, models, new OneOfSeveral(context, i + 1, due.size()));
            stopped |= one.state() == ArrivalAnalysis.State.STOPPED;
            out.add(one);
        }
        return new ArrivalAnalysis(out, stopped);
    }

    private ArrivalAnalysis.One one(StudySummary s, Set<String> grown, ModelCatalogue models, JobContext context) {
        String uid = s.studyUid();
        if (s.state() == StudyState.SEALED) {
            return ArrivalAnalysis.One.without(uid, ArrivalAnalysis.State.SEALED, "");
        }
        try {
            AnalyzeStudy.Analysis a = analysis.runMissing(uid, grown, models, context);
            return new ArrivalAnalysis.One(
                    uid,
                    a.ran().isEmpty() ? ArrivalAnalysis.State.NOTHING_TO_RUN : ArrivalAnalysis.State.ANALYSED,
                    a.ran(), a.refused(), "");
        } catch (CancelledException e) {
            return ArrivalAnalysis.One.without(uid, ArrivalAnalysis.State.STOPPED, "");
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            faults.accept(e);
            return ArrivalAnalysis.One.without(uid, ArrivalAnalysis.State.FAILED, sentence(e));
        }
    }

    private static String sentence(Throwable fault) {
        return switch (fault) {
            case ReviewException e -> String.valueOf(e.getMessage());
            case StoreException e -> String.valueOf(e.getMessage());
            case DicomException e -> String.valueOf(e.getMessage());
            case EncodingException e -> String.valueOf(e.getMessage());
            case IOException e -> "its images cannot be read; run `loupe doctor`";
            case OutOfMemoryError e -> "there is not enough memory for it; close other programs and run `loupe analyze` on it";
            default -> "something went wrong inside the program; run `loupe analyze` on it, details are in the log file";
        };
    }
}
