package loupe.store.face;

import java.util.List;
import java.util.Set;
import loupe.store.access.Account;
import loupe.store.access.Role;
import loupe.store.fault.StoreException;
import loupe.store.keys.NewAccount;

/// Who may come in. Every change is in the log; safe for any thread but the toolkit's.
public interface Accounts {
    /// What a change gives.
    ///
    /// @param account the account as it is now
    /// @param shownOnce one-time-code seed (base32) or recovery key; it is not kept and cannot be shown again
    record Changed(Account account, String shownOnce) {}

    /// The account at work.
    Account present() throws StoreException;

    /// All accounts.
    ///
    /// @throws StoreException NOT_ALLOWED
    List<Account> all() throws StoreException;

    /// Makes an account whose slot wraps the keys of its roles, no others.
    ///
    /// @throws StoreException NOT_ALLOWED; also where the account at work lacks a key the roles need
    Changed add(NewAccount account) throws StoreException;

    /// Gives an account other roles; its slot then wraps their keys.
    Account changeRoles(String name, Set<Role> roles) throws StoreException;

    /// Takes an account away, which does not take back what its owner has seen: begin a new epoch for that.
    ///
    /// @throws StoreException NOT_ALLOWED; also for the account at work and the last administrator
    void remove(String name) throws StoreException;

    /// Gives the account at work another passphrase.
    ///
    /// @param passphrase wiped before this returns
    /// @param secondFactor whether one-time codes are asked for from now on
    Changed changePassphrase(char[] passphrase, boolean secondFactor) throws StoreException;

    /// Makes a new recovery key to print, in place of an older one. It works without this machine's secret.
    Changed printRecoveryKey() throws StoreException;
}
