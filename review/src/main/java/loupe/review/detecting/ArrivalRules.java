package loupe.review.detecting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.SiteKind;

/// The site's rules about which models run on which arriving series, kept in the store.
public final class ArrivalRules {
    private static final String NAME = "rules";
    private static final String NO_RULES = "{\"format\": 1, \"rules\": [], \"otherwise\": \"accepting\"}";

    private final Store store;

    /// @param store where they are kept
    public ArrivalRules(Store store) {
        this.store = store;
    }

    /// The rules that hold.
    ///
    /// @throws IOException if the store fails
    public SiteRules rules() throws IOException {
        return SiteRules.parse(text());
    }

    /// The rules as they were given.
    ///
    /// @throws IOException if the store fails
    public String text() throws IOException {
        Optional<byte[]> kept = store.site(SiteKind.MODEL_REGISTER, NAME);
        return kept.map(b -> new String(b, StandardCharsets.UTF_8)).orElse(NO_RULES);
    }

    /// Takes new rules.
    ///
    /// @throws IOException if they are wrong or the store fails
    public SiteRules take(String json) throws IOException {
        SiteRules rules = SiteRules.parse(json);
        store.putSite(SiteKind.MODEL_REGISTER, NAME, json.getBytes(StandardCharsets.UTF_8));
        store.log(AuditEntry.of(AuditEvent.SETTINGS_CHANGED, "rules for arriving series: " + rules.rules().size()
                + (rules.onArrival() ? ", imports are analysed" : "")
                + (rules.senders().isEmpty() ? "" : ", " + rules.senders().size() + " for senders")));
        return rules;
    }
}
