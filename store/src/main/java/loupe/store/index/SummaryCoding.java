package loupe.store.index;

import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.fault.StoreException;

/// The encoding of a study's summary row, version 1.
public final class SummaryCoding {
    private static final int FORMAT = 1;

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
                .toBytes();
    }

    /// Decodes a summary.
    public static StudySummary read(byte[] bytes) throws StoreException {
        ByteSource in = new ByteSource(bytes);
        if (in.u8() != FORMAT) {
            throw new StoreException(
                    StoreException.Kind.UNKNOWN_FORMAT, "A study was stored by another version of the program.");
        }
        return new StudySummary(
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
    }
}
