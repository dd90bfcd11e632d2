package loupe.review.came;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.parametric.MapMaker;
import loupe.core.dicom.parametric.MapQuantities;
import loupe.core.dicom.parametric.MapQuantity;
import loupe.core.dicom.parametric.MapUnit;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.review.session.StudyImages;

/// Finds the parametric maps that lie in the place of a study's images: on one frame of reference with slices that are no map. Their
/// pixels are not read yet.
final class MapReader {
    private static final int MOST_MAPS = 200;

    private final Set<String> frames = new HashSet<>();
    private final List<CameMap> maps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private MapReader() {}

    static MapReader over(StudyImages images) throws IOException {
        MapReader out = new MapReader();
        for (Series s : images.series()) {
            if (!CameWithStudy.holdsDrawings(s) && !holdsMaps(s, images)) {
                s.stacks().forEach(t -> out.frames.add(t.grid().frameOfReferenceUid()));
            }
        }
        out.frames.remove("");
        return out;
    }

    private static boolean holdsMaps(Series s, StudyImages images) throws IOException {
        for (Instance i : s.instances()) {
            if (MapMaker.isMap(images.header(i.sopInstanceUid()))) {
                return true;
            }
        }
        return false;
    }

    List<CameMap> maps() {
        return maps;
    }

    List<String> notes() {
        return notes;
    }

    /// @return empty text where it is not laid over anything: it is a series of its own all the same; nothing where it is
    Optional<String> read(DataSet header, Series series) {
        if (!frames.contains(header.string(Tag.FrameOfReferenceUID, ""))) {
            return Optional.of("");
        }
        Origin from = Origin.of(header, series, Origin.Author.NOT_SAID);
        try {
            for (MapQuantity q : MapQuantities.of(header)) {
                if (maps.size() >= MOST_MAPS) {
                    return not(from, "at most " + MOST_MAPS + " maps are");
                }
                boolean program = MapMaker.byProgram(header) && !MapUnit.physical(q.unit());
                maps.add(new CameMap(program ? from.by(Origin.Author.PROGRAM) : from, series.uid(), q));
            }
            return Optional.empty();
        } catch (DicomException | IllegalArgumentException | ArithmeticException e) {
            return not(from, String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> not(Origin from, String why) {
        notes.add(from.title() + " is not laid over the images: " + why);
        return Optional.of("");
    }
}
