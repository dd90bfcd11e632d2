/// `loupe training-set`.
@NullMarked
package loupe.app.cli.training;

import org.jspecify.annotations.NullMarked;
