package loupe.deid.risk;

import java.io.IOException;

/// Where a project keeps what of its privacy budget is spent. deid declares it, the store keeps it, the application joins
/// them. What has been spent stays spent, after a restart too.
public interface BudgetLedger {
    /// The budget of the project.
    ///
    /// @throws IOException if it cannot be read
    PrivacyBudget budget() throws IOException;

    /// Keeps a budget in place of the one read before.
    ///
    /// @param what words for the log, without any value of a patient
    /// @throws IOException if it cannot be kept; then nothing may be told
    void keep(PrivacyBudget budget, String what) throws IOException;
}
