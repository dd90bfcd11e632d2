package loupe.exchange.dimse.service;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;

/// What a node says that it has of what is to be fetched.
///
/// @param sopClasses kinds of objects; empty where it did not say
/// @param instances how many; 0 where it did not say
/// @param patient Patient ID; empty where it did not say
public record Holdings(Set<String> sopClasses, int instances, Optional<String> patient) {
    /// Of a node that does not say.
    public static final Holdings UNKNOWN = new Holdings(Set.of(), 0, Optional.empty());

    private static final int SERIES = 1_000;
    private static final int OF_EACH = 100;
    private static final int IN_SERIES = 0x00201209;

    /// Copies the set.
    public Holdings {
        sopClasses = Set.copyOf(sopClasses);
    }

    /// Asks series by series, and of each for the first hundred of its instances.
    ///
    /// @throws loupe.exchange.peer.PeerException if the node fails
    public static Holdings ask(RootQuery query, Wanted wanted, JobContext job) throws IOException {
        JobContext quiet = new Quiet(job);
        DataSet keys = DataSet.builder()
                .put(Tag.StudyInstanceUID, Vr.UI, wanted.study())
                .put(Tag.SeriesInstanceUID, Vr.UI, wanted.series().orElse(""))
                .putEmpty(Tag.PatientID, Vr.LO)
                .putEmpty(IN_SERIES, Vr.IS)
                .build();
        Peer.Found series = query.find(QueryLevel.SERIES, keys, SERIES, quiet);
        Set<String> classes = new LinkedHashSet<>();
        int count = 0;
        boolean counted = series.all();
        Optional<String> patient = Optional.empty();
        for (DataSet s : series.matches()) {
            patient = patient.or(() -> s.string(Tag.PatientID));
            counted &= s.integer(IN_SERIES).isPresent();
            count += Math.max(0, s.integer(IN_SERIES, 0));
            if (!query.association().ended()) {
                images(query, wanted, s.string(Tag.SeriesInstanceUID, ""), patient, quiet)
                        .forEach(i -> i.string(Tag.SOPClassUID).ifPresent(classes::add));
            }
        }
        int instances = wanted.instances().isEmpty() ? counted ? count : 0 : wanted.instances().size();
        return new Holdings(classes, instances, patient);
    }

    private static List<DataSet> images(RootQuery query, Wanted wanted, String series, Optional<String> patient, JobContext quiet)
            throws IOException {
        if (series.isEmpty()) {
            return List.of();
        }
        DataSet.Builder keys = DataSet.builder()
                .put(Tag.StudyInstanceUID, Vr.UI, wanted.study())
                .put(Tag.SeriesInstanceUID, Vr.UI, series)
                .putEmpty(Tag.SOPInstanceUID, Vr.UI)
                .putEmpty(Tag.SOPClassUID, Vr.UI);
        patient.ifPresent(p -> keys.put(Tag.PatientID, Vr.LO, p));
        return query.find(QueryLevel.IMAGE, keys.build(), OF_EACH, quiet).matches();
    }

    /// Says nothing of the patient, so that no log can.
    @Override
    public String toString() {
        return "Holdings " + instances;
    }

    /// A context of a step whose progress is not what the caller counts.
    private record Quiet(JobContext of) implements JobContext {
        @Override
        public void progress(long done, long total, String unit) {}

        @Override
        public boolean cancelled() {
            return of.cancelled();
        }

        @Override
        public Registration onCancel(Runnable action) {
            return of.onCancel(action);
        }
    }
}
