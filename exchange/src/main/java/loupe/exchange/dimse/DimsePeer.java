package loupe.exchange.dimse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.AgreedContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Requestor;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.pdu.RoleSelection;
import loupe.exchange.dimse.service.Echo;
import loupe.exchange.dimse.service.Exchanges;
import loupe.exchange.dimse.service.Holdings;
import loupe.exchange.dimse.service.Querying;
import loupe.exchange.dimse.service.MoveDestination;
import loupe.exchange.dimse.service.NotDoneException;
import loupe.exchange.dimse.service.QueryKeys;
import loupe.exchange.dimse.service.Retrieving;
import loupe.exchange.dimse.service.RootQuery;
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
        return over(RootQuery.offers(), List.of(), job, a -> new RootQuery(a, characterSet).find(level, keys, most, job));
    }

    /// Asks a worklist what is scheduled (PS3.4 K): the keys of a Scheduled Procedure Step Sequence and of the patient.
    ///
    /// @param most answers after which it is cancelled, at least 1
    /// @throws PeerException if it fails
    public Found worklist(DataSet keys, int most, JobContext job) throws IOException {
        checkMost(most);
        return over(List.of(Offer.plain(SopClasses.WORKLIST_FIND)), List.of(), job, a -> {
            AgreedContext c = a.asking(SopClasses.WORKLIST_FIND).orElseThrow(() -> Exchanges.notOffered("a worklist"));
            return Querying.ask(a, c, new QueryKeys(Optional.empty(), keys, characterSet), most, job);
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
            try {
                over(List.copyOf(pairs), List.of(), job, a -> {
                    while (out.size() < to && !a.ended()) {
                        job.checkCancelled();
                        out.add(Storing.send(a, instances.get(out.size())));
                        job.progress(out.size(), instances.size(), "instances");
                    }
                    return true;
                });
            } catch (PeerException e) {
                if (out.isEmpty()) {
                    throw e;
                }
                // What was answered stands; of the others nothing is known.
                instances.subList(out.size(), instances.size()).forEach(i -> out.add(new Delivered(
                        i.head().sopClassUid(), i.head().sopInstanceUid(), false, String.valueOf(e.getMessage()))));
            }
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

    /// Asks first, so that contexts are proposed for what is there and not for all there is. A node that cannot say is fetched from all
    /// the same.
    private Holdings holdings(Wanted wanted, JobContext job) throws IOException {
        try {
            return over(RootQuery.offers(), List.of(), job, a -> Holdings.ask(new RootQuery(a, characterSet), wanted, job));
        } catch (PeerException e) {
            if (e.why() == Why.FAILED || e.why() == Why.NOT_OFFERED || e.why() == Why.PROTOCOL) {
                return Holdings.UNKNOWN;
            }
            throw e;
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
                    throw Exchanges.notOffered(
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
                    .orElseThrow(() -> Exchanges.notOffered(way == Way.MOVE ? "C-MOVE" : "C-GET or C-MOVE"));
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
