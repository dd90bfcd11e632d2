/// What an account keeps for itself, encrypted in the store.
@NullMarked
package loupe.review.account;

import org.jspecify.annotations.NullMarked;
