import Fields
import Primitives

/// Permutations as lists: what stands at place k comes from place `permutation[k]`.
enum Permutation {
    /// The most rows that can be numbered.
    static let largestCount = Int(UInt32.max)

    /// A uniform permutation: Fisher and Yates's exchanges, the places drawn without bias by Lemire's method
    /// (Fast Random Integer Generation in an Interval, 2019), which rejects few draws.
    ///
    /// All who hold the stream draw the same.
    static func uniform(count: Int, from stream: KeyStream) -> [UInt32] {
        precondition(count <= largestCount, "rows are numbered in 32 bits")
        var draws = Draws(stream)
        return [UInt32](filled: count) { order in
            for i in 0..<count { order[i] = UInt32(truncatingIfNeeded: i) }
            var i = count &- 1
            while i > 0 {
                let j = Int(draws.next(below: UInt32(truncatingIfNeeded: i &+ 1)))
                let other = order[j]
                order[j] = order[i]
                order[i] = other
                i &-= 1
            }
        }
    }

    /// The permutation that undoes this one.
    static func inverse(of permutation: [UInt32]) -> [UInt32] {
        permutation.withUnsafeBufferPointer { permutation in
            let count = permutation.count
            return [UInt32](filled: count) { inverse in
                for k in 0..<count {
                    precondition(permutation[k] < count, "a permutation names each place once")
                    inverse[Int(permutation[k])] = UInt32(truncatingIfNeeded: k)
                }
            }
        }
    }

    /// The list as a permutation, or nil if it names a place twice or one that does not exist.
    static func checked(_ values: [Mersenne61]) -> [UInt32]? {
        var seen = [Bool](repeating: false, count: values.count)
        for value in values {
            guard value.value < values.count, !seen[Int(value.value)] else { return nil }
            seen[Int(value.value)] = true
        }
        return values.map { UInt32(truncatingIfNeeded: $0.value) }
    }
}

/// Draws of 32 bits from a stream, taken in blocks.
private struct Draws {
    private static let blockCount = 4096
    private let stream: KeyStream
    private var block: [UInt32]
    private var position: Int

    init(_ stream: KeyStream) {
        self.stream = stream
        block = [UInt32](repeating: 0, count: Self.blockCount)
        position = Self.blockCount
    }

    /// A uniform number below a bound: the high half of draw * bound, unless the low half shows it to be one of those
    /// draws that would make the low numbers more likely.
    @inline(__always)
    mutating func next(below bound: UInt32) -> UInt32 {
        var product = UInt64(next()) &* UInt64(bound)
        if UInt32(truncatingIfNeeded: product) < bound {
            let excess = (0 &- bound) % bound
            while UInt32(truncatingIfNeeded: product) < excess { product = UInt64(next()) &* UInt64(bound) }
        }
        return UInt32(truncatingIfNeeded: product &>> 32)
    }

    @inline(__always)
    private mutating func next() -> UInt32 {
        if position == Self.blockCount {
            block.withUnsafeMutableBytes { stream.fill($0) }
            position = 0
        }
        defer { position &+= 1 }
        return UInt32(littleEndian: block[position])
    }
}
