import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

/// A protocol whose messages are tampered with, on small inputs.
struct TamperCase: Sendable, CustomTestStringConvertible {
    /// What a program computes, to be opened.
    struct Outcome {
        var numbers: Shared<Mersenne61> = .zero(count: 0)
        var bits: [SharedBits] = []
    }

    /// The inputs as a party holds them.
    struct Inputs: Sendable {
        /// Signed numbers, one of them 0.
        var x: Shared<Mersenne61>
        var y: Shared<Mersenne61>
        /// Elements 0 and 1.
        var choice: Shared<Mersenne61>
        /// Bits.
        var a: SharedBits
        var b: SharedBits
        /// Columns of 3 planes.
        var u: SharedPlanes
        var v: SharedPlanes
        /// A permutation of the rows.
        var places: Shared<Mersenne61>

        static let dealt: Parts<Inputs> = {
            var dealer = Dealer()
            let (x, y) = (dealer.numbers([-5, 7, 0]), dealer.numbers([3, -2, 9]))
            let choice = dealer.numbers([1, 0, 1])
            let (a, b) = (dealer.bits([true, false, true]), dealer.bits([true, true, false]))
            let (u, v) = (dealer.planes([6, 1, 3], width: 3), dealer.planes([2, 1, 5], width: 3))
            let places = dealer.numbers([2, 0, 1])
            return Parts {
                Inputs(
                    x: x[$0], y: y[$0], choice: choice[$0], a: a[$0], b: b[$0], u: u[$0], v: v[$0], places: places[$0])
            }
        }()
    }

    /// How the outcome leaves the parties.
    enum Ending { case reveal, handOver }

    let name: String
    /// What happens before the outcome is opened.
    let program: @Sendable (Session, Inputs) throws -> Outcome
    var ending = Ending.reveal
    /// The ledger is verified at once when it holds so many elements.
    var ledgerBound = Ledger.bound
    /// Whether the messages of the last verification and of the opening are tampered with in every run of the tests; they
    /// are alike for all protocols.
    var isTamperedWithWholly = false

    var testDescription: String { name }

    private static func numbers(
        _ name: String, _ program: @escaping @Sendable (Session, Inputs) throws -> Shared<Mersenne61>
    ) -> TamperCase {
        TamperCase(name: name) { Outcome(numbers: try program($0, $1)) }
    }

    private static func bits(
        _ name: String, _ program: @escaping @Sendable (Session, Inputs) throws -> SharedBits
    ) -> TamperCase {
        TamperCase(name: name) { Outcome(bits: [try program($0, $1)]) }
    }

    private var wholly: TamperCase {
        var tampered = self
        tampered.isTamperedWithWholly = true
        return tampered
    }

    static let all = basics + circuits + fixedPoint + oblivious + verification

    private static let basics = [
        numbers("multiply") { try $0.multiply($1.x, $1.y) },
        numbers("multiplyAdding") { try $0.multiplyAdding([($1.x, $1.y), ($1.y, $1.y)]) },
        numbers("innerProducts") { try $0.innerProducts([($1.x, $1.y), ($1.y, $1.y)]) },
        numbers("matrixProduct") { try $0.matrixProduct(rows: [$1.x, $1.y], columns: [$1.y, $1.x]) },
        bits("and") { try $0.and($1.a, $1.b) },
        numbers("claimZero") { session, inputs in
            try session["numbers"].claimZero(inputs.x - inputs.x)
            try session["words"].claimZero((inputs.a ^ inputs.a).words)
            return inputs.x
        }.wholly,
        TamperCase(name: "reveal") { _, inputs in Outcome(numbers: inputs.x, bits: [inputs.a]) }.wholly,
        TamperCase(
            name: "handOver", program: { Outcome(numbers: try $0.multiply($1.x, $1.y)) }, ending: .handOver,
            isTamperedWithWholly: true),
    ]

    private static let circuits = [
        numbers("toField") { try $0.toField($1.a) },
        TamperCase(name: "toBits") { Outcome(bits: try $0.toBits($1.x, width: 60).planes) },
        bits("isNegative") { try $0.isNegative($1.x) },
        bits("isLess planes") { try $0.isLess($1.u, $1.v) },
        TamperCase(name: "isLess thanEach") { Outcome(bits: try $0.isLess($1.u, thanEach: [2, 5])) },
        bits("isZero") { try $0.isZero($1.x) },
        bits("isEqual planes") { try $0.isEqual($1.u, $1.v) },
        TamperCase(name: "isEqual toEach") { Outcome(bits: try $0.isEqual($1.u, toEach: [1, 6])) },
        numbers("select") { try $0.select($1.choice, $1.x, $1.y) },
        bits("toBit") { try $0.toBit($1.choice) },
        numbers("countOnes") { try $0.countOnes([$1.a, $1.b]) },
        numbers("minimum") { try $0.minimum($1.x, $1.y) },
        numbers("maximum of all") { session, inputs in
            let extreme = try session.maximum(of: inputs.x)
            return .concatenating([extreme.value, extreme.index])
        },
    ]

    private static let fixedPoint = [
        numbers("shiftedDown") { try $0.shiftedDown($1.x, by: 1) },
        numbers("divide") { try $0.divide($1.x, by: $1.positive($0.role), fractionBits: 8).values },
        numbers("squareRoot") { try $0.squareRoot($1.positive($0.role), fractionBits: 4) },
        numbers("logarithm") { try $0.logarithm($1.positive($0.role)) },
        numbers("exponential") { try $0.exponential($1.x.scaled(by: Mersenne61(1 << 27))) },
    ]

    private static let oblivious = [
        numbers("indicators") { .concatenating(try $0.indicators(of: $1.u)) },
        // The order is uniform, so what is opened is what does not depend on it.
        TamperCase(name: "shuffle") { session, inputs in
            let order = try session["order"].shuffleOrder(count: 3)
            let records = Records(count: 3, columns: [inputs.x, inputs.y], words: [inputs.words])
            let shuffled = try session["there"].shuffle(records, by: order)
            let back = try session["back"].unshuffle(shuffled, by: order)
            return Outcome(
                numbers: .concatenating(back.columns), bits: back.words.map { SharedBits(words: $0, count: 192) })
        },
        sort("sort comparisons", .comparisons),
        sort("sort digits", .digits(bits: 2)),
        numbers("permute") { session, inputs in
            .concatenating(try session.permute(inputs.records, to: inputs.places).columns)
        },
        numbers("unpermute") { session, inputs in
            .concatenating(try session.unpermute(inputs.records, from: inputs.places).columns)
        },
        numbers("groupSums") { session, inputs in
            let groups = try session.groupSums(indicators: [inputs.choice, inputs.choice], values: [inputs.x])
            return .concatenating([groups.counts] + groups.sums)
        },
        numbers("groupSums keys") { session, inputs in
            let keys = SharedPlanes(planes: [inputs.a], count: 3)
            let groups = try session.groupSums(keys: keys, values: [inputs.x])
            return .concatenating([groups.totals.counts] + groups.totals.sums)
        },
        numbers("compact") { .concatenating(try $0.compact($1.records, keeping: $1.a).columns) },
    ]

    private static func sort(_ name: String, _ plan: SortingPlan) -> TamperCase {
        TamperCase(name: name) { session, inputs in
            let sorted = try session.sort(keys: inputs.u, records: inputs.records, plan: plan)
            return Outcome(
                numbers: .concatenating(sorted.records.columns), bits: sorted.keys.planes + sorted.rows.planes)
        }
    }

    private static let verification = [
        // Every kind of entry, and lists long enough for several folds.
        TamperCase(
            name: "verification",
            program: { session, inputs in
                let (x, y) = (inputs.x.repeated(30), inputs.y.repeated(30))
                let z = try session["product"].multiply(x, y)
                let inner = try session["inner"].innerProducts([(x, y), (z, y)])
                let matrix = try session["matrix"].matrixProduct(rows: [x, y], columns: [y])
                let gates = try session["and"].and(inputs.a.words.repeated(65), inputs.b.words.repeated(65))
                try session["claim"].claimZero(z - z)
                try session["bit claim"].claimZero(gates + gates)
                let moved = try session["move"].shuffle(Records(count: 3, columns: [inputs.x], words: [inputs.words]))
                return Outcome(
                    numbers: .concatenating([inner, matrix, moved.columns[0].sum()]),
                    bits: [SharedBits(words: gates[0], count: 3)])
            }, isTamperedWithWholly: true),
        TamperCase(
            name: "eager verification",
            program: { session, inputs in
                var z = inputs.x
                for k in 0..<3 { z = try session[k].multiply(z, inputs.y) }
                return Outcome(numbers: z)
            }, ledgerBound: 6),
    ]
}

extension TamperCase.Inputs {
    /// The numbers as columns that move together.
    var records: Records { Records(count: x.count, columns: [x, y]) }

    /// Numbers above 0.
    func positive(_ role: Role) -> Shared<Mersenne61> { choice.adding(2, role: role) }

    /// A word a row.
    var words: Shared<BitWord> { .concatenating([u.planes[0].words, a.words, b.words]) }
}
