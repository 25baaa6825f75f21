import Dispatch
import Fields

/// The cores that one party's local work is spread over.
///
/// Work is cut into parts that write to places of their own; messages and the order of steps stay with the job's thread.
struct Workers: Sendable {
    /// How many parts run at a time; 1 runs everything on the job's thread.
    let count: Int

    init(count: Int) { self.count = max(1, count) }

    /// Runs the parts 0 ..< n, each once, and returns when all are done.
    func each(_ n: Int, _ part: (Int) -> Void) {
        guard count > 1, n > 1 else {
            for k in 0..<n { part(k) }
            return
        }
        // The parts end before this returns, and write to places of their own.
        nonisolated(unsafe) let part = part
        DispatchQueue.concurrentPerform(iterations: n) { part($0) }
    }

    /// Cuts 0 ..< length into at most ``count`` ranges that begin at multiples of `granule`.
    func ranges(_ length: Int, granule: Int) -> [Range<Int>] {
        let granules = (length + granule - 1) / granule
        let parts = max(1, min(count, granules))
        return (0..<parts).map { k in
            let (start, end) = (granules * k / parts * granule, granules * (k + 1) / parts * granule)
            return min(start, length)..<min(end, length)
        }
    }

    /// Vectors of sums over parts of 0 ..< length, added up.
    ///
    /// - Parameters:
    ///   - granule: parts begin at multiples of this.
    ///   - width: the number of sums.
    ///   - add: adds what a range contributes.
    func sums<Field: CheckField>(
        _ length: Int, granule: Int, width: Int, _ add: (Range<Int>, inout MutableSpan<Field>) -> Void
    ) -> [Field] {
        let ranges = ranges(length, granule: max(granule, Self.shortest))
        var parts = [Field](repeating: .zero, count: width * ranges.count)
        parts.withUnsafeMutableBufferPointer { parts in
            each(ranges.count) { k in
                var target = UnsafeMutableBufferPointer(rebasing: parts[k * width..<(k + 1) * width]).mutableSpan
                add(ranges[k], &target)
            }
        }
        return (0..<width).map { p in ranges.indices.reduce(.zero) { $0 + parts[$1 * width + p] } }
    }

    /// A vector of `count` elements of which each part is written by itself.
    func filled<Field: CheckField>(
        _ count: Int, granule: Int, _ fill: (Range<Int>, inout MutableSpan<Field>) -> Void
    ) -> [Field] {
        [Field](filled: count) { buffer in
            let ranges = ranges(count, granule: max(granule, Self.shortest))
            each(ranges.count) { k in
                var target = UnsafeMutableBufferPointer(rebasing: buffer[ranges[k]]).mutableSpan
                fill(ranges[k], &target)
            }
        }
    }

    /// Shorter parts are not worth the way to another core.
    private static let shortest = 1 << 13
}
