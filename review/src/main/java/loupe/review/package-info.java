/// What every use-case shares: the fault a person is told of.
@NullMarked
package loupe.review;

import org.jspecify.annotations.NullMarked;
