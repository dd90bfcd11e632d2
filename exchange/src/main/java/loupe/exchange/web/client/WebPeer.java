package loupe.exchange.web.client;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.OutgoingInstance;
import loupe.exchange.node.WebAddress;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;
import loupe.exchange.web.json.BulkSource;
import loupe.exchange.web.json.DicomJson;

/// A node spoken with by DICOMweb (PS3.18): QIDO-RS, WADO-RS, STOW-RS over HTTP/1.1.
///
/// Instances are streamed both ways. A login goes to the node's own roots alone: redirects and places of bulk data on another host
/// are refused.
public final class WebPeer implements Peer {
    /// A study nobody has: a UUID-derived UID (PS3.5 B.2) made for this.
    private static final String NO_STUDY = "2.25.188472330948521960238514067351098412277";

    private static final long MOST_BULK = 16L << 20;

    private final WebAddress address;
    private final WebLimits limits;
    private final Wire wire;
    private final Asking asking;
    private final RandomGenerator chance;

    /// A peer at an address. Nothing is connected yet.
    ///
    /// @param chance what boundaries between parts are drawn from
    /// @throws IllegalArgumentException if a header of the address is one that HTTP keeps to itself, or its TLS terms do not read
    public WebPeer(WebAddress address, WebLimits limits, RandomGenerator chance) {
        this.address = address;
        this.limits = limits;
        this.wire = new Wire(address, limits);
        this.asking = new Asking(wire, address.query());
        this.chance = chance;
    }

    @Override
    public void verify(JobContext context) throws IOException {
        DataSet keys = DataSet.builder().put(Tag.StudyInstanceUID, Vr.UI, NO_STUDY).build();
        try (Answer a = wire.get(Query.of(QueryLevel.STUDY, keys, address.query()).page(address.query(), 1, 0),
                DicomJson.MEDIA_TYPE, context)) {
            if (a.status() == 404 || a.status() == 405) {
                throw new PeerException(
                        PeerException.Why.NOT_OFFERED,
                        Failures.where(a.asked()) + " answers, but has no DICOMweb at this root; check its path.");
            }
            if (!a.ok()) {
                throw Failures.ofStatus(a.status(), a.asked());
            }
            if (a.status() != 204) {
                Asking.read(a, BulkSource.none());
            }
        }
    }

    @Override
    public Found find(QueryLevel level, DataSet keys, int most, JobContext context) throws IOException {
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, was " + most);
        }
        return asking.find(Query.of(level, keys, address.query()), most, context);
    }

    /// The headers of what is wanted (WADO-RS metadata, PS3.18 10.4.1.1.2). Values that lie elsewhere on the same host are fetched, up
    /// to 16 MiB in all.
    ///
    /// @return one data set an instance
    /// @throws PeerException if it fails, or names a place on another host
    public List<DataSet> metadata(Wanted wanted, JobContext context) throws IOException {
        String path = "studies/" + Query.encoded(wanted.study())
                + wanted.series().map(s -> "/series/" + Query.encoded(s)).orElse("");
        if (wanted.instances().size() == 1) {
            path += "/instances/" + Query.encoded(wanted.instances().iterator().next());
        }
        URI uri = Query.under(address.retrieve(), path + "/metadata");
        try (Answer a = wire.get(uri, DicomJson.MEDIA_TYPE, context)) {
            if (!a.ok()) {
                throw Failures.ofStatus(a.status(), uri);
            }
            List<DataSet> all = Asking.read(a, new Bulk(wire, a.asked(), MOST_BULK, context));
            return wanted.instances().size() < 2
                    ? all
                    : all.stream().filter(d -> wanted.instances().contains(d.string(Tag.SOPInstanceUID, ""))).toList();
        }
    }

    @Override
    public Fetched retrieve(Wanted wanted, InstanceSink sink, JobContext context) throws IOException {
        return new Fetching(wire, address.retrieve(), sink, limits.instanceBytes(), context).fetch(wanted, asking, address.query());
    }

    @Override
    public List<Delivered> send(List<? extends OutgoingInstance> instances, JobContext context) throws IOException {
        return new Storing(wire, address.store(), asking, address.query(), chance).send(instances, context);
    }

    @Override
    public void close() {
        wire.close();
    }
}
