package loupe.review.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.series.VolumeReader;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;

/// Files after the door, as the store would get them, in memory.
final class Door implements PixelSupply {
    private final Map<String, DeidentifiedInstance> instances = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /// Takes all files of a folder through arrival and door; the door finds no text.
    static Door of(Path folder) throws IOException {
        Door out = new Door();
        Deidentifier door =
                new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), (image, job) -> List.of());
        IncomingFiles.below(List.of(folder)).<Arrival>each(1, JobContext.unattended(), (at, arrival, job) -> arrival,
                (at, arrival) -> out.take(door, arrival));
        return out;
    }

    private void take(Deidentifier door, Arrival arrival) {
        switch (arrival) {
            case Arrival.Instance i -> {
                warnings.addAll(i.warnings());
                switch (door.deidentify(i.source(), JobContext.unattended())) {
                    case DeidOutcome.Cleaned c -> instances.put(c.instance().sopInstanceUid(), c.instance());
                    case DeidOutcome.Refused r -> refused.add(r.sentence());
                    case DeidOutcome.Waiting w -> refused.add(w.sentence());
                }
            }
            case Arrival.Wrong w -> refused.add(w.sentence());
            case Arrival.Directory d -> {}
        }
    }

    List<String> warnings() {
        return warnings;
    }

    List<String> refused() {
        return refused;
    }

    List<DataSet> headers() {
        return instances.values().stream().map(DeidentifiedInstance::data).toList();
    }

    List<Series> series() {
        return Headers.series(headers());
    }

    Volume volume(Stack stack) throws IOException {
        return VolumeReader.read(stack, this, JobContext.unattended());
    }

    private DeidentifiedInstance instance(String uid) {
        DeidentifiedInstance i = instances.get(uid);
        if (i == null) {
            throw new IllegalArgumentException("no such instance");
        }
        return i;
    }

    @Override
    public DataSet header(String sopInstanceUid) {
        return instance(sopInstanceUid).data();
    }

    @Override
    public Frame frame(String sopInstanceUid, int frame) throws IOException {
        DeidentifiedInstance i = instance(sopInstanceUid);
        TransferSyntax syntax = i.syntax();
        return PixelDecoder.decode(EncodedFrames.of(i.data(), syntax), syntax, frame);
    }
}
