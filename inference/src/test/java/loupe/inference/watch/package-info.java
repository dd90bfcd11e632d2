/// Tests of drift.
@org.jspecify.annotations.NullMarked
package loupe.inference.watch;
