/// What commands share: what each is given, the store they open, the study they work on, exit codes.
@NullMarked
package loupe.app.cli.shared;

import org.jspecify.annotations.NullMarked;
