package loupe.review.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.SourceInstance;
import loupe.deid.pixel.SeriesScreen;
import org.jspecify.annotations.Nullable;

/// Gathers arrivals into runs of slices.
final class RunBuilder {
    private final List<Run.Arrived> open = new ArrayList<>();
    private final To to;
    private @Nullable SourceInstance before;
    private @Nullable SourceInstance last;

    /// Takes what is gathered.
    @FunctionalInterface
    interface To {
        void take(Run run) throws IOException;
    }

    RunBuilder(To to) {
        this.to = to;
    }

    void add(Run.Arrived arrived) throws IOException {
        SourceInstance slice = slice(arrived.arrival());
        SourceInstance previous = last;
        boolean follows = slice != null
                && previous != null
                && Unforeseen.guard(() -> SeriesScreen.together(previous, slice), fault -> false);
        if (!follows || open.size() == SeriesScreen.MOST) {
            flush();
            before = follows ? previous : null;
        }
        open.add(arrived);
        last = slice;
    }

    private static @Nullable SourceInstance slice(Arrival arrival) throws IOException {
        if (!(arrival instanceof Arrival.Instance i)) {
            return null;
        }
        return Unforeseen.guard(() -> SeriesScreen.takes(i.source()), fault -> false) ? i.source() : null;
    }

    void flush() throws IOException {
        if (!open.isEmpty()) {
            to.take(new Run(open, Optional.ofNullable(before)));
            open.clear();
        }
    }
}
