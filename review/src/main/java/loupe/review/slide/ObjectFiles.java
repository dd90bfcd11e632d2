package loupe.review.slide;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.SlideFeature;
import loupe.core.slide.geojson.GeoJsonReader;
import loupe.core.slide.geojson.GeoJsonWriter;
import loupe.review.ReviewException;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.ReviewState;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;

/// Objects of a slide into files and out of them.
public final class ObjectFiles {
    private static final String SOFTWARE = "Loupe";
    private static final int MOST_REASONS = 5;
    private static final int LONGEST_WORD = 64;

    private ObjectFiles() {}

    /// What a file brought.
    ///
    /// @param features what comes in
    /// @param refused how many do not
    /// @param reasons why, of the first few
    /// @param left how many names and notes were left behind: they are free text, and may say who somebody is
    public record Taken(List<SlideFeature> features, int refused, List<String> reasons, int left) {
        /// Copies the lists.
        public Taken {
            features = List.copyOf(features);
            reasons = List.copyOf(reasons);
        }

        /// In a sentence or two.
        public String words() {
            String out = String.format(Locale.ROOT, "%,d objects came in.", features.size());
            if (refused > 0) {
                out += String.format(Locale.ROOT, " %,d did not: %s%s.", refused, String.join("; ", reasons),
                        refused > reasons.size() ? "; …" : "");
            }
            return left == 0 ? out : out + " Names and notes of " + left + " were left behind.";
        }
    }

    /// Reads objects from GeoJSON, packed with gzip or not, or from a DICOM file of annotations (`.dcm`) of this slide. Shape, class,
    /// type, colour, measurements and nuclei come in; names and metadata do not.
    ///
    /// @param slide the slide they are brought onto
    /// @throws IOException if the file is none or cannot be read
    public static Taken read(Path file, StudySlide slide) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".dcm")) {
            ObjectAnnotations.Came came = ObjectAnnotations.read(DicomReader.usual().read(file).data(), slide.finest());
            return new Taken(came.features().stream().map(ObjectFiles::plain).toList(), came.notes().size(), came.notes(), 0);
        }
        return json(file);
    }

    private static Taken json(Path file) throws IOException {
        List<SlideFeature> features = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        int[] counts = new int[2];
        try (InputStream in = Files.newInputStream(file)) {
            GeoJsonReader.read(in,
                    f -> {
                        SlideFeature plain = plain(f);
                        counts[1] += plain.extras().equals(f.extras()) ? 0 : 1;
                        features.add(plain);
                    },
                    r -> {
                        counts[0]++;
                        if (reasons.size() < MOST_REASONS) {
                            reasons.add("object " + r.number() + ": " + r.reason());
                        }
                    });
        }
        return new Taken(features, counts[0], reasons, counts[1]);
    }

    private static SlideFeature plain(SlideFeature f) {
        SlideFeature.Extras e = f.extras();
        Map<String, Double> numbers = new TreeMap<>();
        f.measurements().forEach((k, v) -> numbers.put(cut(k), v));
        return new SlideFeature(f.id(), f.type(), f.outline(), cut(f.classification()), numbers,
                new SlideFeature.Extras("", e.colour(), e.locked(), e.missing(), Map.of(), e.nucleus()));
    }

    private static String cut(String word) {
        String plain = word.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > LONGEST_WORD ? plain.substring(0, LONGEST_WORD) : plain;
    }

    /// Writes objects as GeoJSON; whole or not at all. The export is logged.
    ///
    /// @param store as the account at work may see it
    /// @param file packed with gzip if its name ends in `.gz`
    /// @return how many were written
    /// @throws IOException if the account may not export, or the file cannot be written
    public static int write(Store store, String studyUid, FeatureLayer layer, Path file) throws IOException {
        permit(store, studyUid);
        int[] n = new int[1];
        whole(file, part -> {
            n[0] = written(layer, part, file.toString().endsWith(".gz"));
            store.log(AuditEntry.of(AuditEvent.EXPORTED, n[0] + " objects of a slide", studyUid));
        });
        return n[0];
    }

    private static void permit(Store store, String studyUid) throws IOException {
        store.authorize(Permission.EXPORT, studyUid);
        new Consents(store).require(studyUid, Purpose.CARE);
    }

    private interface Writing {
        /// Writes to a file beside the one wanted, and logs: nothing leaves before the log has it.
        void to(Path part) throws IOException;
    }

    private static void whole(Path file, Writing writing) throws IOException {
        Path parent = Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElseThrow(() -> new ReviewException("this is no place for a file"));
        Path part = Files.createTempFile(parent, ".objects", ".part");
        try {
            writing.to(part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Writes objects as a DICOM object (Microscopy Bulk Simple Annotations); whole or not at all. The export is logged.
    ///
    /// @param store as the account at work may see it
    /// @return what was written, in words
    /// @throws IOException if the account may not export, nothing stands, or the file cannot be written
    public static String annotations(Store store, String studyUid, StudySlide slide, FeatureLayer layer, Path file)
            throws IOException {
        permit(store, studyUid);
        ObjectAnnotations.Made made = made(slide, layer);
        whole(file, part -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                DicomWriter.writeFile(made.object(), TransferSyntax.EXPLICIT_LE, out);
            }
            store.log(AuditEntry.of(AuditEvent.EXPORTED, made.objects() + " objects of a slide (ANN)", studyUid));
        });
        return made.objects() + " annotations" + (made.holes() == 0 ? "" : ", holes of " + made.holes() + " areas left out");
    }

    private static ObjectAnnotations.Made made(StudySlide slide, FeatureLayer layer) throws DicomException {
        // The study's own time line: the moment of the images, as the door left it.
        return ObjectAnnotations.of(layer, slide.finest(), moment(slide), SOFTWARE);
    }

    /// The objects of a study's slides as a review has them, an object a slide, made in memory: only of slides where models found
    /// something or readers added or changed something.
    ///
    /// @param store as the account at work may see it; whether the study may leave is the caller's to ask
    /// @throws IOException if a record is damaged
    public static List<DataSet> annotations(Store store, String studyUid, StudyImages images, ReviewState state) throws IOException {
        List<DataSet> out = new ArrayList<>();
        for (StudySlide slide : StudySlide.of(images)) {
            Optional<FeatureLayer> layer = SlideObjects.read(store, studyUid, images, slide).result(state);
            if (layer.isPresent()) {
                out.add(made(slide, layer.get()).object());
            }
        }
        return out;
    }

    private static LocalDateTime moment(StudySlide slide) {
        String date = slide.finest().string(Tag.StudyDate, "");
        try {
            return LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE).atTime(12, 0);
        } catch (DateTimeException e) {
            return LocalDate.EPOCH.atTime(12, 0);
        }
    }

    private static int written(FeatureLayer layer, Path to, boolean packed) throws IOException {
        int[] n = new int[1];
        IOException[] fault = new IOException[1];
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16);
                GeoJsonWriter out = new GeoJsonWriter(packed ? new GZIPOutputStream(file) : file)) {
            layer.each(s -> {
                try {
                    if (fault[0] == null) {
                        out.write(s.feature());
                        n[0]++;
                    }
                } catch (IOException e) {
                    fault[0] = e;
                }
            });
        }
        if (fault[0] != null) {
            throw fault[0];
        }
        return n[0];
    }
}
