package loupe.review.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import loupe.review.hanging.StudyKind;

/// The templates that come with the program, the more special first.
final class ReportTemplates {
    private static final String FILE = "templates.json";
    private static final int FORMAT = 1;

    private final List<ReportTemplate> all;

    private ReportTemplates(List<ReportTemplate> all) {
        this.all = List.copyOf(all);
    }

    /// The file as it is written.
    private record Content(int format, List<ReportTemplate> templates) {}

    /// Those of the data file.
    static ReportTemplates builtIn() {
        try (InputStream in = ReportTemplates.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            Content read = JsonMapper.builder().build().readValue(in, Content.class);
            if (read.format != FORMAT) {
                throw new IllegalStateException(FILE + " has an unknown format: " + read.format);
            }
            return new ReportTemplates(read.templates);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ReportTemplate> all() {
        return all;
    }

    /// The first that is for a study; the last is for every one.
    ReportTemplate of(StudyKind kind) {
        return all.stream().filter(t -> t.fits(kind)).findFirst().orElseThrow();
    }
}
