package loupe.app.reading;

import java.util.Optional;
import java.util.OptionalDouble;
import loupe.app.viewer.ShownSeries;

/// How fast cine runs when it is started: a clip as its file says, the first time; everything else as a person had it last.
public final class ClipPace {
    private Optional<ShownSeries> played = Optional.empty();
    private Optional<CineRun> usual = Optional.empty();

    /// The run to start with.
    ///
    /// @param run as it would be
    /// @param rate images a second as the file wants them; empty for what is no clip
    public CineRun start(CineRun run, ShownSeries series, OptionalDouble rate) {
        if (played.filter(series::equals).isPresent()) {
            return run;
        }
        played = Optional.of(series);
        if (rate.isPresent()) {
            usual = usual.or(() -> Optional.of(run));
            return run.asFast(rate.getAsDouble());
        }
        CineRun back = usual.orElse(run);
        usual = Optional.empty();
        return back;
    }
}
