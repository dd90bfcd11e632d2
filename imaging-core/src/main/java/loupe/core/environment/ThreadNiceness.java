package loupe.core.environment;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// How readily a thread gives way to others for a processor. Java's own priorities do nothing on Linux; niceness does, and there it belongs
/// to a thread (`setpriority(2)`, "C library/kernel differences").
public final class ThreadNiceness {
    /// Niceness of work that somebody waits for less than for the next picture: where both want a processor, a third of what a usual thread
    /// has. More would let an import starve beside other programs.
    public static final int BACKGROUND = 5;

    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;
    private static final FunctionDescriptor GETPRIORITY =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final FunctionDescriptor SETPRIORITY =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private ThreadNiceness() {}

    /// Makes the calling thread, and threads it begins, give way to others from now on; it never rises again. Where no other thread wants
    /// a processor it is as fast as before. Does nothing off Linux, where the call would take in the whole process, or where it is refused.
    public static void giveWay() {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> get = linker.defaultLookup().find("getpriority");
        Optional<MemorySegment> set = linker.defaultLookup().find("setpriority");
        if (get.isEmpty() || set.isEmpty()) {
            return;
        }
        try {
            int now = (int) linker.downcallHandle(get.get(), GETPRIORITY).invokeExact(PRIO_PROCESS, THIS_THREAD);
            if (now < BACKGROUND) {
                // Refused only where a sandbox forbids it: the work is then as eager as before, which harms nothing.
                int unused = (int) linker.downcallHandle(set.get(), SETPRIORITY).invokeExact(PRIO_PROCESS, THIS_THREAD, BACKGROUND);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the thread's niceness could not be set", e);
        }
    }
}
