package loupe.store.index;

import java.lang.foreign.MemorySegment;
import java.util.List;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.Packed;
import loupe.store.db.Packer;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.keys.DataKey;
import loupe.store.keys.Place;

/// Seals rows and opens them; bodies beyond 1 MiB go into an object of the row's name. Safe for any thread.
public final class RowSealer {
    private static final int LARGEST_IN_ROW = 1 << 20;

    private final Objects objects;
    private final Packer packer = new Packer();

    /// @param objects where large bodies go
    public RowSealer(Objects objects) {
        this.objects = objects;
    }

    /// Where a row is to stand.
    ///
    /// @param area what kind of row
    /// @param id its random name
    /// @param scope study or site
    /// @param position order within the table
    /// @param version version, from 1
    public record Spot(Area area, RowId id, RowId scope, long position, int version) {
        static Spot of(SealedRow r) {
            return new Spot(r.area(), r.id(), r.scope(), r.position(), r.version());
        }

        private Place column(String column) {
            return new Place("sealed " + area.code(), column, id, scope, position, version);
        }
    }

    /// Seals a row. A large body is on disk, flushed, when this returns; it belongs to nothing until the row is committed.
    public SealedRow seal(Spot spot, byte[] head, byte[] body, DataKey key) throws StoreException {
        byte[] packed = packer.pack(body);
        byte[] inRow;
        if (packed.length > LARGEST_IN_ROW) {
            objects.write(spot.id, key, List.of(MemorySegment.ofArray(packed)));
            objects.flush();
            inRow = new ByteSink().u8(1).i32(packed.length).toBytes();
        } else {
            inRow = new ByteSink().u8(0).raw(packed).toBytes();
        }
        return new SealedRow(
                spot.area,
                spot.id,
                spot.scope,
                spot.position,
                spot.version,
                key.seal(spot.column("head"), packer.pack(head)),
                key.seal(spot.column("body"), inRow));
    }

    /// A row sealed anew at another place or with another key; a large body waits beside its object until
    /// [Objects#settleNext].
    public SealedRow resealed(SealedRow row, DataKey from, Spot to, DataKey with) throws StoreException {
        byte[] head = head(row, from);
        byte[] body = body(row, from);
        byte[] packed = packer.pack(body);
        byte[] inRow = new ByteSink().u8(0).raw(packed).toBytes();
        if (bodyInObject(row, from)) {
            objects.writeNext(to.id, with, List.of(MemorySegment.ofArray(packed)));
            inRow = new ByteSink().u8(1).i32(packed.length).toBytes();
        }
        return new SealedRow(
                to.area,
                to.id,
                to.scope,
                to.position,
                to.version,
                with.seal(to.column("head"), packer.pack(head)),
                with.seal(to.column("body"), inRow));
    }

    /// Opens a row's small part.
    public byte[] head(SealedRow row, DataKey key) throws StoreException {
        return Packed.unpack(key.open(Spot.of(row).column("head"), row.head()));
    }

    /// Opens a row's large part.
    public byte[] body(SealedRow row, DataKey key) throws StoreException {
        ByteSource in = new ByteSource(key.open(Spot.of(row).column("body"), row.body()));
        if (in.u8() == 0) {
            return Packed.unpack(in.raw(row.body().length - 28 - 1));
        }
        return Packed.unpack(objects.read(row.id(), key, 0, in.i32()));
    }

    /// Whether a row's large part stands in an object.
    public boolean bodyInObject(SealedRow row, DataKey key) throws StoreException {
        return new ByteSource(key.open(Spot.of(row).column("body"), row.body())).u8() == 1;
    }
}
