package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.core.work.JobContext;
import loupe.store.access.Role;
import loupe.store.atna.Collector;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.MerkleTree;
import loupe.store.fault.StoreException;
import loupe.store.keys.Credentials;
import loupe.store.keys.NewAccount;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openehealth.ipf.commons.audit.model.AuditMessage;
import org.openehealth.ipf.commons.audit.model.ParticipantObjectIdentificationType;
import org.openehealth.ipf.commons.audit.unmarshal.dicom.DICOMAuditParser;

/// Audit messages on their way to a collector that is `openssl s_server`, read there by another project's parser.
class OutboxTest {
    /// RFC 5424 section 6: header, one structured element, message.
    private static final Pattern LINE = Pattern.compile(
            "<85>1 (\\S+) \\S+ loupe - DICOM\\+RFC3881 \\[loupe@32473 log=\"([0-9a-f]{32})\" seq=\"(\\d+)\" size=\"(\\d+)\""
                    + " root=\"([0-9a-f]{64})\"] \ufeff(<\\?xml.*)",
            Pattern.DOTALL);

    @TempDir
    Path temp;

    private Path certificates = Path.of("");
    private int port;

    @BeforeEach
    void certificates() throws Exception {
        certificates = SyslogPeer.certificates(temp.resolve("certificates"));
        port = SyslogPeer.freePort();
    }

    private StoreSettings settings() {
        return Sample.settings(temp.resolve("device"));
    }

    private Store create() throws Exception {
        Store store = Store.create(temp.resolve("store"), Sample.passphrase(), settings());
        store.outbox().settle(SyslogPeer.settings(certificates, port, false));
        return store;
    }

    private Store open() throws Exception {
        return Store.open(temp.resolve("store"), Sample.passphrase(), settings());
    }

    private static Matcher parsed(String line) {
        Matcher m = LINE.matcher(line);
        assertThat(m.matches()).as(line).isTrue();
        return m;
    }

    private static List<Long> sequences(List<String> lines) {
        return lines.stream().map(l -> Long.parseLong(parsed(l).group(3))).toList();
    }

    private static List<AuditMessage> messages(List<String> lines) {
        List<AuditMessage> out = new ArrayList<>();
        for (String l : lines) {
            AuditMessage m = new DICOMAuditParser().parse(parsed(l).group(6), true);
            m.validate();
            out.add(m);
        }
        return out;
    }

    @Test
    void arrive_in_order_with_size_and_root_and_read_as_dicom_messages() throws Exception {
        List<String> lines;
        long first;
        try (SyslogPeer peer = SyslogPeer.start(certificates, port, "server", "-tls1_3");
                Store store = create()) {
            first = store.trail().size();
            Sample.importInstances(store, Sample.STUDY, 1, 2);
            assertThat(store.instances(Sample.STUDY)).hasSize(2);
            assertThat(store.outbox().waiting().messages()).isEqualTo(2);
            assertThat(store.outbox().send()).isEqualTo(2);
            assertThat(store.outbox().waiting().messages()).isZero();
            lines = peer.lines();
        }
        assertThat(sequences(lines)).containsExactly(first, first + 1);
        List<AuditMessage> read = messages(lines);
        assertThat(read).extracting(m -> m.getEventIdentification().getEventID().getCode())
                .containsExactly("110107", "110103");
        assertThat(read).extracting(m -> m.getActiveParticipants().getFirst().getUserID()).containsOnly(Sample.ACTOR);
        assertThat(read.getLast().getParticipantObjectIdentifications())
                .extracting(ParticipantObjectIdentificationType::getParticipantObjectID)
                .containsExactly(Sample.STUDY, Sample.PSEUDONYM);
        assertThat(lines).noneMatch(l -> l.contains(Sample.DETAIL) || l.contains(Sample.DESCRIPTION));
    }

    @Test
    void carry_the_root_the_log_itself_proves() throws Exception {
        try (SyslogPeer peer = SyslogPeer.start(certificates, port, "server", "-tls1_3");
                Store store = create()) {
            for (int i = 0; i < 5; i++) {
                store.log(AuditEntry.of(AuditEvent.NOTED, "note " + i));
            }
            store.outbox().send();
            MerkleTree tree = new MerkleTree();
            long size = store.trail().size();
            List<String> roots = new ArrayList<>();
            for (long i = 0; i < size; i++) {
                tree.add(MerkleTree.leaf(store.trail().prove(i).record()));
                roots.add(HexFormat.of().formatHex(tree.root()));
            }
            assertThat(peer.lines()).hasSize(5).allSatisfy(l -> {
                Matcher m = parsed(l);
                assertThat(m.group(5)).isEqualTo(roots.get(Integer.parseInt(m.group(4)) - 1));
            });
        }
    }

    @Test
    void wait_for_a_dead_collector_and_survive_a_restart_in_order() throws Exception {
        long from;
        try (Store store = create()) {
            from = store.trail().size();
            store.log(AuditEntry.of(AuditEvent.NOTED, "first"));
            assertThatThrownBy(() -> store.outbox().send()).isInstanceOf(IOException.class);
            assertThat(store.outbox().waiting().messages()).isEqualTo(1);
        }
        try (Store store = open()) {
            store.log(AuditEntry.of(AuditEvent.NOTED, "second"));
            assertThatThrownBy(() -> store.outbox().send()).isInstanceOf(IOException.class);
            try (SyslogPeer peer = SyslogPeer.start(certificates, port, "server", "-tls1_3")) {
                long sent = store.outbox().send();
                assertThat(sequences(peer.lines()))
                        .containsExactlyElementsOf(
                                java.util.stream.LongStream.range(from, from + sent).boxed().toList());
                assertThat(sent).isEqualTo(store.trail().size() - from);
            }
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
        }
    }

    @Test
    void are_kept_with_the_records_of_an_account_that_cannot_send_them() throws Exception {
        try (Store store = create()) {
            var lock = new NewAccount.Lock.Passphrase("another passphrase".toCharArray(), false);
            store.accounts().add(new NewAccount("auditor", "An Auditor", java.util.Set.of(Role.AUDITOR), lock));
        }
        StoreSettings auditor = settings();
        try (SyslogPeer peer = SyslogPeer.start(certificates, port, "server", "-tls1_3")) {
            try (Store store = Store.open(
                    temp.resolve("store"),
                    new Credentials.Passphrase("auditor", "another passphrase".toCharArray(), ""),
                    auditor)) {
                List<LoggedEvent> all = store.events(0, 100);
                assertThat(all).isNotEmpty();
                assertThat(store.outbox().send()).isZero();
                assertThat(store.outbox().waiting().messages()).isPositive();
            }
            try (Store store = open()) {
                store.outbox().send();
                assertThat(messages(peer.lines()))
                        .anyMatch(m -> m.getEventIdentification().getEventID().getCode().equals("110101")
                                && m.getActiveParticipants().getFirst().getUserID().equals("auditor"));
            }
        }
    }

    @Test
    void stop_when_the_collector_is_taken_away() throws Exception {
        try (Store store = create()) {
            store.log(AuditEntry.of(AuditEvent.NOTED, ""));
            store.outbox().end();
            assertThat(store.outbox().waiting().messages()).isZero();
            store.log(AuditEntry.of(AuditEvent.NOTED, ""));
            assertThat(store.outbox().waiting().messages()).isZero();
            assertThat(store.outbox().collector()).isEmpty();
        }
    }

    @Nested
    class A_collector {
        private void refusedWith(String certificate, String... more) throws Exception {
            try (SyslogPeer peer = SyslogPeer.start(certificates, port, certificate, more);
                    Store store = create()) {
                store.log(AuditEntry.of(AuditEvent.NOTED, ""));
                assertThatThrownBy(() -> store.outbox().send()).isInstanceOf(IOException.class);
                assertThat(peer.lines()).isEmpty();
                assertThat(store.outbox().waiting().messages()).isEqualTo(1);
            }
        }

        @Test
        void of_another_name_gets_nothing() throws Exception {
            refusedWith("stranger", "-tls1_3");
        }

        @Test
        void that_speaks_tls_1_2_only_gets_nothing() throws Exception {
            refusedWith("server", "-tls1_2");
        }

        @Test
        void that_another_authority_vouches_for_gets_nothing() throws Exception {
            Path others = SyslogPeer.certificates(temp.resolve("others"));
            try (SyslogPeer peer = SyslogPeer.start(others, port, "server", "-tls1_3");
                    Store store = create()) {
                store.log(AuditEntry.of(AuditEvent.NOTED, ""));
                assertThatThrownBy(() -> store.outbox().send()).isInstanceOf(IOException.class);
                assertThat(peer.lines()).isEmpty();
            }
        }

        @Test
        void that_asks_for_a_certificate_refuses_a_machine_without_one() throws Exception {
            refusedWith("server", "-tls1_3", "-Verify", "1", "-verify_return_error", "-CAfile", "ca.pem");
        }

        @Test
        void that_asks_for_a_certificate_takes_the_machine_that_has_one() throws Exception {
            try (SyslogPeer peer = SyslogPeer.start(
                            certificates, port, "server", "-tls1_3", "-Verify", "1", "-verify_return_error", "-CAfile", "ca.pem");
                    Store store = create()) {
                store.outbox().settle(SyslogPeer.settings(certificates, port, true));
                store.log(AuditEntry.of(AuditEvent.NOTED, ""));
                assertThat(store.outbox().send()).isEqualTo(2);
                assertThat(messages(peer.lines())).hasSize(2);
            }
        }
    }

    @Test
    void are_settled_by_who_may_change_the_site_with_certificates_that_read() throws Exception {
        try (Store store = create()) {
            assertThatThrownBy(() -> store.outbox()
                            .settle(new Collector("localhost", port, "no certificate", java.util.Optional.empty())))
                    .isInstanceOf(IllegalArgumentException.class);
            var lock = new NewAccount.Lock.Passphrase("another passphrase".toCharArray(), false);
            store.accounts().add(new NewAccount("reader", "A Reader", java.util.Set.of(Role.RADIOLOGIST), lock));
        }
        try (Store store = Store.open(
                temp.resolve("store"),
                new Credentials.Passphrase("reader", "another passphrase".toCharArray(), ""),
                settings())) {
            StoreException e = catchThrowableOfType(
                    StoreException.class,
                    () -> store.outbox().settle(SyslogPeer.settings(certificates, port, false)));
            assertThat(e.kind()).isEqualTo(StoreException.Kind.NOT_ALLOWED);
        }
    }
}
