package loupe.review.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.dicom.display.ColourProfile;
import loupe.core.dicom.display.DisplayImage;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.series.VolumeReader;
import loupe.core.dicom.value.FilmStack;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Frame;
import loupe.core.image.RasterImage;
import loupe.core.image.Volume;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.store.Store;
import loupe.store.face.StoredInstance;

/// A stored study's series and pixels: headers in memory, frames decrypted and decoded when asked for.
///
/// Safe for any thread but the toolkit's.
public final class StudyImages implements PixelSupply {
    private final Map<String, StoredInstance> instances;
    private final List<Series> series;

    private StudyImages(Map<String, StoredInstance> instances, List<Series> series) {
        this.instances = instances;
        this.series = series;
    }

    /// Reads a study's headers.
    ///
    /// @throws IOException if the store fails
    public static StudyImages of(Store store, String studyUid) throws IOException {
        Map<String, StoredInstance> bySop = new LinkedHashMap<>();
        for (StoredInstance i : store.instances(studyUid)) {
            bySop.put(i.header().string(loupe.core.dicom.Tag.SOPInstanceUID, ""), i);
        }
        List<DataSet> headers = bySop.values().stream().map(StoredInstance::header).toList();
        return new StudyImages(bySop, Headers.series(headers));
    }

    /// This study's images and another's, to be shown side by side.
    public StudyImages with(StudyImages other) {
        Map<String, StoredInstance> both = new LinkedHashMap<>(instances);
        both.putAll(other.instances);
        List<Series> all = new ArrayList<>(series);
        all.addAll(other.series);
        return new StudyImages(both, all);
    }

    /// The study's series.
    public List<Series> series() {
        return series;
    }

    /// The films among a series' instances, each as a stack of its own.
    ///
    /// @throws IOException if a header is not there
    public List<Stack> films(Series s) throws IOException {
        List<Stack> out = new ArrayList<>();
        for (Instance i : s.instances()) {
            FilmStack.of(header(i.sopInstanceUid())).ifPresent(out::add);
        }
        return out;
    }

    /// The stack or film of a series that a result lies on; the largest stack where the result has no outline.
    ///
    /// @param outline the grid of its outline
    /// @throws IOException if a header is not there
    public Optional<Stack> stackOf(Series s, Optional<VoxelGrid> outline) throws IOException {
        List<Stack> all = new ArrayList<>(s.stacks());
        all.addAll(films(s));
        return all.stream().filter(t -> outline.isPresent() && t.grid().equals(outline.get())).findFirst()
                .or(() -> s.stacks().stream().findFirst());
    }

    /// The stack of a series that a frame is a slice of; empty where it is in none, as films are.
    public Optional<Stack> stackHolding(String seriesUid, String sopInstanceUid, int frame) {
        return series.stream()
                .filter(s -> s.uid().equals(seriesUid))
                .flatMap(s -> s.stacks().stream())
                .filter(t -> t.slices().stream().anyMatch(r -> r.sopInstanceUid().equals(sopInstanceUid) && r.frame() == frame))
                .findFirst();
    }

    /// A stored instance.
    ///
    /// @throws IOException if it is not there
    public StoredInstance instance(String sopInstanceUid) throws IOException {
        StoredInstance i = instances.get(sopInstanceUid);
        if (i == null) {
            throw new DicomException("the study has no such instance", -1);
        }
        return i;
    }

    @Override
    public DataSet header(String sopInstanceUid) throws IOException {
        return instance(sopInstanceUid).header();
    }

    @Override
    public Frame frame(String sopInstanceUid, int frame) throws IOException {
        StoredInstance i = instance(sopInstanceUid);
        return PixelDecoder.decode(new PixelDecoder.EncodedFrame(
                PixelDescription.of(i.header()),
                i.syntax(),
                i.frame(frame),
                i.bigEndianPixels(),
                i.frameBitOffset(frame)));
    }

    /// One frame as a picture, colours as a screen shows them.
    ///
    /// @throws IOException if it cannot be read or decoded
    public RasterImage picture(String sopInstanceUid, int frame) throws IOException {
        DataSet header = header(sopInstanceUid);
        RasterImage image = DisplayImage.of(frame(sopInstanceUid, frame), header, frame);
        return image instanceof RasterImage.Colour
                ? ColourProfile.of(header).map(p -> p.srgb(image)).orElse(image)
                : image;
    }

    /// Reads a stack into memory; the caller closes the volume.
    ///
    /// @throws IOException if a slice cannot be read or decoded
    public Volume volume(Stack stack, JobContext context) throws IOException {
        return VolumeReader.read(stack, this, context);
    }
}
