package loupe.store.index;

import java.time.Instant;
import java.util.Optional;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.fault.StoreException;

/// The encoding of a study's summary row, version 2. A row of version 1 says neither how urgent a study is nor who reads it; it is
/// read as not rated and in nobody's hand, and becomes version 2 when the study changes next.
public final class SummaryCoding {
    private static final int FIRST = 1;
    private static final int FORMAT = 2;

    private SummaryCoding() {}

    /// Encodes a summary.
    public static byte[] write(StudySummary s) {
        return new ByteSink()
                .u8(FORMAT)
                .text(s.studyUid())
                .text(s.patientPseudonym())
                .text(s.sex())
                .text(s.age())
                .text(s.studyDate())
                .text(s.description())
                .text(s.modalities())
                .i32(s.seriesCount())
                .i32(s.instanceCount())
                .text(s.state().name())
                .i32(s.findingCount())
                .u8(s.urgency().level().code())
                .i32(s.urgency().findings())
                .text(s.claim().map(StudyClaim::by).orElse(""))
                .i64(s.claim().map(c -> c.since().toEpochMilli()).orElse(0L))
                .toBytes();
    }

    /// Decodes a summary.
    public static StudySummary read(byte[] bytes) throws StoreException {
        ByteSource in = new ByteSource(bytes);
        int format = in.u8();
        if (format < FIRST || format > FORMAT) {
            throw new StoreException(
                    StoreException.Kind.UNKNOWN_FORMAT, "A study was stored by another version of the program.");
        }
        StudySummary first = new StudySummary(
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.i32(),
                in.i32(),
                StudyState.valueOf(in.text()),
                in.i32());
        return format == FIRST ? first : second(first, in);
    }

    private static StudySummary second(StudySummary s, ByteSource in) throws StoreException {
        Urgency urgency = new Urgency(Urgency.Level.of(in.u8()), in.i32());
        String reader = in.text();
        Instant since = Instant.ofEpochMilli(in.i64());
        return s.with(s.findingCount(), urgency)
                .with(reader.isEmpty() ? Optional.empty() : Optional.of(new StudyClaim(reader, since)));
    }
}
