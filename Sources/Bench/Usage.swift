import Glibc

/// What a process has used so far, as the system counts it.
enum Usage {
    /// Seconds of processor time, of all threads, in the program and in the system.
    static var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The most memory that was resident since the last reset, in MiB (`VmHWM`).
    static var peakMemoryMiB: Double {
        guard let kibibytes = line("VmHWM:").flatMap({ Double($0) }) else { return 0 }
        return kibibytes / 1024
    }

    /// Lets the peak begin at what is resident now, where the system allows it.
    static func resetPeakMemory() {
        let file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = write(file, "5", 1)
        close(file)
    }

    private static func line(_ name: String) -> Substring? {
        guard let file = fopen("/proc/self/status", "r") else { return nil }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 256)
        while fgets(&buffer, Int32(buffer.count), file) != nil {
            let line = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if line.hasPrefix(name) { return line.split(whereSeparator: \.isWhitespace).dropFirst().first }
        }
        return nil
    }
}
