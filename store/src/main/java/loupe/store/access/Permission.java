package loupe.store.access;

/// What an account may be allowed to do.
public enum Permission {
    /// Bring de-identified images in.
    IMPORT,
    /// See the list of studies.
    LIST_STUDIES,
    /// See headers and pixels.
    READ_IMAGES,
    /// Run a model and keep what it says.
    ANALYZE,
    /// See predictions, decisions, masks and seals.
    READ_FINDINGS,
    /// Accept, reject or correct a finding.
    DECIDE,
    /// Sign a review.
    SEAL,
    /// Write results or images out of the store.
    EXPORT,
    /// Keep what a person agreed to.
    RECORD_CONSENT,
    /// Read models, settings and inventories.
    READ_SITE,
    /// Change models, settings and inventories.
    CHANGE_SITE,
    /// Read the log.
    READ_LOG,
    /// Check the whole store.
    VERIFY,
    /// Add, change and remove accounts.
    MANAGE_ACCOUNTS,
    /// Make a backup.
    BACK_UP,
    /// Erase a study or a person, and put under legal hold.
    ERASE,
    /// Begin a new epoch of keys.
    ROTATE,
    /// Be the second person who lets another export or erase.
    APPROVE,
    /// Enter in an emergency, with a reason, for a time.
    BREAK_GLASS,
    /// Look at emergencies afterwards.
    REVIEW_BREAK_GLASS,
    /// Keep and look up who a pseudonym is.
    LINK_IDENTITY,
    /// Draw samples of sealed reviews, score them, arbitrate scores and see how they came out.
    ASSESS_QUALITY
}
