package loupe.store.db;

import java.util.List;

/// Names of a study's three keys, which follow from the study's random name.
public final class StudyKeys {
    private StudyKeys() {}

    /// Of headers, pixels and the line in the list.
    public static RowId images(RowId study) {
        return study;
    }

    /// Of predictions, decisions, masks and seals.
    public static RowId findings(RowId study) {
        return new RowId(study.high(), study.low() ^ 1);
    }

    /// Of what the log says about the study.
    public static RowId notes(RowId study) {
        return new RowId(study.high(), study.low() ^ 2);
    }

    /// All three.
    public static List<RowId> all(RowId study) {
        return List.of(images(study), findings(study), notes(study));
    }
}
