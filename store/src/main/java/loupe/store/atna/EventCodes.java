package loupe.store.atna;

import java.util.List;
import java.util.Optional;
import loupe.store.audit.AuditEvent;

/// How the store's events are coded by DICOM PS3.15 A.5.3; each carries the store's own code as a further type.
///
/// @param id event id, PS3.16 CID 400
/// @param action C, R, U, D or E
/// @param type event type of PS3.16 CID 401, where the standard has one
record EventCodes(Coded id, char action, Optional<Coded> type) {
    private static final Coded ACTIVITY = Coded.dcm(110100, "Application Activity");
    private static final Coded LOG_USED = Coded.dcm(110101, "Audit Log Used");
    private static final Coded ACCESSED = Coded.dcm(110103, "DICOM Instances Accessed");
    private static final Coded DELETED = Coded.dcm(110105, "DICOM Study Deleted");
    private static final Coded EXPORT = Coded.dcm(110106, "Export");
    private static final Coded IMPORT = Coded.dcm(110107, "Import");
    private static final Coded PATIENT = Coded.dcm(110110, "Patient Record");
    private static final Coded BEGIN_TRANSFER = Coded.dcm(110102, "Begin Transferring DICOM Instances");
    private static final Coded TRANSFERRED = Coded.dcm(110104, "DICOM Instances Transferred");
    private static final Coded QUERY = Coded.dcm(110112, "Query");
    private static final Coded ALERT = Coded.dcm(110113, "Security Alert");
    private static final Coded LOGIN = Coded.dcm(110114, "User Authentication");

    private static EventCodes of(Coded id, char action) {
        return new EventCodes(id, action, Optional.empty());
    }

    private static EventCodes of(Coded id, char action, int type, String meaning) {
        return new EventCodes(id, action, Optional.of(Coded.dcm(type, meaning)));
    }

    static EventCodes of(AuditEvent event) {
        return switch (event) {
            case STORE_CREATED, OPENED, BACKED_UP, RESTORED, MIGRATED, SWEPT, VERIFIED, WALKED, CHECKPOINT, NOTED, FAILED ->
                of(ACTIVITY, 'E', 110120, "Application Start").typedOnly(event == AuditEvent.OPENED);
            case CLOSED -> of(ACTIVITY, 'E', 110121, "Application Stop");
            case UNLOCKED, LOGIN_REFUSED -> of(LOGIN, 'E', 110122, "Login");
            case LOCKED -> of(LOGIN, 'E', 110123, "Logout");
            case LOG_READ -> of(LOG_USED, 'R');
            case STUDY_READ, FIGURES_READ -> of(ACCESSED, 'R');
            case ANALYSED, VERDICT_GIVEN, CORRECTED, MEASURED, FIRST_OPINION_GIVEN, UNDONE, SEALED, HOLD_CHANGED, ERASE_INTENT,
                    APPROVED, QUALITY_REVIEWED, REPORT_KEPT, STUDY_CLAIMED, STUDY_RELEASED, DOUBLE_READ -> of(ACCESSED, 'U');
            case IMPORTED -> of(IMPORT, 'C');
            case QUERIED -> of(QUERY, 'E');
            case SENDING -> of(BEGIN_TRANSFER, 'E');
            case SENT -> of(TRANSFERRED, 'R');
            case EXPORTED, PORTABILITY_EXPORTED -> of(EXPORT, 'R');
            case ERASE_DONE -> of(DELETED, 'D');
            case CONSENT_CHANGED, IDENTITY_LINKED -> of(PATIENT, 'U');
            case IDENTITY_LOOKED_UP -> of(PATIENT, 'R');
            case BREAK_GLASS -> of(ALERT, 'E', 110127, "Emergency Override Started");
            case BREAK_GLASS_REVIEWED, ALERT, ANCHOR_DAMAGED, ANCHORS_REPAIRED, CLOCK_SET_BACK -> of(ALERT, 'E');
            case REFUSED -> of(ALERT, 'E', 110132, "Use of Restricted Function");
            case ACCOUNT_CHANGED -> of(ALERT, 'E', 110137, "User Security Attributes Changed");
            case COLLECTOR_CHANGED -> of(ALERT, 'E', 110134, "Audit Recording Started");
            case COLLECTOR_REMOVED -> of(ALERT, 'E', 110133, "Audit Recording Stopped");
            case KEY_CREATED, KEYS_INTENT, EPOCH_BEGUN, KEY_USED -> of(ALERT, 'E', 110129, "Security Configuration");
            case SITE_CHANGED, SETTINGS_CHANGED, INVENTORY_CHANGED, MODEL_REGISTERED, MODEL_TRUSTED, MODEL_RETIRED,
                    MODEL_ROLLED_BACK, MODEL_REFUSED, MODEL_KEY_TRUSTED, MODEL_DRIFTED ->
                of(ALERT, 'E', 110131, "Software Configuration");
        };
    }

    private EventCodes typedOnly(boolean typed) {
        return typed ? this : of(id, action);
    }

    /// What one more code says which of the store's events it was.
    List<Coded> types(AuditEvent event) {
        Coded own = Coded.own(event.name());
        return type.map(t -> List.of(t, own)).orElse(List.of(own));
    }
}
