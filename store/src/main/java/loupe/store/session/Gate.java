package loupe.store.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.store.access.Account;
import loupe.store.access.KeyDomain;
import loupe.store.access.Permission;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.journal.SiteKind;
import loupe.store.keys.SlotMaker;
import loupe.store.setting.Policy;
import org.jspecify.annotations.Nullable;

/// Decides what the account at work may do, and writes every refusal into the log. One thread at a time.
public final class Gate {
    private static final List<Permission> IN_AN_EMERGENCY =
            List.of(Permission.READ_IMAGES, Permission.READ_FINDINGS, Permission.EXPORT, Permission.LIST_STUDIES);

    private final Session session;
    private Instant emergencyUntil = Instant.MIN;
    private @Nullable Policy policy;

    public Gate(Session session) {
        this.session = session;
    }

    /// Refuses what no role of the account allows.
    ///
    /// @param any what must be allowed, one of them at least; the first is named in a refusal
    public void require(Permission... any) throws StoreException {
        for (Permission a : any) {
            if (session.account().may(a) || emergency(a)) {
                return;
            }
        }
        refuse(any[0], "", Kind.NOT_ALLOWED, "Your account may not " + words(any[0]) + "; ask someone whose role includes it.");
    }

    private static String words(Permission a) {
        return a.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void refuse(Permission a, String subject, Kind kind, String why) throws StoreException {
        session.note(AuditEvent.REFUSED, Outcome.MINOR_FAILURE, a.name() + (subject.isEmpty() ? "" : " " + subject));
        throw new StoreException(kind, why);
    }

    private boolean emergency(Permission a) {
        return IN_AN_EMERGENCY.contains(a) && inEmergency();
    }

    /// Whether an emergency is on.
    public boolean inEmergency() {
        return now().isBefore(emergencyUntil);
    }

    private Instant now() {
        return session.settings().clock().instant();
    }

    /// Opens an emergency.
    ///
    /// @return until when
    public Instant breakGlass(String reason) throws StoreException {
        require(Permission.BREAK_GLASS);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("an emergency needs a reason");
        }
        Instant until = now().plus(Duration.ofMinutes(policy().breakGlassMinutes()));
        session.note(AuditEvent.BREAK_GLASS, Outcome.SUCCESS, "until " + until + ": " + reason.strip());
        session.note(AuditEvent.ALERT, Outcome.SUCCESS, "break-glass; asks for review");
        emergencyUntil = until;
        return until;
    }

    /// Allows export or erasure of a study: by role, and by a second person where the store has one who may approve. An
    /// emergency stands in for the second person at what it is there for, reading and export, and at nothing else.
    public void requireTwo(Permission action, RowId study) throws StoreException {
        require(action);
        if (!allowsAlone(action, study)) {
            refuse(
                    action,
                    "without a second person",
                    Kind.SECOND_PERSON_NEEDED,
                    "A second person must approve this first: `loupe approve` under their own account.");
        }
    }

    /// Whether nobody more must approve export or erasure of a study for the account at work, whatever its role.
    public boolean allowsAlone(Permission action, RowId study) throws StoreException {
        return !twoPersons() || emergency(action) || approved(action, study);
    }

    private boolean twoPersons() throws StoreException {
        return policy().twoPersons() && others().anyMatch(a -> a.person() && a.may(Permission.APPROVE));
    }

    private java.util.stream.Stream<Account> others() throws StoreException {
        List<Account> all = new java.util.ArrayList<>();
        for (AccountRow row : session.disk().keys().accounts()) {
            all.add(SlotMaker.account(row, session.keys()));
        }
        return all.stream().filter(a -> !a.id().equals(session.account().id()));
    }

    private static String grantName(Permission action, RowId study, String account) {
        return action.name() + " " + study.hex() + " " + account;
    }

    private boolean approved(Permission action, RowId study) throws StoreException {
        Optional<byte[]> grant = new SiteShelf(session)
                .content(SiteKind.APPROVAL, grantName(action, study, session.account().id()), 0);
        return grant.isPresent() && now().isBefore(Instant.ofEpochMilli(new ByteSource(grant.get()).i64()));
    }

    /// Lets another account export or erase a study, for a time.
    ///
    /// @return until when
    public Instant approve(Permission action, RowId study, String accountName) throws StoreException {
        require(Permission.APPROVE);
        if (action != Permission.EXPORT && action != Permission.ERASE) {
            throw new IllegalArgumentException("only export and erasure are approved");
        }
        Account other = others()
                .filter(a -> a.name().equalsIgnoreCase(accountName.strip()))
                .findFirst()
                .orElseThrow(() -> new StoreException(
                        Kind.NOT_THERE, "No other account has that name; nobody approves for themselves."));
        Instant until = now().plus(Duration.ofMinutes(policy().approvalMinutes()));
        byte[] grant = new ByteSink()
                .i64(until.toEpochMilli())
                .text(session.account().name())
                .toBytes();
        AuditEntry entry = AuditEntry.of(AuditEvent.APPROVED, action + " by " + other.name() + " until " + until);
        new SiteShelf(session).put(new SiteShelf.Item(SiteKind.APPROVAL, grantName(action, study, other.id()), grant), entry);
        return until;
    }

    /// Refuses an account that lacks a key some other account has: it could not begin a new epoch.
    public void requireEveryKey() throws StoreException {
        boolean identity = others().anyMatch(a -> Role.holds(a.roles()).contains(KeyDomain.IDENTITY));
        for (KeyDomain d : KeyDomain.values()) {
            if (!session.keys().holds(d) && (d != KeyDomain.IDENTITY || identity)) {
                throw new StoreException(
                        Kind.ERASURE_PENDING,
                        "Keys must be replaced, which needs an administrator"
                                + (identity ? " who is identity keeper too" : "") + "; open the store with that account.");
            }
        }
    }

    /// What the site has settled; the usual where the account holds no key to it.
    public Policy policy() throws StoreException {
        Policy known = policy;
        if (known != null) {
            return known;
        }
        boolean readable = session.keys().holds(KeyDomain.SITE) && session.keys().holds(KeyDomain.INDEX);
        Optional<byte[]> kept =
                readable ? new SiteShelf(session).content(SiteKind.SETTINGS, Policy.NAME, 0) : Optional.empty();
        Policy read = kept.isPresent() ? Policy.of(kept.get()) : Policy.usual();
        policy = read;
        return read;
    }

    /// Keeps what the site has settled.
    public void settle(Policy next) throws StoreException {
        require(Permission.CHANGE_SITE);
        new SiteShelf(session)
                .put(
                        new SiteShelf.Item(SiteKind.SETTINGS, Policy.NAME, next.toBytes()),
                        AuditEntry.of(AuditEvent.SETTINGS_CHANGED, next.toString()));
        policy = next;
    }
}
