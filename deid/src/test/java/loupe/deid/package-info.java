/// De-identification against planted canaries, public files and independent programs.
@org.jspecify.annotations.NullMarked
package loupe.deid;
