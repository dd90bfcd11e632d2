package loupe.app.hanging;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.viewer.PriorLabel;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.picture.ImagePlace;
import loupe.core.encoding.EncodingException;
import loupe.core.study.Series;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.hanging.HangingBook;
import loupe.review.hanging.HangingRules;
import loupe.review.hanging.Prior;
import loupe.review.hanging.Priors;
import loupe.review.hanging.SeriesKind;
import loupe.review.hanging.StudyKind;
import loupe.review.session.StudyImages;
import loupe.store.Store;

/// What must be known of a study to hang it, and where its priors come from. Not for the toolkit's thread but for its values.
///
/// @param store where rules and priors are
/// @param summary the study
/// @param kind what it is; its series in the order they are shown
/// @param rules the reader's rules
/// @param note why the rules could not be read; empty where they were
public record StudyHanging(Store store, StudySummary summary, StudyKind kind, HangingRules rules, String note) {
    private static final int NEWEST = 3;

    /// A prior with its series as they are shown.
    ///
    /// @param prior the prior
    /// @param series its series, in the order of its kind
    public record Shown(Prior prior, List<ShownSeries> series) {
        /// Copies the list.
        public Shown {
            series = List.copyOf(series);
        }
    }

    /// Reads what the study is and the rules of the account at work.
    ///
    /// @param series the study's series as they are shown
    /// @throws IOException if the store fails
    public static StudyHanging read(Store store, StudySummary summary, StudyImages images, List<ShownSeries> series)
            throws IOException {
        StudyKind kind = StudyKind.of(images, kinds(images, series));
        try {
            return new StudyHanging(store, summary, kind, new HangingBook(store).rules(), "");
        } catch (EncodingException e) {
            return new StudyHanging(
                    store, summary, kind, HangingRules.NONE, say("Your hanging rules cannot be read: {0}", String.valueOf(e.getMessage())));
        }
    }

    private static List<SeriesKind> kinds(StudyImages images, List<ShownSeries> shown) throws IOException {
        List<SeriesKind> out = new ArrayList<>();
        for (ShownSeries s : shown) {
            Series of = images.series().stream().filter(o -> o.uid().equals(s.seriesUid())).findFirst().orElseThrow();
            List<String> sops = s.places().stream()
                    .filter(ImagePlace.Stored.class::isInstance)
                    .map(p -> ((ImagePlace.Stored) p).sopInstanceUid())
                    .toList();
            out.add(SeriesKind.of(images, of, s.stack(), sops));
        }
        return out;
    }

    private Priors finder() {
        return new Priors(store, NEWEST, images -> kinds(images, ShownSeries.of(images)));
    }

    /// Finds the priors; the log tells whose headers were read.
    ///
    /// @throws IOException if the store fails
    List<Shown> priors(JobContext job) throws IOException {
        List<Shown> out = new ArrayList<>();
        for (Prior p : finder().of(summary, kind, job)) {
            PriorLabel label = new PriorLabel(p.summary(), p.match().before(), p.match().reason());
            out.add(new Shown(p, ShownSeries.of(p.images(), Optional.of(label))));
        }
        return List.copyOf(out);
    }

    /// Tells the log that somebody looks at a prior.
    ///
    /// @throws IOException if the store fails
    boolean looked(Prior prior) throws IOException {
        finder().looked(prior);
        return true;
    }

    /// Keeps the reader's rules.
    ///
    /// @throws IOException if the store fails, or the account may not
    HangingRules keep(HangingRules next) throws IOException {
        new HangingBook(store).keep(next);
        return next;
    }
}
