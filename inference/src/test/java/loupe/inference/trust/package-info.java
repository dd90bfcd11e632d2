/// Tests of signatures and of the register.
@org.jspecify.annotations.NullMarked
package loupe.inference.trust;
