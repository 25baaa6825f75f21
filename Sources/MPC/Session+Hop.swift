import Fields
import SecretSharing

// The messages of one hop. Every party sends first and then waits, so that the ring never stands still.

extension Session {
    /// Sends a vector to the left and receives one of equal length from the right.
    func passLeft<Element: ShareElement>(_ elements: [Element]) throws(MPCError) -> [Element] {
        let tag = step.tag
        try send(elements, tag: tag, to: .left)
        state.metrics.hops += 1
        return try receive(elements.count, tag: tag, from: .right)
    }

    /// Sends a vector to the right and receives one of equal length from the left.
    func passRight<Element: ShareElement>(_ elements: [Element]) throws(MPCError) -> [Element] {
        let tag = step.tag
        try send(elements, tag: tag, to: .right)
        state.metrics.hops += 1
        return try receive(elements.count, tag: tag, from: .left)
    }

    /// Sends a vector each way and receives vectors of the same length from both sides.
    func passBothWays<Element: ShareElement>(
        left: [Element], right: [Element]
    ) throws(MPCError) -> (left: [Element], right: [Element]) {
        let tag = step.tag
        try send(left, tag: tag, to: .left)
        try send(right, tag: tag, to: .right)
        state.metrics.hops += 1
        let fromLeft: [Element] = try receive(right.count, tag: tag, from: .left)
        let fromRight: [Element] = try receive(left.count, tag: tag, from: .right)
        return (fromLeft, fromRight)
    }

    private func send<Element: ShareElement>(
        _ elements: [Element], tag: UInt64, to neighbour: Neighbour
    ) throws(MPCError) {
        state.metrics.bytesSent += elements.count * MemoryLayout<Element>.stride
        let link = state.link
        let sent = elements.withUnsafeBytes { bytes in
            Result { () throws(LinkError) in try link.send(bytes, tag: tag, to: neighbour) }
        }
        if case .failure(let error) = sent { throw .link(error, step: step.path) }
    }

    private func receive<Element: ShareElement>(
        _ count: Int, tag: UInt64, from neighbour: Neighbour
    ) throws(MPCError) -> [Element] {
        let link = state.link
        var received: Result<Void, LinkError> = .success(())
        let elements = [Element](filled: count) { buffer in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            received = Result { () throws(LinkError) in try link.receive(into: bytes, tag: tag, from: neighbour) }
        }
        if case .failure(let error) = received { throw .link(error, step: step.path) }
        guard Component.isCanonical(elements) else {
            throw .notCanonical(node: link.describe(neighbour), step: step.path)
        }
        return elements
    }
}
