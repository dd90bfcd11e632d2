package loupe.exchange.dimse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.AgreedContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Requestor;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.pdu.RoleSelection;
import loupe.exchange.dimse.service.Echo;
import loupe.exchange.dimse.service.Exchanges;
import loupe.exchange.dimse.service.Finding;
import loupe.exchange.dimse.service.MoveDestination;
import loupe.exchange.dimse.service.NotDoneException;
import loupe.exchange.dimse.service.QueryKeys;
import loupe.exchange.dimse.service.Retrieving;
import loupe.exchange.dimse.service.SopClasses;
import loupe.exchange.dimse.service.SopClasses.Offer;
import loupe.exchange.dimse.service.Storing;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.OutgoingInstance;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;

/// A node spoken with by DIMSE. Each call opens an association for what it asks and ends it in order.
///
/// Instances are fetched by C-GET. By C-MOVE, where the node does not offer C-GET or drops the roles it needs, or where it is told to; this
/// machine must be reachable then and known to the node as a destination.
public final class DimsePeer implements Peer {
    /// How instances are fetched.
    public enum Way {
        /// C-GET, and C-MOVE where the node does not do it.
        ANY,
        /// C-GET alone.
        GET,
        /// C-MOVE alone.
        MOVE
    }

    private final DimseAddress address;
    private final String characterSet;
    private final Requestor requestor;
    private final Optional<MoveDestination> destination;
    private final Way way;

    /// A node, fetched from in any way.
    ///
    /// @param node must have a DIMSE address
    /// @param destination where a C-MOVE may send to; empty: nowhere
    public DimsePeer(Node node, Timeouts timeouts, Optional<MoveDestination> destination) {
        this(node, timeouts, destination, Way.ANY);
    }

    /// @param node must have a DIMSE address
    /// @param destination where a C-MOVE may send to; empty: nowhere
    /// @param way how instances are fetched
    public DimsePeer(Node node, Timeouts timeouts, Optional<MoveDestination> destination, Way way) {
        this.address = node.dimse().orElseThrow(() -> new IllegalArgumentException("the node must have a DIMSE address"));
        this.characterSet = node.characterSet();
        this.requestor = new Requestor(timeouts);
        this.destination = destination;
        this.way = way;
    }

    @Override
    public void verify(JobContext job) throws IOException {
        over(List.of(Offer.plain(SopClasses.VERIFICATION)), List.of(), job, a -> {
            Echo.ask(a);
            return true;
        });
    }

    /// @throws IllegalArgumentException if a unique key of a higher level is missing
    @Override
    public Found find(QueryLevel level, DataSet keys, int most, JobContext job) throws IOException {
        checkKeys(level, keys, most);
        return over(queries(), List.of(), job, a -> find(a, level, keys, most, job));
    }

    /// Asks a worklist what is scheduled (PS3.4 K): the keys of a Scheduled Procedure Step Sequence and of the patient.
    ///
    /// @param most answers after which it is cancelled, at least 1
    /// @throws PeerException if it fails
    public Found worklist(DataSet keys, int most, JobContext job) throws IOException {
        checkMost(most);
        return over(List.of(Offer.plain(SopClasses.WORKLIST_FIND)), List.of(), job, a -> {
            AgreedContext c = a.asking(SopClasses.WORKLIST_FIND).orElseThrow(() -> notOffered("a worklist"));
            return Finding.ask(a, c, new QueryKeys(Optional.empty(), keys, characterSet), most, job);
        });
    }

    @Override
    public Fetched retrieve(Wanted wanted, InstanceSink sink, JobContext job) throws IOException {
        Holdings holdings = holdings(wanted, job);
        if (way != Way.MOVE) {
            try {
                Optional<Fetched> got = get(wanted, holdings, sink, job);
                if (got.isPresent()) {
                    return got.get();
                }
            } catch (NotDoneException e) {
                if (way == Way.GET || destination.isEmpty()) {
                    throw e.failure();
                }
            }
        }
        return move(wanted, holdings, sink, job);
    }

    @Override
    public List<Delivered> send(List<? extends OutgoingInstance> instances, JobContext job) throws IOException {
        List<Delivered> out = new ArrayList<>();
        while (out.size() < instances.size()) {
            Set<Offer> pairs = new LinkedHashSet<>();
            int until = out.size();
            while (until < instances.size()) {
                OutgoingInstance next = instances.get(until);
                Offer pair = new Offer(next.head().sopClassUid(), List.of(next.head().transferSyntaxUid()));
                if (!pairs.contains(pair) && pairs.size() == SopClasses.MOST_CONTEXTS) {
                    break;
                }
                pairs.add(pair);
                until++;
            }
            int to = until;
            over(List.copyOf(pairs), List.of(), job, a -> {
                while (out.size() < to && !a.ended()) {
                    job.checkCancelled();
                    out.add(Storing.send(a, instances.get(out.size())));
                    job.progress(out.size(), instances.size(), "instances");
                }
                return true;
            });
        }
        return out;
    }

    /// Nothing is open between calls.
    @Override
    public void close() {}

    private interface Over<T> {
        T run(Association a) throws IOException;
    }

    private <T> T over(List<Offer> offers, List<RoleSelection> roles, JobContext job, Over<T> work) throws IOException {
        try (Association a = requestor.open(address, SopClasses.contexts(offers), roles, job)) {
            return Exchanges.during(job, a, () -> {
                T done = work.run(a);
                a.release();
                return done;
            });
        }
    }

    private static PeerException notOffered(String what) {
        return new PeerException(Why.NOT_OFFERED, "The other system takes the association but does not offer " + what + " to this machine.");
    }

    private static List<Offer> queries() {
        return List.of(Offer.plain(SopClasses.STUDY_FIND), Offer.plain(SopClasses.PATIENT_FIND));
    }

    private static void checkMost(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, was " + most);
        }
    }

    private static void checkKeys(QueryLevel level, DataSet keys, int most) {
        checkMost(most);
        boolean series = level == QueryLevel.SERIES || level == QueryLevel.IMAGE;
        if (series && keys.string(Tag.StudyInstanceUID).isEmpty()
                || level == QueryLevel.IMAGE && keys.string(Tag.SeriesInstanceUID).isEmpty()) {
            throw new IllegalArgumentException("keys must hold the UIDs of all levels above");
        }
    }

    /// Study root, which has no patients' level; patient root for that, and where study root is not offered.
    private Found find(Association a, QueryLevel level, DataSet keys, int most, JobContext job) throws IOException {
        Optional<AgreedContext> study = a.asking(SopClasses.STUDY_FIND);
        Optional<AgreedContext> patient = a.asking(SopClasses.PATIENT_FIND);
        if (study.isPresent() && level != QueryLevel.PATIENT) {
            return ask(a, study.get(), level, keys, most, job);
        }
        AgreedContext c = patient.orElseThrow(() -> notOffered(study.isPresent() ? "queries for patients" : "queries (C-FIND)"));
        if (level == QueryLevel.PATIENT || keys.string(Tag.PatientID).filter(id -> !id.matches(".*[*?].*")).isPresent()) {
            return ask(a, c, level, keys, most, job);
        }
        return byPatients(a, c, level, keys, most, job);
    }

    /// Patient root wants to know the patient first (PS3.4 C.4.1.2.1): who they are is asked, then each of them.
    private Found byPatients(Association a, AgreedContext c, QueryLevel level, DataSet keys, int most, JobContext job) throws IOException {
        DataSet.Builder who = DataSet.itemBuilder(keys.characterSet()).putEmpty(Tag.PatientID, Vr.LO);
        keys.elements().stream().filter(e -> e.tag() >>> 16 == 0x0010 || e.tag() == Tag.SpecificCharacterSet).forEach(who::put);
        Found patients = ask(a, c, QueryLevel.PATIENT, who.build(), most, job);
        List<DataSet> found = new ArrayList<>();
        boolean all = patients.all();
        for (DataSet p : patients.matches()) {
            Optional<String> id = p.string(Tag.PatientID);
            if (id.isEmpty()) {
                continue;
            }
            if (found.size() == most || a.ended()) {
                return new Found(found, false);
            }
            DataSet of = keys.toBuilder().put(Tag.PatientID, Vr.LO, id.get()).build();
            Found some = ask(a, c, level, of, most - found.size(), job);
            found.addAll(some.matches());
            all &= some.all();
        }
        return new Found(found, all);
    }

    private Found ask(Association a, AgreedContext c, QueryLevel level, DataSet keys, int most, JobContext job) throws IOException {
        return Finding.ask(a, c, new QueryKeys(Optional.of(level.name()), keys, characterSet), most, job);
    }

    /// What the node says that it has of what is wanted.
    ///
    /// @param sopClasses kinds of objects; empty where it did not say
    /// @param instances how many; 0 where it did not say
    /// @param patient Patient ID; empty where it did not say
    private record Holdings(Set<String> sopClasses, int instances, Optional<String> patient) {}

    /// Asks first, so that contexts are proposed for what is there and not for all there is. A node that cannot say is fetched from all
    /// the same.
    private Holdings holdings(Wanted wanted, JobContext job) throws IOException {
        try {
            return over(queries(), List.of(), job, a -> new HoldingsQuery(a, wanted, job).ask());
        } catch (PeerException e) {
            if (e.why() == Why.FAILED || e.why() == Why.NOT_OFFERED || e.why() == Why.PROTOCOL) {
                return new Holdings(Set.of(), 0, Optional.empty());
            }
            throw e;
        }
    }

    /// Asks series by series and of each for the first of its instances.
    private final class HoldingsQuery {
        private static final int SERIES = 1_000;
        private static final int OF_EACH = 100;
        private static final int IN_SERIES = 0x00201209;

        private final Association association;
        private final Wanted wanted;
        private final JobContext job;

        HoldingsQuery(Association association, Wanted wanted, JobContext job) {
            this.association = association;
            this.wanted = wanted;
            this.job = job;
        }

        Holdings ask() throws IOException {
            JobContext quiet = new Quiet(job);
            DataSet.Builder keys = DataSet.builder()
                    .put(Tag.StudyInstanceUID, Vr.UI, wanted.study())
                    .put(Tag.SeriesInstanceUID, Vr.UI, wanted.series().orElse(""))
                    .putEmpty(Tag.PatientID, Vr.LO)
                    .putEmpty(IN_SERIES, Vr.IS);
            Found series = find(association, QueryLevel.SERIES, keys.build(), SERIES, quiet);
            Set<String> classes = new LinkedHashSet<>();
            int count = 0;
            boolean counted = series.all() && wanted.instances().isEmpty();
            Optional<String> patient = Optional.empty();
            for (DataSet s : series.matches()) {
                patient = patient.or(() -> s.string(Tag.PatientID));
                counted &= s.integer(IN_SERIES).isPresent();
                count += Math.max(0, s.integer(IN_SERIES, 0));
                if (!association.ended()) {
                    images(s.string(Tag.SeriesInstanceUID, ""), patient, quiet).forEach(i ->
                            i.string(Tag.SOPClassUID).ifPresent(classes::add));
                }
            }
            return new Holdings(classes, wanted.instances().isEmpty() ? counted ? count : 0 : wanted.instances().size(), patient);
        }

        private List<DataSet> images(String series, Optional<String> patient, JobContext quiet) throws IOException {
            if (series.isEmpty()) {
                return List.of();
            }
            DataSet.Builder keys = DataSet.builder()
                    .put(Tag.StudyInstanceUID, Vr.UI, wanted.study())
                    .put(Tag.SeriesInstanceUID, Vr.UI, series)
                    .putEmpty(Tag.SOPInstanceUID, Vr.UI)
                    .putEmpty(Tag.SOPClassUID, Vr.UI);
            patient.ifPresent(p -> keys.put(Tag.PatientID, Vr.LO, p));
            return find(association, QueryLevel.IMAGE, keys.build(), OF_EACH, quiet).matches();
        }
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

    private Optional<Fetched> get(Wanted wanted, Holdings holdings, InstanceSink sink, JobContext job) throws IOException {
        List<Offer> offers = new ArrayList<>(List.of(Offer.plain(SopClasses.STUDY_GET), Offer.plain(SopClasses.PATIENT_GET)));
        List<RoleSelection> roles = new ArrayList<>();
        List<Offer> storage = SopClasses.offers(holdings.sopClasses(), SopClasses.MOST_CONTEXTS - offers.size());
        offers.addAll(storage);
        storage.stream().map(Offer::sopClass).distinct().forEach(c -> roles.add(new RoleSelection(c, false, true)));
        return over(offers, roles, job, a -> {
            Optional<AgreedContext> c = root(a, SopClasses.STUDY_GET, SopClasses.PATIENT_GET, holdings);
            boolean roleKept = a.contexts().stream().anyMatch(AgreedContext::scp);
            if (c.isEmpty() || !roleKept) {
                if (way == Way.GET || destination.isEmpty()) {
                    throw notOffered(
                            c.isEmpty()
                                    ? "C-GET (C-MOVE needs a receiver of this machine that it knows)"
                                    : "the roles that C-GET needs (C-MOVE needs a receiver of this machine that it knows)");
                }
                return Optional.empty();
            }
            return Optional.of(new Retrieving(a, c.get(), wanted, patient(c.get(), holdings), holdings.instances(), job).get(sink));
        });
    }

    private Fetched move(Wanted wanted, Holdings holdings, InstanceSink sink, JobContext job) throws IOException {
        MoveDestination to = destination.orElseThrow(
                () -> new PeerException(Why.NOT_OFFERED, "C-MOVE needs a receiver of this machine, and none is open."));
        return over(List.of(Offer.plain(SopClasses.STUDY_MOVE), Offer.plain(SopClasses.PATIENT_MOVE)), List.of(), job, a -> {
            AgreedContext c = root(a, SopClasses.STUDY_MOVE, SopClasses.PATIENT_MOVE, holdings)
                    .orElseThrow(() -> notOffered(way == Way.MOVE ? "C-MOVE" : "C-GET or C-MOVE"));
            return new Retrieving(a, c, wanted, patient(c, holdings), holdings.instances(), job).move(to, address.ownTitle(), sink);
        });
    }

    private static Optional<AgreedContext> root(Association a, String study, String patient, Holdings holdings) {
        return a.asking(study).or(() -> holdings.patient().isPresent() ? a.asking(patient) : Optional.empty());
    }

    private static Optional<String> patient(AgreedContext c, Holdings holdings) {
        boolean patientRoot = c.sopClass().equals(SopClasses.PATIENT_GET) || c.sopClass().equals(SopClasses.PATIENT_MOVE);
        return patientRoot ? holdings.patient() : Optional.empty();
    }
}
