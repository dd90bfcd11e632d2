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

    /// Gives another account of a passphrase a new one, for whoever has lost it: its owner comes in by it without a one-time code and
    /// signs with a new key from then on. The recovery key may do so too.
    ///
    /// @param passphrase wiped before this returns
    /// @throws StoreException NOT_ALLOWED; also for the account at work, one that opens otherwise, and where a key its roles need is lacking
    Changed resetPassphrase(String name, char[] passphrase) throws StoreException;

    /// A seed for one-time codes (base32), to be taken into an authenticator. Nothing asks for its codes before [#proveCodes].
    String offerCodes() throws StoreException;

    /// Lets the account at work ask for codes of an offered seed from now on.
    ///
    /// @param passphrase the account's own, which stays; wiped before this returns
    /// @param seed what was offered
    /// @param code a code of it, which then counts as used
    /// @throws StoreException WRONG_PASSPHRASE where passphrase or code is not right; nothing has changed then
    Account proveCodes(char[] passphrase, String seed, String code) throws StoreException;

    /// Makes a new recovery key to print, in place of an older one. It works without this machine's secret.
    Changed printRecoveryKey() throws StoreException;
}
