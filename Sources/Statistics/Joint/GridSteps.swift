import Fields
import MPC
import SecretSharing

/// Which ticks of a grid end the steps of a curve, where a step ends as soon as it holds enough.
///
/// From each tick there is one next end or none: "j is the next end behind i" is a matrix with at most one 1 a row, and the
/// ends are what is reached from the start. Powers of the matrix by repeated squaring reach all of them in few hops; a
/// sum has at most one term that is 1, so sums are exclusive ors and all of this stays in bits.
struct GridSteps {
    /// The ticks, 0 being the start of the curve.
    let ticks: Int
    /// How many curves there are side by side.
    let curves: Int
    /// The most steps that a curve can have.
    let mostSteps: Int

    /// The pairs (i, j), i < j, of one curve, those of i = 0 first.
    var pairs: Int { ticks * (ticks - 1) / 2 }

    /// Where the pair stands among those of its curve.
    func place(_ i: Int, _ j: Int) -> Int { i * (ticks - 1) - i * (i - 1) / 2 + j - i - 1 }

    /// The later tick of each pair of all curves, counted through the curves.
    var later: [Int] { every { _, j in j } }

    /// The earlier tick of each pair.
    var earlier: [Int] { every { i, _ in i } }

    private func every(_ tick: (Int, Int) -> Int) -> [Int] {
        (0..<curves).flatMap { curve in
            (0..<ticks).flatMap { i in (i + 1..<max(i + 1, ticks)).map { j in curve * ticks + tick(i, j) } }
        }
    }

    /// The ends of steps.
    ///
    /// - Parameter next: for each pair of each curve whether j is the next end behind i; for one j at most.
    /// - Returns: for each tick of each curve whether a step ends there; false at the start.
    /// - Communication: for T ticks up to T^3 / 6 ANDs a curve and hop; for at most S steps ceil(log2 (S + 1)) hops, none
    ///   for S = 1.
    /// - Leakage: none.
    func ends(_ next: SharedBits, in session: Session) throws(MPCError) -> SharedBits {
        var power = LooseBits(next)
        // What is reached from the start, over one end and then over fewer than `span`.
        var reached = LooseBits(zeros: curves * ticks)
        for curve in 0..<curves { addStart(curve, power, to: &reached) }
        var span = 2
        if mostSteps >= span { power = try squared(power, apart: 1, beside: &reached, in: session["square"]) }
        while span <= mostSteps {
            let step = session["span"][span]
            let way = power
            power = try squared(way, apart: span, isLast: 2 * span > mostSteps, beside: &reached, in: step)
            for curve in 0..<curves { addStart(curve, way, to: &reached) }
            span *= 2
        }
        return reached.packed
    }

    /// From the start itself a way is one power long.
    private func addStart(_ curve: Int, _ power: LooseBits, to reached: inout LooseBits) {
        for j in 1..<max(1, ticks) { reached.add(power, curve * pairs + place(0, j), to: curve * ticks + j) }
    }

    /// The square of a power of the matrix that goes over `span` ticks at least; beside it, unless the span is 1, what is
    /// reached from what has been reached by one power more.
    private func squared(
        _ power: LooseBits, apart span: Int, isLast: Bool = false, beside reached: inout LooseBits, in session: Session
    ) throws(MPCError) -> LooseBits {
        var (left, right) = (PickedBits(), PickedBits())
        let isFirst = span == 1
        if !isFirst {
            eachPath(span) { from, way, _ in
                left.append(reached, from)
                right.append(power, way)
            }
        }
        if !isLast {
            eachSquare(span) { first, second, _ in
                left.append(power, first)
                right.append(power, second)
            }
        }
        let found = LooseBits(try session.and(left.packed, right.packed))
        var (square, k) = (LooseBits(zeros: isLast ? 0 : curves * pairs), 0)
        if !isFirst {
            eachPath(span) { _, _, target in
                reached.add(found, k, to: target)
                k += 1
            }
        }
        if !isLast {
            eachSquare(span) { _, _, target in
                square.add(found, k, to: target)
                k += 1
            }
        }
        return square
    }

    /// Each i but the start and each j one power behind it: the places of both factors, and of the sum.
    private func eachPath(_ span: Int, _ body: (Int, Int, Int) -> Void) {
        for curve in 0..<curves {
            for i in 1..<max(1, ticks) {
                for j in min(i + span, ticks)..<ticks {
                    body(curve * ticks + i, curve * pairs + place(i, j), curve * ticks + j)
                }
            }
        }
    }

    /// Each m one power behind an i, and each j one behind m.
    private func eachSquare(_ span: Int, _ body: (Int, Int, Int) -> Void) {
        for curve in 0..<curves {
            let base = curve * pairs
            for i in 0..<ticks {
                for j in min(i + 2 * span, ticks)..<ticks {
                    for m in i + span...j - span {
                        body(base + place(i, m), base + place(m, j), base + place(i, j))
                    }
                }
            }
        }
    }

    /// For each pair whether j is the first tick behind i with a 1, where all later ones have one too; local.
    func firsts(_ reached: SharedBits) -> SharedBits {
        let bits = LooseBits(reached)
        return LooseBits(own: firsts(bits.own), next: firsts(bits.next)).packed
    }

    /// For each pair whether any pair of the same i has a 1, where one has at most; local.
    func sums(_ bits: SharedBits) -> SharedBits {
        let bits = LooseBits(bits)
        func sums(_ bits: [UInt8]) -> [UInt8] {
            (0..<curves).flatMap { curve in
                (0..<ticks).flatMap { i -> [UInt8] in
                    let row = bits[(curve * pairs + place(i, i + 1))..<(curve * pairs + place(i, ticks))]
                    return Array(repeating: row.reduce(0, ^), count: row.count)
                }
            }
        }
        return LooseBits(own: sums(bits.own), next: sums(bits.next)).packed
    }

    private func firsts(_ bits: [UInt8]) -> [UInt8] {
        var firsts = bits
        for curve in 0..<curves {
            for i in 0..<ticks {
                for j in min(i + 2, ticks)..<ticks {
                    firsts[curve * pairs + place(i, j)] ^= bits[curve * pairs + place(i, j - 1)]
                }
            }
        }
        return firsts
    }
}
