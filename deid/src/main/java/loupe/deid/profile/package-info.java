/// What a profile says of each attribute: the tables of PS3.15 Annex E, the options over them, and profile files.
@NullMarked
package loupe.deid.profile;

import org.jspecify.annotations.NullMarked;
