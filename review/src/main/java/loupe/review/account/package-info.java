/// What an account keeps for itself, and what a site keeps under names, encrypted in the store.
@NullMarked
package loupe.review.account;

import org.jspecify.annotations.NullMarked;
