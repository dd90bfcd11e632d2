@org.jspecify.annotations.NullMarked
package loupe.deid.fuzz;
