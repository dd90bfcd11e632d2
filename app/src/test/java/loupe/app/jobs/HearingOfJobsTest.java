package loupe.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import javafx.stage.Stage;
import loupe.app.shell.WindowRobot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Whoever listens to the jobs hears of them for as long as the jobs are there, whatever the collector took meanwhile.
@ExtendWith(WindowRobot.class)
@Tag("display")
class HearingOfJobsTest {
    @Start
    void start(Stage stage) {
        // The toolkit is all that is needed.
    }

    @Test
    void a_listener_hears_of_a_job_after_a_collection() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (JobsViewModel jobs = new JobsViewModel(Clock.systemUTC())) {
            jobs.lines().addListener((ListChangeListener<JobsViewModel.Line>) change -> heard.incrementAndGet());
            collected();
            CountDownLatch may = new CountDownLatch(1);
            jobs.start("Work", context -> may.await(10, TimeUnit.SECONDS), done -> {}, fault -> {});
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> heard.get() > 0);
            may.countDown();
        }
        assertThat(heard).hasPositiveValue();
    }

    /// Returns once something that nobody holds is gone.
    private static void collected() {
        WeakReference<Object> nobodys = new WeakReference<>(new Object());
        while (nobodys.get() != null) {
            System.gc();
        }
    }
}
