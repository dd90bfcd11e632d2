/// How a store begins and goes on: made, opened, brought forward, copied, restored, rotated, erased from, looked over.
@NullMarked
package loupe.store.making;

import org.jspecify.annotations.NullMarked;
