package loupe.store.access;

import java.util.EnumSet;
import java.util.Set;

/// What an account is for. This table is the access matrix; docs/access.md shows it and a test compares the two.
///
/// `may` is checked by code; `holds` is what the account's slot wraps, and so what it can open at all.
public enum Role {
    /// Reads, decides, signs, exports.
    RADIOLOGIST(1,
            acts(Permission.IMPORT, Permission.LIST_STUDIES, Permission.READ_IMAGES, Permission.ANALYZE, Permission.READ_FINDINGS,
                    Permission.DECIDE, Permission.SEAL, Permission.EXPORT, Permission.RECORD_CONSENT, Permission.READ_SITE, Permission.VERIFY,
                    Permission.APPROVE, Permission.BREAK_GLASS),
            keys(KeyDomain.INDEX, KeyDomain.IMAGES, KeyDomain.FINDINGS, KeyDomain.SITE, KeyDomain.PROJECT)),
    /// Looks at how models and readers do; decides nothing.
    QA_REVIEWER(2,
            acts(Permission.LIST_STUDIES, Permission.READ_IMAGES, Permission.READ_FINDINGS, Permission.READ_SITE, Permission.VERIFY,
                    Permission.APPROVE, Permission.ASSESS_QUALITY),
            keys(KeyDomain.IMAGES, KeyDomain.FINDINGS, KeyDomain.SITE, KeyDomain.INDEX)),
    /// Imports and checks images; has no key to a finding.
    LAB_TECHNICIAN(3,
            acts(Permission.IMPORT, Permission.LIST_STUDIES, Permission.READ_IMAGES, Permission.RECORD_CONSENT, Permission.READ_SITE),
            keys(KeyDomain.INDEX, KeyDomain.IMAGES, KeyDomain.SITE, KeyDomain.PROJECT)),
    /// Accounts, models, settings, backups, erasure. Holds keys to grant, re-wrap and erase; code refuses reading.
    ADMINISTRATOR(4,
            acts(Permission.LIST_STUDIES, Permission.READ_SITE, Permission.CHANGE_SITE, Permission.VERIFY, Permission.MANAGE_ACCOUNTS,
                    Permission.BACK_UP, Permission.ERASE, Permission.ROTATE, Permission.APPROVE, Permission.BREAK_GLASS),
            keys(KeyDomain.INDEX, KeyDomain.IMAGES, KeyDomain.FINDINGS, KeyDomain.SITE, KeyDomain.PROJECT)),
    /// Reads the log; has no key to a study.
    AUDITOR(5,
            acts(Permission.READ_LOG, Permission.VERIFY, Permission.REVIEW_BREAK_GLASS),
            keys()),
    /// A program that brings images in and runs models, and reads what that needs; it decides, signs and exports nothing.
    SERVICE(6,
            acts(Permission.IMPORT, Permission.LIST_STUDIES, Permission.READ_IMAGES, Permission.ANALYZE, Permission.READ_FINDINGS,
                    Permission.READ_SITE),
            keys(KeyDomain.INDEX, KeyDomain.IMAGES, KeyDomain.FINDINGS, KeyDomain.SITE, KeyDomain.PROJECT)),
    /// Keeps who a pseudonym is; sees no image.
    IDENTITY_KEEPER(7,
            acts(Permission.LINK_IDENTITY),
            keys(KeyDomain.IDENTITY, KeyDomain.INDEX));

    private final int code;
    private final long actions;
    private final long domains;

    /// What every slot holds besides: whoever works writes the log, and signs it at the end.
    Role(int code, long actions, long domains) {
        this.code = code;
        this.actions = actions;
        this.domains = domains | keys(KeyDomain.LOG, KeyDomain.SIGN, KeyDomain.NOTES);
    }

    private static long acts(Permission... all) {
        long bits = 0;
        for (Permission a : all) {
            bits |= 1L << a.ordinal();
        }
        return bits;
    }

    private static long keys(KeyDomain... all) {
        long bits = 0;
        for (KeyDomain d : all) {
            bits |= 1L << d.ordinal();
        }
        return bits;
    }

    /// Stored code.
    public int code() {
        return code;
    }

    /// Whether the role alone allows an action.
    public boolean may(Permission action) {
        return (actions & 1L << action.ordinal()) != 0;
    }

    /// The key families a slot of this role wraps.
    public Set<KeyDomain> holds() {
        EnumSet<KeyDomain> all = EnumSet.allOf(KeyDomain.class);
        all.removeIf(d -> (domains & 1L << d.ordinal()) == 0);
        return all;
    }

    /// The key families slots of several roles wrap together.
    public static Set<KeyDomain> holds(Set<Role> roles) {
        EnumSet<KeyDomain> all = EnumSet.noneOf(KeyDomain.class);
        roles.forEach(r -> all.addAll(r.holds()));
        return all;
    }

    /// Roles as one number, a bit for each code.
    public static int bits(Set<Role> roles) {
        return roles.stream().mapToInt(r -> 1 << r.code).sum();
    }

    /// Roles of a number; unknown bits are left out.
    public static Set<Role> of(int bits) {
        EnumSet<Role> out = EnumSet.noneOf(Role.class);
        for (Role r : values()) {
            if ((bits & 1 << r.code) != 0) {
                out.add(r);
            }
        }
        return out;
    }
}
