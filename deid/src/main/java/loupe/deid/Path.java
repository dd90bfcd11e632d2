package loupe.deid;

import org.jspecify.annotations.Nullable;

/// Where in the nested sequences the walk stands; written out only when something is noted there.
record Path(@Nullable Path sequence, int tag) {

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        if (sequence != null) {
            sequence.write(out);
            out.append('/');
        }
        out.append('(');
        hex(out, tag >>> 16);
        out.append(',');
        hex(out, tag & 0xffff);
        out.append(')');
    }

    private static void hex(StringBuilder out, int four) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append("0123456789ABCDEF".charAt(four >>> shift & 15));
        }
    }
}
