package loupe.app.wiring;

import java.io.IOException;
import loupe.core.encoding.Encoding;
import loupe.deid.risk.BudgetLedger;
import loupe.deid.risk.PrivacyBudget;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.SiteKind;

/// Keeps a store's privacy budget among its sealed site objects, so that it cannot be turned back unseen.
final class StoreBudget implements BudgetLedger {
    private static final String NAME = "privacy budget";
    private static final String TYPE = "privacy-budget";

    private final Store store;
    private final long totalWhereNew;

    /// @param totalWhereNew epsilon in all, times 10,000, where no budget was set before
    StoreBudget(Store store, long totalWhereNew) {
        this.store = store;
        this.totalWhereNew = totalWhereNew;
    }

    @Override
    public PrivacyBudget budget() throws IOException {
        byte[] kept = store.site(SiteKind.OTHER, NAME).orElse(new byte[0]);
        return kept.length == 0
                ? new PrivacyBudget(totalWhereNew, 0)
                : Encoding.decode(kept, TYPE, 1, PrivacyBudget.class);
    }

    @Override
    public void keep(PrivacyBudget budget, String what) throws IOException {
        if (budget.spentTenThousandths() < budget().spentTenThousandths()) {
            throw new ReviewException("a privacy budget only ever shrinks");
        }
        store.putSite(SiteKind.OTHER, NAME, Encoding.encode(TYPE, 1, budget));
        store.log(AuditEntry.of(AuditEvent.NOTED, what));
    }
}
