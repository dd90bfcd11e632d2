/// What is held on one person, handed out for them.
@NullMarked
package loupe.review.person;

import org.jspecify.annotations.NullMarked;
