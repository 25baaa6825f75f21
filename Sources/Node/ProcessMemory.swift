import CMalloc

/// How this process deals with the memory of large vectors.
public enum ProcessMemory {
    /// Lets freed vectors be used again by the next ones. Called once, as the first thing of a process that computes.
    ///
    /// By default glibc maps every vector of 32 MiB or more anew and gives it back when it is freed, so that the kernel
    /// clears each of its pages at every use; that takes four times as long as filling them. With one arena and no
    /// mappings they stay in the process until ``giveBack()``.
    public static func reuseLargeVectors() {
        mallopt(M_MMAP_MAX, 0)
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_TRIM_THRESHOLD, .max)
    }

    /// Gives freed memory back to the system if it is more than 64 MiB. Called when a job has ended.
    static func giveBack() {
        if mallinfo2().fordblks > 64 << 20 { malloc_trim(0) }
    }
}
