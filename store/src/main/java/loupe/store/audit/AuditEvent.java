package loupe.store.audit;

import java.util.Optional;

/// What happened; the code is what stands in the log and never changes.
public enum AuditEvent {
    STORE_CREATED(1),
    OPENED(2),
    CLOSED(3),
    LOCKED(4),
    UNLOCKED(5),
    LOGIN_REFUSED(6),
    KEY_CREATED(7),
    CHECKPOINT(8),
    SWEPT(9),
    ACCOUNT_CHANGED(11),
    KEYS_INTENT(12),
    EPOCH_BEGUN(13),
    MIGRATED(14),
    ANCHORS_REPAIRED(15),
    ANCHOR_DAMAGED(16),
    CLOCK_SET_BACK(17),
    KEY_USED(18),
    IMPORTED(20),
    STUDY_READ(21),
    ANALYSED(22),
    VERDICT_GIVEN(23),
    CORRECTED(24),
    UNDONE(25),
    SEALED(26),
    EXPORTED(27),
    NOTED(28),
    CONSENT_CHANGED(29),
    REFUSED(30),
    APPROVED(31),
    BREAK_GLASS(32),
    BREAK_GLASS_REVIEWED(33),
    IDENTITY_LINKED(34),
    IDENTITY_LOOKED_UP(35),
    LOG_READ(36),
    INVENTORY_CHANGED(37),
    PORTABILITY_EXPORTED(38),
    MEASURED(39),
    SITE_CHANGED(40),
    SETTINGS_CHANGED(41),
    MODEL_REGISTERED(42),
    VERIFIED(43),
    WALKED(44),
    BACKED_UP(45),
    RESTORED(46),
    ERASE_INTENT(47),
    ERASE_DONE(48),
    HOLD_CHANGED(49),
    ALERT(50),
    COLLECTOR_CHANGED(51),
    COLLECTOR_REMOVED(52),
    FIRST_OPINION_GIVEN(53),
    STUDY_CLAIMED(56),
    STUDY_RELEASED(57),
    FAILED(60),
    MODEL_TRUSTED(80),
    MODEL_RETIRED(81),
    MODEL_ROLLED_BACK(82),
    MODEL_REFUSED(83),
    MODEL_KEY_TRUSTED(84),
    MODEL_DRIFTED(85),
    QUALITY_REVIEWED(90),
    /// Figures of the whole site were read: counts, no study.
    FIGURES_READ(91),
    REPORT_KEPT(100),
    /// A step of a double reading: the rule, assigned, begun, finished, a difference settled, concluded.
    DOUBLE_READ(110),
    /// Another system was asked what it holds: node and count, never what was asked.
    QUERIED(120),
    /// Results are about to go to another system: node, count, reason.
    SENDING(121),
    /// What another system said of results sent to it.
    SENT(122);

    private final int code;

    AuditEvent(int code) {
        this.code = code;
    }

    /// Code in the log, 1 to 65535.
    public int code() {
        return code;
    }

    /// The event of a code; empty for a code this version does not know.
    public static Optional<AuditEvent> of(int code) {
        for (AuditEvent e : values()) {
            if (e.code == code) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }
}
