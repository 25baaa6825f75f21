import Fields
import SecretSharing

// Messages of a hop in which the parties do different things. Long vectors travel in pieces, each a message of its own
// with the tag that follows, so that computing and sending overlap. The caller counts the hop.

extension Session {
    /// Sends x in another order and less a mask, z[k] = x[permutation[k]] - mask[k], and gives what was sent.
    ///
    /// - Parameters:
    ///   - permutation: for each place of z the place of x.
    ///   - tag: of the first piece; on return of the message after the last one.
    func sendReordered<Element: ShareElement>(
        _ x: [Element], _ permutation: [UInt32], minus mask: [Element], tag: inout UInt64, to neighbour: Neighbour
    ) throws(MPCError) -> [Element] {
        try sendPieces(count: x.count, tag: &tag, to: neighbour) { range, target in
            x.withUnsafeBufferPointer { x in
                permutation.withUnsafeBufferPointer { permutation in
                    mask.withUnsafeBufferPointer { mask in
                        for k in range { target[k &- range.lowerBound] = x[Int(permutation[k])] - mask[k] }
                    }
                }
            }
        }
    }

    /// Receives a vector.
    func receivePieces<Element: ShareElement>(
        count: Int, tag: inout UInt64, from neighbour: Neighbour
    ) throws(MPCError) -> [Element] {
        var (next, outcome) = (tag, Result<Void, MPCError>.success(()))
        let received = [Element](filled: count) { received in
            outcome = Result { () throws(MPCError) in
                for range in Self.pieces(of: count) {
                    try receive(into: UnsafeMutableBufferPointer(rebasing: received[range]), tag: next, from: neighbour)
                    next &+= 1
                }
            }
        }
        try outcome.get()
        tag = next
        return received
    }

    private func sendPieces<Element: ShareElement>(
        count: Int, tag: inout UInt64, to neighbour: Neighbour,
        _ part: (Range<Int>, UnsafeMutableBufferPointer<Element>) -> Void
    ) throws(MPCError) -> [Element] {
        var (next, outcome) = (tag, Result<Void, MPCError>.success(()))
        let sent = [Element](filled: count) { sent in
            outcome = Result { () throws(MPCError) in
                for range in Self.pieces(of: count) {
                    let piece = UnsafeMutableBufferPointer(rebasing: sent[range])
                    part(range, piece)
                    try send(UnsafeRawBufferPointer(piece), tag: next, to: neighbour)
                    next &+= 1
                }
            }
        }
        try outcome.get()
        tag = next
        return sent
    }

    private static func pieces(of count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: pieceLength).map { $0..<min($0 + pieceLength, count) }
    }
}

extension Array where Element: ShareElement {
    /// x + y, element by element.
    func sum(_ y: [Element]) -> [Element] {
        precondition(count == y.count, "columns are equally long")
        return withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                [Element](filled: x.count) { z in
                    for k in 0..<x.count { z[k] = x[k] + y[k] }
                }
            }
        }
    }
}
