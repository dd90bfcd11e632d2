package loupe.store.db;

import loupe.core.digest.Sha256;

/// One encrypted row. Its arrays belong to the store and are not changed.
///
/// @param area what kind of row
/// @param id its random name
/// @param scope the study (or the site) it belongs to
/// @param position order within the whole table, from 1
/// @param version counts changes of a row that may change, from 1
/// @param head small sealed part
/// @param body large sealed part
@SuppressWarnings("ArrayRecordComponent")
public record SealedRow(Area area, RowId id, RowId scope, long position, int version, byte[] head, byte[] body) {

    /// What a row holds; the code is stored.
    public enum Area {
        STUDY(1),
        INSTANCE(2),
        RECORD(3),
        SITE(4),
        IDENTITY(5),
        ATTACHED(6),
        KEY(9),
        ACCOUNT(10),
        ACCOUNT_NEXT(11);

        private final int code;

        Area(int code) {
            this.code = code;
        }

        /// Stored code.
        public int code() {
            return code;
        }

        /// Whether rows of the area stand in the table of sealed rows.
        public boolean sealed() {
            return code < KEY.code;
        }

        /// The area of a stored code.
        ///
        /// @throws IllegalArgumentException if unknown
        public static Area of(int code) {
            for (Area a : values()) {
                if (a.code == code) {
                    return a;
                }
            }
            throw new IllegalArgumentException("no area has code " + code);
        }
    }

    /// SHA-256 of the whole row, which the log keeps.
    public byte[] digest() {
        return Sha256.of(new ByteSink()
                .u8(area.code())
                .id(id)
                .id(scope)
                .i64(position)
                .i32(version)
                .bytes(head)
                .bytes(body)
                .toBytes());
    }
}
