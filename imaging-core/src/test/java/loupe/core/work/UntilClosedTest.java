package loupe.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Work that ends with whoever asked for it.
class UntilClosedTest {
    @Test
    void goes_on_until_it_is_closed() {
        UntilClosed context = new UntilClosed();
        context.checkCancelled();
        context.close();
        assertThatThrownBy(context::checkCancelled).isInstanceOf(CancelledException.class);
    }

    @Test
    void interrupts_each_native_call_once_and_none_that_has_ended() {
        UntilClosed context = new UntilClosed();
        AtomicInteger under = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        context.onCancel(under::incrementAndGet);
        context.onCancel(ended::incrementAndGet).close();
        context.close();
        context.close();
        assertThat(under).hasValue(1);
        assertThat(ended).hasValue(0);
        context.onCancel(ended::incrementAndGet);
        assertThat(ended).hasValue(1);
    }
}
