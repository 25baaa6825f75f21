import Fields
import Primitives
import SecretSharing

extension Session {
    /// Computes a vector piece by piece, sends each piece to the left as soon as it is there, and receives the vector
    /// of the right neighbour meanwhile.
    ///
    /// A piece stays in the cache from its masks to the socket. The pieces are messages of their own, with tags that
    /// follow the step's.
    ///
    /// - Parameters:
    ///   - count: the number of elements.
    ///   - part: computes the elements of a range, given the streams f and g of the zero share f - g for it.
    /// - Returns: own is what was computed, next what came.
    /// - Communication: 8 bytes an element, 1 hop.
    func streamLeft<Element: ShareElement>(
        count: Int,
        _ part: (Range<Int>, (Span<Element>, Span<Element>), inout MutableSpan<Element>) -> Void
    ) throws(MPCError) -> Shared<Element> {
        let pieces = max(1, (count + Self.pieceLength - 1) / Self.pieceLength)
        let ahead = try piecesAhead(of: pieces)
        try state.use(step)
        let tag = step.tag
        func range(_ piece: Int) -> Range<Int> {
            piece * Self.pieceLength..<min((piece + 1) * Self.pieceLength, count)
        }
        let group = min(pieces, state.workers.count)
        let masks = Masks<Element>(length: min(count, Self.pieceLength), pieces: group)
        defer { masks.deallocate() }
        state.metrics.hops += 1
        var outcome: Result<Void, MPCError> = .success(())
        var next: [Element] = []
        let own = [Element](filled: count) { own in
            next = [Element](filled: count) { next in
                outcome = Result { () throws(MPCError) in
                    var received = 0
                    for first in stride(from: 0, to: pieces, by: group) {
                        let together = min(group, pieces - first)
                        let streams = (first..<first + together).map { state.randomness.piece($0, of: step) }
                        state.workers.each(together) { k in
                            let range = range(first + k)
                            let (f, g) = masks.draw(range.count, from: streams[k], as: k)
                            var target = UnsafeMutableBufferPointer(rebasing: own[range]).mutableSpan
                            part(range, (f.span, g.span), &target)
                        }
                        for piece in first..<first + together {
                            let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: own[range(piece)]))
                            try send(bytes, tag: tag &+ UInt64(piece), to: .left)
                        }
                        // Some pieces behind, so that the neighbour's are under way while this party computes.
                        while received < first + together - ahead {
                            let target = UnsafeMutableBufferPointer(rebasing: next[range(received)])
                            try receive(into: target, tag: tag &+ UInt64(received), from: .right)
                            received += 1
                        }
                    }
                    while received < pieces {
                        let target = UnsafeMutableBufferPointer(rebasing: next[range(received)])
                        try receive(into: target, tag: tag &+ UInt64(received), from: .right)
                        received += 1
                    }
                }
            }
        }
        try outcome.get()
        return Shared(own: own, next: next)
    }

    /// How many pieces are sent before the first is received: where a hop is short, as many as a neighbour may
    /// be late by that waits for a core, 2 MiB; where it is long, what a fast line holds.
    private func piecesAhead(of pieces: Int) throws(MPCError) -> Int {
        guard pieces > 4 else { return 1 }
        return try hopTime() < .milliseconds(1) ? 32 : 128
    }

    /// The number of elements of a piece: 64 KiB, so that what belongs to it fits into the cache of a core.
    static var pieceLength: Int { 1 << 13 }
}

/// Memory for the masks of the pieces that are computed at the same time, used again for the next ones.
private struct Masks<Element: ShareElement> {
    private let memory: UnsafeMutableBufferPointer<Element>
    private let length: Int

    init(length: Int, pieces: Int) {
        self.length = length
        memory = .allocate(capacity: 2 * length * pieces)
    }

    func deallocate() { memory.deallocate() }

    /// The masks of one piece, in the k-th part of the memory.
    func draw(
        _ count: Int, from streams: (left: KeyStream, right: KeyStream), as k: Int
    ) -> (UnsafeBufferPointer<Element>, UnsafeBufferPointer<Element>) {
        let f = UnsafeMutableBufferPointer(rebasing: memory[2 * k * length..<2 * k * length + count])
        let g = UnsafeMutableBufferPointer(rebasing: memory[(2 * k + 1) * length..<(2 * k + 1) * length + count])
        Element.draw(from: streams.left, into: f)
        Element.draw(from: streams.right, into: g)
        return (UnsafeBufferPointer(f), UnsafeBufferPointer(g))
    }
}
