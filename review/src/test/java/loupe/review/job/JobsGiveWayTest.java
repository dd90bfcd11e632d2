package loupe.review.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.core.environment.ThreadNiceness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class JobsGiveWayTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_job_gives_way_to_the_window() throws Exception {
        try (JobRunner runner = new JobRunner(1, jobs -> {})) {
            int niceness = runner.start("a job", job -> niceness()).result().get();

            assertThat(niceness).isGreaterThanOrEqualTo(ThreadNiceness.BACKGROUND);
        }
    }

    /// The 19th field of proc_pid_stat(5), counted from the state, which follows the name in parentheses.
    private static int niceness() throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }
}
