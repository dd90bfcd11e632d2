/// Tests of prompts.
@org.jspecify.annotations.NullMarked
package loupe.inference.prompt;
