package loupe.store.keys;

import loupe.store.db.KeysDb.AccountRow;

/// A new account's row, and what is shown of it once.
///
/// @param row for keys.db
/// @param shownOnce one-time-code seed (base32), or the recovery key to print; empty where neither
public record MadeAccount(AccountRow row, String shownOnce) {}
