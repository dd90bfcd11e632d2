package loupe.core.segment.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

class SizeOrderTest {
    @Test
    void sizes_small_and_large_come_the_greatest_first_of_equal_ones_the_first() {
        SplittableRandom random = new SplittableRandom(1);
        long[] sizes = LongStream.generate(() -> random.nextInt(4) == 0 ? random.nextLong(250, 270) * (random.nextInt(3) + 1) : random.nextLong(0, 5))
                .limit(3000)
                .toArray();
        int[] want = IntStream.range(0, sizes.length)
                .filter(i -> sizes[i] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -sizes[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(SizeOrder.largestFirst(sizes, JobContext.unattended())).isEqualTo(want);
        assertThat(SizeOrder.largestFirst(new long[3], JobContext.unattended())).isEmpty();
    }
}
