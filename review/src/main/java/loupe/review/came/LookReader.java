package loupe.review.came;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.presentation.ImageRefs;
import loupe.core.dicom.presentation.KeyObjects;
import loupe.core.dicom.presentation.PresentationState;
import loupe.core.dicom.series.Headers;
import loupe.core.study.Series;
import loupe.review.session.StudyImages;
import loupe.store.face.StoredInstance;

/// Reads presentation states and key object selections.
final class LookReader {
    private static final int MOST_LOOKS = 20_000;
    private static final int MOST_STATES = 500;

    private final StudyImages images;
    private final List<Presentation> states = new ArrayList<>();
    private final List<KeySelection> keys = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    LookReader(StudyImages images) {
        this.images = images;
    }

    List<Presentation> states() {
        return states;
    }

    List<KeySelection> keys() {
        return keys;
    }

    List<String> notes() {
        return notes;
    }

    /// @return why it is not shown; empty where it is
    Optional<String> state(StoredInstance stored, Series series) throws IOException {
        if (states.size() >= MOST_STATES) {
            return Optional.of("at most " + MOST_STATES + " presentation states are read");
        }
        PresentationState state = PresentationState.of(stored.original().data());
        Origin from = Origin.of(stored.header(), series, Origin.Author.NOT_SAID);
        Map<ImageRefs.Place, PresentationState.Look> looks = new LinkedHashMap<>();
        for (ImageRefs.Place p : state.images().places()) {
            Optional<DataSet> header = header(p.sopInstanceUid());
            int frames = header.map(h -> Headers.instance(h).frames()).orElse(0);
            for (int f = 0; f < frames && looks.size() < MOST_LOOKS; f++) {
                int frame = f;
                state.look(header.orElseThrow(), f).ifPresent(l -> looks.put(new ImageRefs.Place(p.sopInstanceUid(), frame), l));
            }
        }
        if (looks.isEmpty()) {
            return Optional.of("it is for no image of this study");
        }
        String title = state.label().isBlank() ? "presentation state " + (states.size() + 1) : state.label();
        states.add(new Presentation(from, title, state, looks));
        state.notes().forEach(n -> notes.add(from.title() + ": " + n));
        return Optional.empty();
    }

    /// @return why it is not shown; empty where it is
    Optional<String> keys(StoredInstance stored, Series series) throws IOException {
        KeyObjects ko = KeyObjects.of(stored.original().data());
        List<ImageRefs.Place> there = ko.images().places().stream()
                .filter(p -> header(p.sopInstanceUid()).isPresent())
                .toList();
        if (there.isEmpty()) {
            return Optional.of("it names no image of this study");
        }
        Origin.Author author = ReportReader.author(stored.original().data()).orElse(Origin.Author.NOT_SAID);
        boolean taken = ko.title().isBlank() || ko.title().equalsIgnoreCase(DeidentifiedInstance.TAKEN);
        keys.add(new KeySelection(
                Origin.of(stored.header(), series, author), taken ? "key image" : ko.title(), there, ko.images()));
        return Optional.empty();
    }

    private Optional<DataSet> header(String sopInstanceUid) {
        try {
            return Optional.of(images.header(sopInstanceUid));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
