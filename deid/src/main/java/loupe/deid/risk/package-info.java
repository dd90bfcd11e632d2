/// How easily persons could be recognised in a table: k-anonymity and its kin, and counts with differential privacy.
@NullMarked
package loupe.deid.risk;

import org.jspecify.annotations.NullMarked;
