package loupe.review.quality.book;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import loupe.core.digest.Sha256;
import loupe.core.study.StudySummary;
import loupe.store.Store;

/// The name of a study in what is kept of samples: half a digest of its pseudonymous UID. As long as the study is there, its mark finds
/// it; once the study is erased, nothing leads from the mark to it, and scores that stay behind are numbers about nobody.
public final class StudyMark {
    private static final int DIGITS = 32;

    private StudyMark() {}

    /// The mark of a study.
    public static String of(String studyUid) {
        return Sha256.hex(("loupe quality\n" + studyUid).getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    /// The studies that are there, by mark.
    ///
    /// @throws IOException if the store fails
    public static Map<String, StudySummary> studies(Store store) throws IOException {
        Map<String, StudySummary> out = new HashMap<>();
        for (StudySummary s : store.studies()) {
            out.put(of(s.studyUid()), s);
        }
        return out;
    }
}
