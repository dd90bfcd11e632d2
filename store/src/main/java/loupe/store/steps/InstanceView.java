package loupe.store.steps;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.TransferSyntax;
import loupe.store.db.RowId;
import loupe.store.face.StoredInstance;
import loupe.store.fault.StoreException;
import loupe.store.index.InstanceRow;
import loupe.store.index.Objects;
import loupe.store.index.PixelLayout;
import loupe.store.keys.DataKey;
import loupe.store.session.Guard;
import loupe.store.session.Session;

/// One instance, its header decrypted, its pixels on demand.
public final class InstanceView implements StoredInstance {
    private static final int AT_ONCE = 32 * Objects.CHUNK;

    private final Session session;
    private final RowId id;
    private final DataKey key;
    private final InstanceRow row;
    private final DataSet header;

    public InstanceView(Session session, RowId id, DataKey key, InstanceRow row) throws StoreException {
        this.session = session;
        this.id = id;
        this.key = key;
        this.row = row;
        this.header = row.headerData();
    }

    @Override
    public DataSet header() {
        return header;
    }

    @Override
    public TransferSyntax syntax() {
        return row.syntax();
    }

    @Override
    public int frames() {
        return row.layout().frames();
    }

    @Override
    public MemorySegment frame(int index) throws StoreException {
        Guard.refuseToolkitThread();
        session.requireAlive();
        PixelLayout.Range r = row.layout().frame(index);
        byte[] bytes = session.disk().objects().read(id, key, r.offset(), r.length());
        return MemorySegment.ofArray(bytes).asReadOnly();
    }

    @Override
    public int frameBitOffset(int index) throws StoreException {
        return row.layout().frame(index).bitOffset();
    }

    @Override
    public boolean bigEndianPixels() {
        return row.layout() instanceof PixelLayout.Native n && n.bigEndian();
    }

    @Override
    public DeidentifiedInstance original() throws StoreException {
        Guard.refuseToolkitThread();
        session.requireAlive();
        return new DeidentifiedInstance(row.syntax(), row.withPixels(pixels()));
    }

    /// Off the heap, since an instance may be larger than an array.
    private MemorySegment pixels() throws StoreException {
        long length = row.layout().length();
        MemorySegment all = Arena.ofAuto().allocate(length);
        for (long at = 0; at < length; at += AT_ONCE) {
            int n = (int) Math.min(AT_ONCE, length - at);
            byte[] part = session.disk().objects().read(id, key, at, n);
            MemorySegment.copy(part, 0, all, ValueLayout.JAVA_BYTE, at, n);
        }
        return all.asReadOnly();
    }
}
