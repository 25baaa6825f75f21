import Fields
import MPC
import SecretSharing

/// Selection among many rows: a descent over the digits of the values, from the top, on bits.
///
/// c marks the rows still in question and k is the wanted rank among them. For each digit v but the largest the rows of c
/// whose digit is at most v are marked, T_v, and counted, N_v. The wanted value has a larger digit than v where N_v < k; that
/// many v there are is its digit. Then only rows with that digit stay in c, and k falls by the number of rows below.
///
/// - Communication: for w planes, n rows, r ranks and digits of m bits, M = 2^m - 1: for each of the w / m digits
///   3 M r + M - m ANDs a row and about 14 + m + log_1.5 (n / 64) hops. A mask of elements takes 3 ANDs a row and 2 hops more.
enum Descent {
    static func select(
        planes: SharedPlanes, mask: RowMask, ranks: Shared<Mersenne61>, digit: Int, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        let start = try mask.bits(rows: planes.count, in: session["mask"])
        return try select(planes: planes, rows: [start], ranks: ranks, digit: digit, in: session)
    }

    /// The values at ranks among rows of several groups, side by side.
    ///
    /// - Parameter rows: for each rank the rows among which it counts; or one vector for all ranks.
    static func select(
        planes: SharedPlanes, rows: [SharedBits], ranks: Shared<Mersenne61>, digit: Int, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        var descent = RankedRows(rows: rows, ranks: ranks)
        var value = Shared<Mersenne61>.zero(count: ranks.count)
        for top in stride(from: planes.width, to: 0, by: -digit) {
            let low = max(0, top - digit)
            let found = try descent.take(Array(planes.planes[low..<top]), isLast: low == 0, in: session["digit"][low])
            value = value + found.scaled(by: Mersenne61(1 << UInt64(low)))
        }
        return value
    }
}

/// How far the descent has come, for all ranks side by side.
private struct RankedRows {
    /// c, one vector a rank; one for all ranks before the first digit.
    var rows: [SharedBits]
    /// k, one a rank.
    var ranks: Shared<Mersenne61>

    /// Goes down by one digit, given its planes, and gives that digit of each wanted value.
    mutating func take(
        _ planes: [SharedBits], isLast: Bool, in session: Session
    ) throws(MPCError) -> Shared<Mersenne61> {
        let r = ranks.count
        let upTo = try atMost(planes, in: session["digit"])
        let thresholds = upTo.count
        // T_v and N_v; vectors and numbers of a rank lie side by side.
        let marked = try session["mark"].and(rows.flatMap { row in upTo.map { (row, $0) } })
        let sums = try session["count"].countOnes(marked)
        let counts = rows.count == r ? sums : sums.repeated(r)
        let isAbove = try session["rank"].isLess(counts, ranks.eachRepeated(thresholds))
        let digits = try session["field"].toField(isAbove)
        guard !isLast else { return digits.sums(ofEach: thresholds) }

        let below = (0..<r).flatMap { k in
            (0..<thresholds).map { v in
                let count = counts[k * thresholds + v]
                return v == 0 ? count : count - counts[k * thresholds + v - 1]
            }
        }
        ranks = ranks - (try session["below"].multiply(digits, .concatenating(below))).sums(ofEach: thresholds)

        // X_v = T_v ^ T_{v-1} has the rows of digit v; X_0 ^ sum over v of [digit > v] (X_v ^ X_{v+1}) is the one wanted.
        var exact: [[SharedBits]] = []
        for k in 0..<r {
            let from = rows.count == r ? k : 0
            let all = marked[from * thresholds..<(from + 1) * thresholds] + [rows[from]]
            exact.append(all.indices.map { $0 == all.startIndex ? all[$0] : all[$0] ^ all[$0 - 1] })
        }
        let moves = try session["narrow"].and(
            (0..<r).flatMap { k in
                (0..<thresholds).map { v in
                    (isAbove.broadcast(k * thresholds + v, count: rows[0].count), exact[k][v] ^ exact[k][v + 1])
                }
            })
        rows = (0..<r).map { k in
            moves[k * thresholds..<(k + 1) * thresholds].reduce(exact[k][0]) { $0 ^ $1 }
        }
        return digits.sums(ofEach: thresholds)
    }

    /// For each digit v but the largest which rows have a digit of at most v.
    private func atMost(_ planes: [SharedBits], in session: Session) throws(MPCError) -> [SharedBits] {
        // Which rows have digit v, built up plane by plane; for v = 0 what no other digit has.
        let all = SharedBits.constant(true, count: planes[0].count, role: session.role)
        var exact = [all ^ planes[0], planes[0]]
        for (j, plane) in planes.enumerated().dropFirst() {
            let products = try session["plane"][j].and(exact.dropFirst().map { ($0, plane) })
            let upper = [products.reduce(plane) { $0 ^ $1 }] + products
            exact = zip(exact, upper).map { $0 ^ $1 } + upper
        }
        var sum = exact[0]
        var upTo = [sum]
        for v in exact.dropFirst().dropLast() {
            sum = sum ^ v
            upTo.append(sum)
        }
        return upTo
    }
}

extension SharedBits {
    /// The bit at a place, `count` times.
    fileprivate func broadcast(_ place: Int, count: Int) -> SharedBits {
        SharedBits(
            own: PackedBits(repeating: own[place], count: count),
            next: PackedBits(repeating: next[place], count: count))
    }
}
