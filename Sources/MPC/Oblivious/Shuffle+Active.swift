import Fields
import Primitives
import SecretSharing

// y = pi_2 pi_1 pi_0 x, one permutation a hop, each hop a fresh sharing by the two parties who know its permutation.
//
// Hop i, by parties i and i-1: party i sends pi_i(x_i + x_{i+1}) - y_{i+1} to the left, party i-1 sends
// pi_i(x_{i-1}) - y_{i-1} to the right; y_i is the sum of the two messages, y_{i+1} and y_{i-1} are streams, so that
// the third party has its share without a message. All that a deviating party can do is to add an error, known to it,
// to the outcome of a hop that it takes part in; the recorded claim y = pi_i x catches it.

extension Session {
    /// - Communication: a party sends 16 bytes a row and column over the 3 hops.
    func reorderInThreeHops(
        _ records: Records, by order: ShuffleOrder, inverted: Bool
    ) throws(MPCError) -> Records {
        var records = records
        for i in inverted ? [2, 1, 0] : [0, 1, 2] {
            let permutation = order.permutation(i, role: role, inverted: inverted)
            records = try self["hop"][i].reshare(records, component: i, permutation: permutation)
        }
        return records
    }

    /// One hop: the rows reordered by a permutation that the two holders of a component know.
    private func reshare(
        _ records: Records, component: Int, permutation: [UInt32]?
    ) throws(MPCError) -> Records {
        try state.use(step)
        state.metrics.hops += 1
        var hop = ResharingHop(session: self, component: component, permutation: permutation)
        let sent = try records.mapColumns(
            { x throws(MPCError) in try hop.send(x) }, { x throws(MPCError) in try hop.send(x) })
        let after = try sent.mapColumns(
            { y throws(MPCError) in try hop.receive(y) }, { y throws(MPCError) in try hop.receive(y) })
        try record(
            .permutation(
                Ledger.PermutationClaim(
                    component: component, permutation: permutation,
                    columns: zip(records.columns, after.columns).map { (before: $0, after: $1) },
                    words: zip(records.words, after.words).map { (before: $0, after: $1) })))
        return after
    }
}

/// A party's part in one hop: sends for all columns, then receives for all of them.
private struct ResharingHop {
    enum Part {
        /// Party i, who knows x_i + x_{i+1}.
        case right
        /// Party i-1, who knows x_{i-1}.
        case left
        /// The third party, who learns nothing and does nothing.
        case idle
    }

    let session: Session
    let permutation: [UInt32]?
    let part: Part
    private let leftStream: KeyStream
    private let rightStream: KeyStream
    private var sendTag: UInt64
    private var receiveTag: UInt64

    init(session: Session, component: Int, permutation: [UInt32]?) {
        self.session = session
        self.permutation = permutation
        let held = session.role.components
        part = held.own == component ? .right : held.next == component ? .left : .idle
        leftStream = session.state.randomness.left(session.step)
        rightStream = session.state.randomness.right(session.step)
        (sendTag, receiveTag) = (session.step.tag, session.step.tag)
    }

    /// Sends the message of a column; gives the share after the hop, still without what the message from the other
    /// side adds to y_i.
    mutating func send<Element: ShareElement>(_ x: Shared<Element>) throws(MPCError) -> Shared<Element> {
        let count = x.count
        switch (part, permutation) {
        case (.right, let permutation?):
            let stream: [Element] = Element.draw(count, from: rightStream)
            let sum = x.own.sum(x.next)
            let message = try session.sendReordered(sum, permutation, minus: stream, tag: &sendTag, to: .left)
            return Shared(own: message, next: stream)
        case (.left, let permutation?):
            let stream: [Element] = Element.draw(count, from: leftStream)
            let message = try session.sendReordered(x.own, permutation, minus: stream, tag: &sendTag, to: .right)
            return Shared(own: stream, next: message)
        default:
            return Shared(own: Element.draw(count, from: leftStream), next: Element.draw(count, from: rightStream))
        }
    }

    /// Completes y_i of a column.
    mutating func receive<Element: ShareElement>(_ y: Shared<Element>) throws(MPCError) -> Shared<Element> {
        var y = y
        switch part {
        case .right: y.own = y.own.sum(try session.receivePieces(count: y.count, tag: &receiveTag, from: .left))
        case .left: y.next = y.next.sum(try session.receivePieces(count: y.count, tag: &receiveTag, from: .right))
        case .idle: break
        }
        return y
    }
}
