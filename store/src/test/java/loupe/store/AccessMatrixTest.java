package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loupe.core.work.JobContext;
import loupe.store.access.Permission;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.Outcome;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.SiteKind;
import loupe.store.keys.Credentials;
import loupe.store.keys.NewAccount;
import loupe.store.setting.Policy;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every role tries every action on a real store: what the matrix allows is done, what it refuses is refused and logged.
class AccessMatrixTest {
    /// The matrix as the specification has it, written down apart from the code: a letter where allowed.
    /// Order: radiologist, QA reviewer, lab technician, administrator, auditor, service, identity keeper.
    private static final Map<Permission, String> EXPECTED = Map.ofEntries(
            Map.entry(Permission.IMPORT, "R.L..S."),
            Map.entry(Permission.LIST_STUDIES, "RQLA.S."),
            Map.entry(Permission.READ_IMAGES, "RQL..S."),
            Map.entry(Permission.ANALYZE, "R....S."),
            Map.entry(Permission.READ_FINDINGS, "RQ...S."),
            Map.entry(Permission.DECIDE, "R......"),
            Map.entry(Permission.SEAL, "R......"),
            Map.entry(Permission.EXPORT, "R......"),
            Map.entry(Permission.RECORD_CONSENT, "R.L...."),
            Map.entry(Permission.READ_SITE, "RQLA.S."),
            Map.entry(Permission.CHANGE_SITE, "...A..."),
            Map.entry(Permission.READ_LOG, "....A.."),
            Map.entry(Permission.VERIFY, "RQ.AA.."),
            Map.entry(Permission.MANAGE_ACCOUNTS, "...A..."),
            Map.entry(Permission.BACK_UP, "...A..."),
            Map.entry(Permission.ERASE, "...A..."),
            Map.entry(Permission.ROTATE, "...A..."),
            Map.entry(Permission.APPROVE, "RQ.A..."),
            Map.entry(Permission.BREAK_GLASS, "R..A..."),
            Map.entry(Permission.REVIEW_BREAK_GLASS, "....A.."),
            Map.entry(Permission.LINK_IDENTITY, "......I"),
            Map.entry(Permission.ASSESS_QUALITY, ".Q....."));

    private static final List<Role> ORDER = List.of(
            Role.RADIOLOGIST,
            Role.QA_REVIEWER,
            Role.LAB_TECHNICIAN,
            Role.ADMINISTRATOR,
            Role.AUDITOR,
            Role.SERVICE,
            Role.IDENTITY_KEEPER);

    @TempDir
    static Path temp;

    private static Path made = Path.of("");
    private static long breakGlass;
    private Path now = Path.of("");

    @BeforeAll
    static void makes_a_store_with_an_account_a_role() throws Exception {
        made = temp.resolve("made");
        java.nio.file.Files.createDirectories(made);
        try (Store store = Store.create(made.resolve("store"), Sample.passphrase(), settings(made))) {
            Sample.fill(store);
            store.lifecycle().settle(withoutSecondPerson());
            breakGlass = store.trail().size();
            store.lifecycle().breakGlass("power cut in the reading room");
            for (Role role : Role.values()) {
                store.accounts().add(account(name(role), Set.of(role)));
            }
        }
    }

    private static Policy withoutSecondPerson() {
        return new Policy(10, false, 0, 30, 60, 200, 20);
    }

    private static StoreSettings settings(Path folder) {
        return Sample.settings(folder.resolve("device"));
    }

    static NewAccount account(String name, Set<Role> roles) {
        return new NewAccount(name, name, roles, new NewAccount.Lock.Passphrase(name.toCharArray(), false));
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    @BeforeEach
    void copies_it() throws Exception {
        now = temp.resolve("now");
        Sample.copy(made, now);
    }

    @AfterEach
    void deletes_the_copy() throws Exception {
        Sample.delete(now);
    }

    private Store as(String name) throws StoreException {
        return Store.open(
                now.resolve("store"), new Credentials.Passphrase(name, name.toCharArray(), ""), settings(now));
    }

    private Store asFirst() throws StoreException {
        return Store.open(now.resolve("store"), Sample.passphrase(), settings(now));
    }

    static Stream<Arguments> everything() {
        List<Arguments> all = new ArrayList<>();
        for (Role role : ORDER) {
            for (Permission action : Permission.values()) {
                all.add(Arguments.of(role, action));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everything")
    void is_what_each_role_can_do_and_each_refusal_is_in_the_log(Role role, Permission action) throws Exception {
        boolean allowed = EXPECTED.get(action).charAt(ORDER.indexOf(role)) != '.';
        Optional<Kind> refused = Optional.empty();
        try (Store store = as(name(role))) {
            tryOut(store, action);
        } catch (StoreException e) {
            refused = Optional.of(e.kind());
        }
        if (allowed) {
            assertThat(refused).isEmpty();
            return;
        }
        assertThat(refused).contains(Kind.NOT_ALLOWED);
        try (Store store = asFirst()) {
            List<LoggedEvent> refusals = store.events(0, 10_000).stream()
                    .filter(e -> e.event().equals(Optional.of(AuditEvent.REFUSED)))
                    .toList();
            assertThat(refusals).hasSize(1);
            assertThat(refusals.getFirst().actor()).isEqualTo(name(role));
            assertThat(refusals.getFirst().detail()).contains(action.name());
            assertThat(refusals.getFirst().outcome()).isEqualTo(Outcome.MINOR_FAILURE);
        }
    }

    private void tryOut(Store store, Permission action) throws Exception {
        switch (action) {
            case IMPORT -> Sample.importInstances(store, "2.25.99", 1, 1);
            case LIST_STUDIES -> store.studies();
            case READ_IMAGES -> assertThat(store.instances(Sample.STUDY).getFirst().frame(0).byteSize())
                    .isEqualTo(512);
            case ANALYZE -> append(store, RecordKind.PREDICTION);
            case READ_FINDINGS -> assertThat(store.records(Sample.STUDY)).isNotEmpty();
            case DECIDE -> append(store, RecordKind.VERDICT);
            case SEAL -> append(store, RecordKind.SEAL);
            case EXPORT -> store.authorize(Permission.EXPORT, Sample.STUDY);
            case RECORD_CONSENT -> append(store, RecordKind.CONSENT);
            case READ_SITE -> store.site(SiteKind.MODEL_CARD, "lung");
            case CHANGE_SITE -> store.putSite(SiteKind.OTHER, "note", new byte[] {1});
            case READ_LOG -> store.events(0, 10);
            case VERIFY -> assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            case MANAGE_ACCOUNTS -> store.accounts().add(account("newcomer", Set.of(Role.AUDITOR)));
            case BACK_UP -> store.lifecycle().backUp(now.resolve("backup"), JobContext.unattended());
            case ERASE -> {
                // Keys are replaced, so only an account that holds all can; here nobody keeps identities.
                withoutIdentityKeeper(store);
                store.lifecycle().erase(List.of(Sample.STUDY), "asked for");
            }
            case ROTATE -> {
                withoutIdentityKeeper(store);
                store.lifecycle().rotate();
            }
            case APPROVE -> store.lifecycle().approve(Permission.EXPORT, Sample.STUDY, Sample.ACTOR);
            case BREAK_GLASS -> store.lifecycle().breakGlass("no other way");
            case REVIEW_BREAK_GLASS -> store.trail().reviewBreakGlass(breakGlass, "was justified");
            case LINK_IDENTITY -> store.identities().link("P1", new byte[] {1});
            case ASSESS_QUALITY -> store.putSite(SiteKind.QUALITY, "sample-1", new byte[] {1});
        }
    }

    private static void withoutIdentityKeeper(Store store) throws StoreException {
        if (store.accounts().present().roles().contains(Role.ADMINISTRATOR)) {
            store.accounts().remove(name(Role.IDENTITY_KEEPER));
        }
    }

    private static void append(Store store, RecordKind kind) throws StoreException {
        store.append(
                NewRecord.of(Sample.STUDY, kind, new byte[] {1}),
                s -> Sample.summary(Sample.STUDY, 2),
                AuditEntry.of(AuditEvent.NOTED, "", Sample.STUDY));
    }

    @Test
    void stands_in_the_documentation_as_in_the_code() throws Exception {
        String shared = System.getProperty("basedir", System.getProperty("user.dir"));
        Path docs = Path.of(shared).resolveSibling("docs").resolve("access.md");
        String page = java.nio.file.Files.readString(docs);
        for (Permission action : Permission.values()) {
            StringBuilder row = new StringBuilder("| " + action.name() + " |");
            for (Role role : ORDER) {
                row.append(role.may(action) ? " yes |" : "  |");
            }
            assertThat(page).contains(row);
        }
    }
}
