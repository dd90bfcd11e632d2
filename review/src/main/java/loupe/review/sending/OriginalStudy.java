package loupe.review.sending;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.Identity;
import loupe.exchange.instance.InstanceSink.Taken;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.face.StoredInstance;

/// A study as a node has it now: asked anew at each sending, so that merges and corrections there are followed. In memory only.
///
/// @param answer the node's answer on the study
/// @param standIns its UIDs by their stand-ins
record OriginalStudy(DataSet answer, StandIns standIns) {
    private static final int MOST = 200_000;
    private static final int HEADER = 16 << 20;

    /// How a study is asked for.
    ///
    /// @param pseudonymOf the stand-in of a UID under this store's key
    /// @param identity who the person is, as the identity keeper's book has it
    /// @param archive the node
    /// @param orders by which order it was made, where the node does not say it
    record Asking(Store store, UnaryOperator<String> pseudonymOf, Identity identity, Node archive, Orders orders) {}

    /// Asks the node.
    ///
    /// @param original Study Instance UID at the node
    /// @param standIn the same in the store
    /// @throws ReviewException if the node has not just this one study of just this patient
    /// @throws IOException if the node or the store fails
    static OriginalStudy of(Asking asking, Peer peer, String original, String standIn, JobContext context) throws IOException {
        List<DataSet> found = peer.find(QueryLevel.STUDY, studyKeys(original), 2, context).matches().stream()
                .filter(d -> d.string(Tag.StudyInstanceUID, "").equals(original))
                .toList();
        if (found.size() != 1) {
            throw new ReviewException("the node has " + (found.isEmpty() ? "no" : "more than one") + " such study now; nothing was sent");
        }
        requireSamePatient(asking.identity, found.getFirst());
        DataSet answer = asking.orders.in(found.getFirst(), asking.archive, context);
        StandIns standIns = new StandIns();
        standIns.add(standIn, original);
        List<StoredInstance> stored = asking.store.instances(standIn);
        stored.forEach(i -> standIns.stored(i.header()));
        for (DataSet s : peer.find(QueryLevel.SERIES, keys(original, Optional.empty()), MOST, context).matches()) {
            String series = s.string(Tag.SeriesInstanceUID, "");
            standIns.add(asking.pseudonymOf.apply(series), series);
            List<DataSet> images = peer.find(QueryLevel.IMAGE, keys(original, Optional.of(series)), MOST, context).matches();
            images.forEach(i -> {
                String uid = i.string(Tag.SOPInstanceUID, "");
                standIns.add(asking.pseudonymOf.apply(uid), uid);
            });
        }
        frames(asking, peer, original, standIns, stored, context);
        return new OriginalStudy(answer, standIns);
    }

    private static DataSet studyKeys(String study) {
        DataSet.Builder b = DataSet.builder().put(Tag.StudyInstanceUID, Vr.UI, study);
        for (int tag : new int[] {Tag.StudyDate, Tag.PatientBirthDate}) {
            b.putEmpty(tag, Vr.DA);
        }
        return b.putEmpty(Tag.StudyTime, Vr.TM)
                .putEmpty(Tag.AccessionNumber, Vr.SH)
                .putEmpty(Tag.StudyID, Vr.SH)
                .putEmpty(Tag.ReferringPhysicianName, Vr.PN)
                .putEmpty(Tag.PatientName, Vr.PN)
                .putEmpty(Tag.PatientID, Vr.LO)
                .putEmpty(Tag.IssuerOfPatientID, Vr.LO)
                .putEmpty(Tag.PatientSex, Vr.CS)
                .build();
    }

    private static DataSet keys(String study, Optional<String> series) {
        DataSet.Builder b = DataSet.builder().put(Tag.StudyInstanceUID, Vr.UI, study);
        if (series.isEmpty()) {
            return b.putEmpty(Tag.SeriesInstanceUID, Vr.UI).build();
        }
        return b.put(Tag.SeriesInstanceUID, Vr.UI, series.get()).putEmpty(Tag.SOPInstanceUID, Vr.UI).build();
    }

    /// The id and, where both say it, its issuer are the book's: else the study was moved to somebody else.
    private static void requireSamePatient(Identity known, DataSet answer) throws ReviewException {
        boolean sameIssuer = known.issuer().isEmpty()
                || answer.string(Tag.IssuerOfPatientID, "").isEmpty()
                || known.issuer().strip().equals(answer.string(Tag.IssuerOfPatientID, "").strip());
        String id = answer.string(Tag.PatientID, "").strip();
        // Without an id only the name and the day of birth tell two patients apart.
        boolean sameId = known.patientId().strip().equals(id)
                && (!id.isEmpty()
                        || known.name().strip().equals(answer.string(Tag.PatientName, "").strip())
                                && known.birthDate().equals(answer.string(Tag.PatientBirthDate, "")));
        if (!sameId || !sameIssuer) {
            throw new ReviewException("the study belongs to another patient id at the node than when it came here; nothing was sent."
                    + " Fetch it again, so that the book has the present one");
        }
    }

    /// Frames of reference stand in no answer to a query: one instance of each series that has one is looked at.
    private static void frames(
            Asking asking, Peer peer, String study, StandIns standIns, List<StoredInstance> stored, JobContext context) throws IOException {
        Set<String> looked = new java.util.HashSet<>();
        for (StoredInstance i : stored) {
            String frame = i.header().string(Tag.FrameOfReferenceUID, "");
            String series = i.header().string(Tag.SeriesInstanceUID, "");
            String instance = i.header().string(Tag.SOPInstanceUID, "");
            boolean there = standIns.known(series) && standIns.known(instance);
            if (frame.isEmpty() || standIns.known(frame) || !there || !looked.add(series)) {
                continue;
            }
            Wanted one = new Wanted(
                    study, Optional.of(standIns.original(series, true, Set.of())), Set.of(standIns.original(instance, true, Set.of())));
            String[] original = {""};
            peer.retrieve(one, (head, from, file) -> {
                original[0] = frameOfReference(file);
                return Taken.STORED;
            }, context);
            if (asking.pseudonymOf.apply(original[0]).equals(frame)) {
                standIns.add(frame, original[0]);
            }
        }
    }

    private static String frameOfReference(InputStream file) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        for (int n = file.read(chunk); n >= 0; n = file.read(chunk)) {
            if (head.size() < HEADER) {
                head.write(chunk, 0, n);
            }
        }
        try {
            return DicomReader.usual().read(MemorySegment.ofArray(head.toByteArray())).data().string(Tag.FrameOfReferenceUID, "");
        } catch (DicomException e) {
            return "";
        }
    }

    /// Says nothing of the study.
    @Override
    public String toString() {
        return "OriginalStudy";
    }
}
