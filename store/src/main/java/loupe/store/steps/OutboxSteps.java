package loupe.store.steps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import loupe.store.access.KeyDomain;
import loupe.store.access.Permission;
import loupe.store.atna.AuditMessage;
import loupe.store.atna.AuditMessage.Subject;
import loupe.store.atna.Collector;
import loupe.store.atna.SyslogLine;
import loupe.store.atna.TlsWay;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.AuditLog;
import loupe.store.audit.LoggedEvent;
import loupe.store.db.RecordsDb.Outgoing;
import loupe.store.face.Outbox;
import loupe.store.fault.StoreException;
import loupe.store.journal.SiteKind;
import loupe.store.session.Session;
import loupe.store.session.SiteShelf;
import loupe.store.session.Turn;

/// The outbox of an open store: holds positions in the log and roots, never a message in the clear; a message is made when
/// it is sent.
public final class OutboxSteps implements Outbox {
    private static final String NAME = "collector";
    private static final int BATCH = 256;

    private final Turn turn;
    /// Two senders would deliver twice.
    private final ReentrantLock sending = new ReentrantLock();

    public OutboxSteps(Turn turn) {
        this.turn = turn;
    }

    @Override
    public void settle(Collector collector) throws StoreException {
        TlsWay.check(collector);
        turn.take(s -> {
            s.gate().require(Permission.CHANGE_SITE);
            AuditEntry entry = AuditEntry.of(AuditEvent.COLLECTOR_CHANGED, collector.host() + ":" + collector.port());
            new SiteShelf(s).put(new SiteShelf.Item(SiteKind.SETTINGS, NAME, collector.toBytes()), entry);
            return true;
        });
    }

    @Override
    public void end() throws StoreException {
        turn.take(s -> {
            s.gate().require(Permission.CHANGE_SITE);
            var item = new SiteShelf.Item(SiteKind.SETTINGS, NAME, new byte[0]);
            new SiteShelf(s).put(item, AuditEntry.of(AuditEvent.COLLECTOR_REMOVED, ""));
            s.disk().records().dropOutbox(Long.MAX_VALUE);
            return true;
        });
    }

    @Override
    public Optional<Collector> collector() throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.READ_SITE);
            return settled(s);
        });
    }

    private static Optional<Collector> settled(Session s) throws StoreException {
        Optional<byte[]> kept = new SiteShelf(s).content(SiteKind.SETTINGS, NAME, 0).filter(b -> b.length > 0);
        return kept.isPresent() ? Optional.of(Collector.of(kept.get())) : Optional.empty();
    }

    @Override
    public Waiting waiting() throws StoreException {
        return turn.take(s -> {
            List<Outgoing> first = s.disk().records().outbox(1);
            if (first.isEmpty()) {
                return new Waiting(0, Optional.empty());
            }
            Optional<Instant> oldest = events(s, first).stream().findFirst().map(LoggedEvent::time);
            return new Waiting(s.disk().records().outboxSize(), oldest);
        });
    }

    private static List<LoggedEvent> events(Session s, List<Outgoing> those) throws StoreException {
        long from = those.getFirst().seq();
        return s.log().events(
                        new AuditLog.Range(from, those.getLast().seq() - from + 1), id -> Optional.empty(), s.catalogue()::uid);
    }

    /// @param collector where to
    /// @param last the last record among them
    /// @param frames lines with their lengths
    private record Batch(Collector collector, long last, List<byte[]> frames) {}

    @Override
    public long send() throws IOException {
        sending.lock();
        try {
            long sent = 0;
            while (true) {
                Optional<Batch> next = turn.take(OutboxSteps::batch);
                if (next.isEmpty()) {
                    return sent;
                }
                Batch b = next.get();
                new TlsWay(b.collector).deliver(b.frames);
                turn.take(s -> {
                    s.disk().records().dropOutbox(b.last);
                    return true;
                });
                sent += b.frames.size();
            }
        } finally {
            sending.unlock();
        }
    }

    /// What goes next; empty where nothing waits or the account has no key to where it goes.
    private static Optional<Batch> batch(Session s) throws StoreException {
        boolean able = s.keys().holds(KeyDomain.SITE) && s.keys().holds(KeyDomain.IMAGES) && s.keys().holds(KeyDomain.INDEX);
        List<Outgoing> those = s.disk().records().outbox(BATCH);
        if (!able || those.isEmpty()) {
            return Optional.empty();
        }
        Optional<Collector> to = settled(s);
        if (to.isEmpty()) {
            return Optional.empty();
        }
        java.util.Map<Long, LoggedEvent> bySequence = new java.util.HashMap<>();
        events(s, those).forEach(e -> bySequence.put(e.sequence(), e));
        List<byte[]> frames = new ArrayList<>();
        for (Outgoing o : those) {
            LoggedEvent e = bySequence.get(o.seq());
            if (e != null) {
                frames.add(line(s, e, o.root()).frame());
            }
        }
        return Optional.of(new Batch(to.get(), those.getLast().seq(), frames));
    }

    private static SyslogLine line(Session s, LoggedEvent e, byte[] root) {
        Optional<Subject> subject = e.studyUid()
                .flatMap(s.catalogue()::of)
                .map(c -> new Subject(c.summary().studyUid(), c.summary().patientPseudonym()));
        String log = s.keys().store().hex();
        AuditMessage message = new AuditMessage(
                e.event().orElse(AuditEvent.NOTED), e.outcome(), e.time(), e.actor(), "loupe-" + log.substring(0, 8), subject);
        return new SyslogLine(message, host(), log, e.sequence(), root);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "-";
        }
    }
}
