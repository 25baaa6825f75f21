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

    /// Sends a vector to a neighbour, as part of a hop that the caller counts.
    func send<Element: ShareElement>(_ elements: [Element], tag: UInt64, to neighbour: Neighbour) throws(MPCError) {
        let sent = elements.withUnsafeBytes { bytes in
            Result { () throws(MPCError) in try send(bytes, tag: tag, to: neighbour) }
        }
        try sent.get()
    }

    /// Receives a vector from a neighbour, as part of a hop that the caller counts.
    func receive<Element: ShareElement>(
        _ count: Int, tag: UInt64, from neighbour: Neighbour
    ) throws(MPCError) -> [Element] {
        var received: Result<Void, MPCError> = .success(())
        let elements = [Element](filled: count) { buffer in
            received = Result { () throws(MPCError) in try receive(into: buffer, tag: tag, from: neighbour) }
        }
        try received.get()
        return elements
    }

    /// Sends bytes to a neighbour.
    func send(_ bytes: UnsafeRawBufferPointer, tag: UInt64, to neighbour: Neighbour) throws(MPCError) {
        state.metrics.bytesSent += bytes.count
        do throws(LinkError) {
            try state.link.send(bytes, tag: tag, to: neighbour)
        } catch {
            throw .link(error, step: step.path)
        }
    }

    /// Receives elements into memory of the caller and sees that each is canonical.
    func receive<Element: ShareElement>(
        into target: UnsafeMutableBufferPointer<Element>, tag: UInt64, from neighbour: Neighbour
    ) throws(MPCError) {
        do throws(LinkError) {
            try state.link.receive(into: UnsafeMutableRawBufferPointer(target), tag: tag, from: neighbour)
        } catch {
            throw .link(error, step: step.path)
        }
        guard Component.isCanonical(UnsafeBufferPointer(target)) else {
            throw .notCanonical(node: state.link.describe(neighbour), step: step.path)
        }
    }
}
