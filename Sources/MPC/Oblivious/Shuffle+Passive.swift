import Fields
import Primitives
import SecretSharing

// Chida et al., An Efficient Secure Three-Party Sorting Protocol with an Honest Majority (ePrint 2019/695): the order is
// c b a, of which the leader L knows a and b, T knows a and c, and M knows b and c. L shares the masks A and r with T
// without a message, and B and s with M.
//
// Hop 1: L sends b(a(x_L) + A) - B to T, x_L being the sum of the two components that L holds, and T sends a(x_T) - A to
// M, x_T being the third. Hop 2: M has u = c(b(a(x_T) - A) + B) and T has v = c(b(a(x_L) + A) - B), which add up to the
// outcome. M sends u - s to T and T sends v - r to M; the outcome is shared as r, s and (u - s) + (v - r).

extension Session {
    /// - Communication: L and M send 8 bytes a row and column, T 16.
    func reorderInTwoHops(
        _ records: Records, by order: ShuffleOrder, inverted: Bool
    ) throws(MPCError) -> Records {
        var hops = try TwoHops(session: self, order: order, inverted: inverted)
        let begun = try records.mapColumns(
            { x throws(MPCError) in try hops.begin(x) }, { x throws(MPCError) in try hops.begin(x) })
        let half = try begun.mapColumns(
            { x throws(MPCError) in try hops.turn(x) }, { x throws(MPCError) in try hops.turn(x) })
        return try half.mapColumns(
            { x throws(MPCError) in try hops.end(x) }, { x throws(MPCError) in try hops.end(x) })
    }
}

/// One party's part, column by column: what `begin` gives goes to `turn`, and what that gives to `end`.
///
/// The leader sits between T and M, which is before and after it in the ring; undoing an order takes the permutations
/// from the other end, so there the ring is mirrored.
private struct TwoHops {
    enum Part {
        /// Knows a and b, and two of the components.
        case leader
        /// Knows b and c.
        case middle
        /// Knows a and c, and takes in the third component.
        case third
    }

    let session: Session
    let part: Part
    /// The permutations that the part knows, in the order of their use.
    let permutations: [[UInt32]]
    /// Who comes before and after this party.
    let before: Way
    let after: Way
    /// Whether the party before is the left neighbour.
    let forward: Bool

    init(session: Session, order: ShuffleOrder, inverted: Bool) throws(MPCError) {
        self.session = session
        forward = !inverted
        let leader: Role = inverted ? .second : .first
        part = session.role == leader ? .leader : session.role == .third ? .third : .middle
        permutations = (inverted ? [2, 1, 0] : [0, 1, 2]).compactMap {
            order.permutation($0, role: session.role, inverted: inverted)
        }
        let (masking, sharing) = (session["mask"], session["outcome"])
        for used in [session, masking, sharing] { try session.state.use(used.step) }
        let left = Way(
            .left, tag: session.step.tag, masks: session.state.randomness.left(masking.step),
            shares: session.state.randomness.left(sharing.step))
        let right = Way(
            .right, tag: session.step.tag, masks: session.state.randomness.right(masking.step),
            shares: session.state.randomness.right(sharing.step))
        (before, after) = inverted ? (right, left) : (left, right)
        session.state.metrics.hops += 2
    }

    /// The messages of hop 1. The leader is done with it and has its share of the outcome.
    mutating func begin<Element: ShareElement>(_ x: Shared<Element>) throws(MPCError) -> Shared<Element> {
        switch part {
        case .leader:
            let a = x.own.sum(x.next).gathered(permutations[0]).sum(before.mask(x.count))
            _ = try before.send(a, permutations[1], minus: after.mask(x.count), in: session)
            return share(before.share(x.count), after.share(x.count))
        case .middle:
            return x
        case .third:
            let third = forward ? x.own : x.next
            _ = try before.send(third, permutations[0], minus: after.mask(x.count), in: session)
            return x
        }
    }

    /// What came in hop 1, and the messages of hop 2.
    mutating func turn<Element: ShareElement>(_ x: Shared<Element>) throws(MPCError) -> Shared<Element> {
        switch part {
        case .leader:
            return x
        case .middle:
            let came: [Element] = try after.receive(x.count, in: session)
            let b = came.gathered(permutations[0]).sum(before.mask(x.count))
            let s: [Element] = before.share(x.count)
            return share(s, try after.send(b, permutations[1], minus: s, in: session))
        case .third:
            let came: [Element] = try after.receive(x.count, in: session)
            let r: [Element] = after.share(x.count)
            return share(try before.send(came, permutations[1], minus: r, in: session), r)
        }
    }

    /// What came in hop 2.
    mutating func end<Element: ShareElement>(_ y: Shared<Element>) throws(MPCError) -> Shared<Element> {
        switch part {
        case .leader: return y
        case .middle:
            let (s, u) = forward ? (y.own, y.next) : (y.next, y.own)
            return share(s, u.sum(try after.receive(y.count, in: session)))
        case .third:
            let (v, r) = forward ? (y.own, y.next) : (y.next, y.own)
            return share(v.sum(try before.receive(y.count, in: session)), r)
        }
    }

    /// A share of the components held with the party before and the one after.
    private func share<Element: ShareElement>(_ before: [Element], _ after: [Element]) -> Shared<Element> {
        forward ? Shared(own: before, next: after) : Shared(own: after, next: before)
    }
}

/// The way to one neighbour: the tags of the messages and the streams of the common key.
private final class Way {
    private let neighbour: Neighbour
    private let masks: KeyStream
    private let shares: KeyStream
    private var sendTag: UInt64
    private var receiveTag: UInt64

    init(_ neighbour: Neighbour, tag: UInt64, masks: KeyStream, shares: KeyStream) {
        self.neighbour = neighbour
        self.masks = masks
        self.shares = shares
        (sendTag, receiveTag) = (tag, tag)
    }

    /// A mask known here and there, for a message to or from the other neighbour.
    func mask<Element: ShareElement>(_ count: Int) -> [Element] { Element.draw(count, from: masks) }

    /// A component of the outcome, known here and there.
    func share<Element: ShareElement>(_ count: Int) -> [Element] { Element.draw(count, from: shares) }

    /// Sends x in another order and less a mask; gives what was sent.
    func send<Element: ShareElement>(
        _ x: [Element], _ permutation: [UInt32], minus mask: [Element], in session: Session
    ) throws(MPCError) -> [Element] {
        try session.sendReordered(x, permutation, minus: mask, tag: &sendTag, to: neighbour)
    }

    /// Receives the next column.
    func receive<Element: ShareElement>(_ count: Int, in session: Session) throws(MPCError) -> [Element] {
        try session.receivePieces(count: count, tag: &receiveTag, from: neighbour)
    }
}
