package loupe.app.reading;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.look.Fusion;
import loupe.app.viewer.look.UpperSeries;
import loupe.core.study.Stack;

/// Which series can be laid over another: slices of one study on one frame of reference, which the files name.
public final class FusionChoice {
    private FusionChoice() {}

    /// What comes of a wish for the next series above.
    public sealed interface Next {
        /// This one.
        record Above(Fusion fusion) implements Next {}

        /// None any more, after the last one.
        record Alone() implements Next {}

        /// None can be.
        ///
        /// @param why a sentence for the person
        record Refused(String why) implements Next {}
    }

    /// The series after the one that lies above now.
    ///
    /// @param base what the view shows
    /// @param all series of the study
    /// @param now what lies above it
    public static Next next(ShownSeries base, List<ShownSeries> all, Optional<Fusion> now) {
        return next(base, all, List.of(), now);
    }

    /// The same where maps can be laid over it too, after all series; a map's own series is not offered beside it.
    ///
    /// @param maps quantities of maps that came along
    public static Next next(ShownSeries base, List<ShownSeries> all, List<UpperSeries> maps, Optional<Fusion> now) {
        Optional<Stack> below = base.source().filter(s -> !s.isFilm());
        if (below.isEmpty()) {
            return new Next.Refused(say("A series can be laid over slices and planes of the patient; this picture is none."));
        }
        String frame = below.get().grid().frameOfReferenceUid();
        if (frame.isEmpty()) {
            return new Next.Refused(
                    say("The file names no frame of reference for this series, so nothing is known to lie in its place."));
        }
        List<UpperSeries> others = others(base, all, maps);
        List<UpperSeries> fit = others.stream().filter(s -> frame(s).equals(frame)).toList();
        if (fit.isEmpty()) {
            return new Next.Refused(others.isEmpty()
                    ? say("The study has no other series of slices to lay over this one.")
                    : say("The study's other series lie in another frame of reference: they cannot be laid over this one."));
        }
        int at = now.map(f -> fit.indexOf(f.upper())).orElse(-1);
        return at + 1 < fit.size() ? new Next.Above(Fusion.of(fit.get(at + 1))) : new Next.Alone();
    }

    private static List<UpperSeries> others(ShownSeries base, List<ShownSeries> all, List<UpperSeries> maps) {
        Set<String> mapped = maps.stream().map(UpperSeries::seriesUid).collect(Collectors.toSet());
        List<UpperSeries> out = new ArrayList<>(all.stream()
                .filter(s -> !s.isOf(base) && !mapped.contains(s.seriesUid()) && s.stack().filter(FusionChoice::isVolume).isPresent())
                .map(FusionChoice::upper)
                .toList());
        maps.stream().filter(m -> !m.seriesUid().equals(base.seriesUid())).forEach(out::add);
        return out;
    }

    private static UpperSeries upper(ShownSeries s) {
        return new UpperSeries(s.seriesUid(), s.title(), s.stack().orElseThrow());
    }

    private static boolean isVolume(Stack s) {
        return !s.isFilm() && s.slices().size() > 1;
    }

    private static String frame(UpperSeries s) {
        return s.stack().grid().frameOfReferenceUid();
    }
}
