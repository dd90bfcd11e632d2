package loupe.review.slide;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DerivedUid;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.annotation.AnnotationGroup;
import loupe.core.dicom.annotation.AnnotationReader;
import loupe.core.dicom.annotation.AnnotationWriter;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.digest.Sha256;
import loupe.core.segment.Code;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;

/// Objects of a slide as Microscopy Bulk Simple Annotations and back. Holes, measurements, colours, names and ids have no place there;
/// areas of several parts become an annotation each.
final class ObjectAnnotations {
    private static final int SERIES = 300;
    private static final int LABEL = 64;
    private static final Map<String, Code> KNOWN = Map.of(
            "nuclei", new Code("84640000", "SCT", "Nucleus"), "tissue", new Code("85756007", "SCT", "Tissue"));

    private ObjectAnnotations() {}

    /// An object and what of it could not be said.
    ///
    /// @param object the object
    /// @param objects how many annotations it holds
    /// @param holes how many areas lost their holes
    record Made(DataSet object, int objects, int holes) {}

    /// Makes an object of all that stands.
    ///
    /// @param source header of the finest level
    /// @param at content date and time
    /// @throws DicomException if nothing stands
    static Made of(FeatureLayer layer, DataSet source, LocalDateTime at, String software) throws DicomException {
        record Kind(String label, AnnotationGroup.Generation by, Optional<AnnotationGroup.Algorithm> algorithm, AnnotationGroup.Form form) {}
        Map<Kind, List<FeatureOutline>> kinds = new LinkedHashMap<>();
        int[] holes = new int[1];
        layer.each(s -> {
            SlideFeature f = s.feature();
            boolean found = f.type() != SlideFeature.Type.ANNOTATION && f.type() != SlideFeature.Type.TMA_CORE;
            Optional<AnnotationGroup.Algorithm> by = found ? Optional.of(algorithm(s.set().title())) : Optional.empty();
            AnnotationGroup.Generation generation =
                    found ? AnnotationGroup.Generation.AUTOMATIC : AnnotationGroup.Generation.MANUAL;
            for (FeatureOutline o : single(f.outline())) {
                kinds.computeIfAbsent(new Kind(f.classification(), generation, by, form(o)), k -> new ArrayList<>()).add(o);
            }
            for (double[][] part : f.outline().parts()) {
                holes[0] += part.length > 1 ? 1 : 0;
            }
        });
        if (kinds.isEmpty()) {
            throw new DicomException("there is no object on this slide", -1);
        }
        List<AnnotationGroup> groups = new ArrayList<>();
        kinds.forEach((k, all) -> groups.add(
                new AnnotationGroup(label(k.label), type(k.label), k.by, k.algorithm, k.form, all)));
        int n = groups.stream().mapToInt(g -> g.outlines().size()).sum();
        // One UID never stands for two contents, and the same content keeps its own.
        String seed = source.string(Tag.SOPInstanceUID, "") + "/" + at + "/" + n + "/" + digest(groups);
        DerivedObject object = new DerivedObject(
                source, DerivedUid.of("loupe", "ann", seed), DerivedUid.of("loupe", "ann-series", seed), SERIES,
                "Objects on the slide", at, software);
        return new Made(
                AnnotationWriter.write(object, groups, i -> DerivedUid.of("loupe", "ann-group", seed + "/" + i)), n, holes[0]);
    }

    private static String digest(List<AnnotationGroup> groups) {
        MessageDigest sha = Sha256.begun();
        ByteBuffer number = ByteBuffer.allocate(Double.BYTES);
        for (AnnotationGroup g : groups) {
            sha.update((g.label() + "\0" + g.type() + g.generation() + g.algorithm() + g.form() + g.outlines().size() + "\0")
                    .getBytes(StandardCharsets.UTF_8));
            for (FeatureOutline o : g.outlines()) {
                for (double[] ring : o.rings()) {
                    for (double xy : ring) {
                        sha.update(number.putDouble(0, xy).array());
                    }
                    sha.update((byte) 0);
                }
            }
        }
        return Sha256.hex(sha.digest());
    }

    private static AnnotationGroup.Algorithm algorithm(String title) {
        int space = title.lastIndexOf(' ');
        return space > 0
                ? new AnnotationGroup.Algorithm(label(title.substring(0, space)), label(title.substring(space + 1)))
                : new AnnotationGroup.Algorithm(label(title), "unknown");
    }

    private static String label(String word) {
        String w = word.isBlank() ? "unclassified" : word.strip();
        return w.length() > LABEL ? w.substring(0, LABEL) : w;
    }

    /// A class without a code of its own gets one of ours, the same for the same word.
    private static Code type(String label) {
        Code known = KNOWN.get(label.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        CRC32 crc = new CRC32();
        crc.update(label.getBytes(StandardCharsets.UTF_8));
        return new Code(String.format("class-%08x", crc.getValue()), "99LOUPE", label(label));
    }

    private static AnnotationGroup.Form form(FeatureOutline o) {
        return switch (o.kind()) {
            case POINT -> AnnotationGroup.Form.POINT;
            case LINE -> AnnotationGroup.Form.POLYLINE;
            case POLYGON -> AnnotationGroup.Form.POLYGON;
        };
    }

    /// Each point and each area by itself, areas without their holes.
    private static List<FeatureOutline> single(FeatureOutline o) {
        List<FeatureOutline> out = new ArrayList<>();
        switch (o.kind()) {
            case POINT -> {
                double[] xy = o.rings().getFirst();
                for (int i = 0; i < xy.length; i += 2) {
                    out.add(FeatureOutline.point(xy[i], xy[i + 1]));
                }
            }
            case LINE -> out.add(o);
            case POLYGON -> {
                for (double[][] part : o.parts()) {
                    out.add(FeatureOutline.polygon(part[0]));
                }
            }
        }
        return out;
    }

    /// Objects that came.
    ///
    /// @param features in the order of their groups
    /// @param notes what was left out
    record Came(List<SlideFeature> features, List<String> notes) {}

    /// Reads an object over a slide.
    ///
    /// @throws DicomException if it is none, or of another image
    static Came read(DataSet data, DataSet finest) throws DicomException {
        AnnotationReader.Read read = AnnotationReader.read(data, finest);
        String seed = data.string(Tag.SOPInstanceUID, "");
        List<SlideFeature> out = new ArrayList<>();
        for (AnnotationGroup g : read.groups()) {
            SlideFeature.Type type = g.generation() == AnnotationGroup.Generation.MANUAL
                    ? SlideFeature.Type.ANNOTATION : SlideFeature.Type.DETECTION;
            String word = g.label().isBlank() ? g.type().meaning() : g.label();
            for (FeatureOutline o : g.outlines()) {
                UUID id = UUID.nameUUIDFromBytes((seed + "/" + out.size()).getBytes(StandardCharsets.UTF_8));
                out.add(SlideFeature.plain(id, type, o, word.equals("unclassified") ? "" : word));
            }
        }
        return new Came(out, read.notes());
    }
}
