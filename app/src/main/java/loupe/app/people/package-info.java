/// Accounts, the second person's approval and emergencies, in the window.
@NullMarked
package loupe.app.people;

import org.jspecify.annotations.NullMarked;
