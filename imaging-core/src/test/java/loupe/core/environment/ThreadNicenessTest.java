package loupe.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThreadNicenessTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_thread_that_gives_way_is_nicer_and_so_are_those_it_begins_but_no_other() throws Exception {
        int here = niceness();
        FutureTask<int[]> task = new FutureTask<>(() -> {
            ThreadNiceness.giveWay();
            FutureTask<Integer> child = new FutureTask<>(ThreadNicenessTest::niceness);
            Thread.ofPlatform().start(child);
            return new int[] {niceness(), child.get()};
        });
        Thread.ofPlatform().start(task);

        assertThat(task.get()).containsExactly(Math.max(here, ThreadNiceness.BACKGROUND), Math.max(here, ThreadNiceness.BACKGROUND));
        assertThat(niceness()).isEqualTo(here);
    }

    /// The 19th field of proc_pid_stat(5), counted from the state, which follows the name in parentheses.
    private static int niceness() throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }
}
