package loupe.review.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import loupe.core.finding.FindingId;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.edit.FirstOpinion;
import loupe.review.report.ReportBook;
import loupe.review.session.ReviewSession;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AI-5: who reads blind first sees no report before the first opinion, and no word of the log on one.
class ReportBehindTheGateTest {
    private static final JobContext JOB = JobContext.unattended();

    @TempDir Path folder;
    private BlindSite site;
    private String study;

    @BeforeEach
    void a_study() throws IOException {
        site = new BlindSite(folder);
        study = site.study();
        site.found(study, 1);
        site.wantBlind();
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private ReportBook book() {
        BlindReading blind = new BlindReading(site.store());
        return new ReportBook(new ReadersStore(site.store(), blind), blind::requireCommitted);
    }

    @Test
    void there_is_none_before_the_first_opinion() throws IOException {
        assertThatThrownBy(() -> book().of(study, JOB)).isInstanceOf(ReviewException.class).hasMessage(BlindReading.FIRST);
        assertThatThrownBy(() -> book().keep(study, List.of(), JOB)).isInstanceOf(ReviewException.class);
        ReviewSession review = ReviewSession.open(new BlindReading(site.store()), BlindSite.NOON, BlindSite.FIRST, study);
        review.commit(FirstOpinion.Assessment.NO_FINDING);
        review.accept(new FindingId("F1"));
        assertThat(book().of(study, JOB).rows()).hasSize(1);
    }

    @Test
    void another_readers_report_is_as_hidden_as_their_decisions() throws IOException {
        ReviewSession review = ReviewSession.open(new BlindReading(site.store()), BlindSite.NOON, BlindSite.FIRST, study);
        review.commit(FirstOpinion.Assessment.NO_FINDING);
        review.accept(new FindingId("F1"));
        book().keep(study, List.of(), JOB);
        site.come(BlindSite.SECOND);
        assertThatThrownBy(() -> book().of(study, JOB)).hasMessage(BlindReading.FIRST);
        assertThat(site.seen().records(study)).isEmpty();
        site.come(BlindSite.FIRST);
        assertThat(site.store().events(0, 1000)).extracting(LoggedEvent::detail).anyMatch(d -> d.contains("as drafted"));
    }

    @Test
    void who_decides_nothing_may_read_and_not_keep() throws IOException {
        site.come(BlindSite.QA);
        assertThat(book().of(study, JOB).undecided()).isEqualTo(1);
        assertThatThrownBy(() -> book().keep(study, List.of(), JOB)).isInstanceOf(StoreException.class);
    }
}
