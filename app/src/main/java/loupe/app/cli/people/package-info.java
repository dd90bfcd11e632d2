/// Commands on accounts, approvals and a person's rights.
@NullMarked
package loupe.app.cli.people;

import org.jspecify.annotations.NullMarked;
