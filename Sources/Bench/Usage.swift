public import Glibc

/// What a process has used so far, as the system counts it.
public enum Usage {
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

    /// As `cpuSeconds`, of another process of this user.
    public static func cpuSeconds(of process: pid_t) -> Double {
        guard let file = fopen("/proc/\(process)/stat", "r") else { return 0 }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 1024)
        guard fgets(&buffer, Int32(buffer.count), file) != nil else { return 0 }
        let line = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        // Behind the name in brackets, in ticks: the 12th and 13th field.
        guard let end = line.lastIndex(of: ")") else { return 0 }
        let fields = line[line.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// As `peakMemoryMiB`, of another process of this user.
    public static func peakMemoryMiB(of process: pid_t) -> Double {
        guard let kibibytes = line("VmHWM:", of: "\(process)").flatMap({ Double($0) }) else { return 0 }
        return kibibytes / 1024
    }

    private static func line(_ name: String, of process: String = "self") -> Substring? {
        guard let file = fopen("/proc/\(process)/status", "r") else { return nil }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 256)
        while fgets(&buffer, Int32(buffer.count), file) != nil {
            let line = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if line.hasPrefix(name) { return line.split(whereSeparator: \.isWhitespace).dropFirst().first }
        }
        return nil
    }
}
