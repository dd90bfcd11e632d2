package loupe.review.edit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;
import loupe.core.measure.Annotation;

/// What a reader thought of a study before anything a program or another reader said of it was shown to them. A record: it is
/// never changed, whatever becomes of the drawings in it.
///
/// @param by account name of the reader
/// @param at when it was committed, UTC
/// @param assessment the reader's answer
/// @param drawings what the reader had drawn by then, as it was
/// @param unseen whether the reader had decided on nothing of this study before; else it is none of a first read
/// @param segments segments of the reader's own, as they were by then; records written before there were such have none
public record FirstOpinion(
        String by, Instant at, Assessment assessment, List<Annotation> drawings, boolean unseen, List<DrawnSegment> segments) {
    private static final String TYPE = "first-opinion";
    /// 2: segments of the reader's own are in it.
    private static final int VERSION = 2;

    /// A reader's answer.
    public enum Assessment {
        /// Nothing to report.
        NO_FINDING("no finding"),
        /// There is something, and it is drawn.
        FINDING("finding"),
        /// The reader cannot say.
        UNSURE("unsure");

        private final String words;

        Assessment(String words) {
            this.words = words;
        }

        /// As it is shown.
        public String words() {
            return words;
        }
    }

    /// Copies the lists.
    public FirstOpinion {
        drawings = List.copyOf(drawings);
        segments = segments == null ? List.of() : List.copyOf(segments);
    }

    /// As it is kept.
    public byte[] encoded() {
        return Encoding.encode(TYPE, VERSION, this);
    }

    /// One that was kept.
    ///
    /// @throws EncodingException if it is damaged or newer than this program
    public static FirstOpinion decoded(byte[] kept) throws EncodingException {
        return Encoding.decode(kept, TYPE, VERSION, FirstOpinion.class);
    }

    /// The drawings that are findings; the others are measurements.
    public List<Annotation> findings() {
        return drawings.stream().filter(a -> a.missed().isPresent()).toList();
    }

    /// The segments that are findings; the others are empty or organs.
    public List<DrawnSegment> outlined() {
        return segments.stream().filter(DrawnSegment::pointsAtSomething).toList();
    }

    /// Whether the reader marked any finding.
    public boolean marksAny() {
        return !findings().isEmpty() || !outlined().isEmpty();
    }

    /// Ids of the drawings that are findings.
    public Set<String> findingIds() {
        return findings().stream().map(Annotation::id).collect(Collectors.toUnmodifiableSet());
    }
}
