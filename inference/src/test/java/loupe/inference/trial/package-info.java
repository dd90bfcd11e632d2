/// Tests of the trial.
@org.jspecify.annotations.NullMarked
package loupe.inference.trial;
