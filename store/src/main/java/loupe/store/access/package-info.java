/// Who may do what: roles, actions, the access matrix, and which keys a role's slot holds.
@NullMarked
package loupe.store.access;

import org.jspecify.annotations.NullMarked;
