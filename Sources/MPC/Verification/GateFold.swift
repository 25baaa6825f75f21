import Fields
import Primitives
import SecretSharing

/// The ANDs of the ledger, weighed and folded for the first time: 64 words of 64 gates to 64 elements of GF(2^64).
///
/// A word of bits is the element of which they are the coefficients, so the gates of a word weigh 1, x, x^2, ... and
/// one weight serves the whole word; no error inside a word can cancel. Bits stay bits until this fold: at the points
/// of the grid the factors are exclusive ors of words, their product is an AND, and one carry-less multiplication
/// weighs 64 gates.
struct GateFold {
    /// The number of variables that the fold removes.
    static let variables = 6
    private static let blockSize = 1 << variables
    /// Shorter entries are joined before they are folded.
    private static let batch = 4096

    private struct Gates {
        var x: Shared<BitWord>
        var y: Shared<BitWord>
        var z: Shared<BitWord>
        var weights: [BitWord] = []
    }

    private var gates: [Gates] = []
    private var short: [Gates] = []
    private var shortCount = 0
    private var corners: Shared<BitWord> = .zero(count: blockSize)
    private let coin: KeyStream
    private let workers: Workers

    /// - Parameter coin: where the weights come from; opened when all that is to be verified had been received.
    init(coin: KeyStream, _ workers: Workers) {
        self.coin = coin
        self.workers = workers
    }

    /// z = x & y, word by word.
    mutating func add(_ x: Shared<BitWord>, _ y: Shared<BitWord>, z: Shared<BitWord>) {
        let entry = Gates(x: x, y: y, z: z)
        guard z.count < Self.batch else { return weigh(entry) }
        short.append(entry)
        shortCount += z.count
        if shortCount >= Self.batch { joinShort() }
    }

    /// Weighs what is left of the short entries; called once after the last one.
    mutating func joinShort() {
        guard shortCount > 0 else { return }
        weigh(
            Gates(
                x: .concatenating(short.map(\.x)), y: .concatenating(short.map(\.y)), z: .concatenating(short.map(\.z)))
        )
        short = []
        shortCount = 0
    }

    private mutating func weigh(_ entry: Gates) {
        var entry = entry
        entry.weights = BitWord.draw((entry.z.count + Self.blockSize - 1) / Self.blockSize, from: coin)
        corners =
            corners
            + entry.z.cornerSums(
                variables: Self.variables, weights: entry.weights, workers)
        entry.z = .zero(count: 0)
        gates.append(entry)
    }

    /// Whether there is nothing to fold.
    var isEmpty: Bool { gates.isEmpty }

    /// This party's parts of the sums at the points of the grid that are no corners.
    func gridSums() -> [BitWord] {
        guard !isEmpty else { return [] }
        let width = Grid.pointCount(Self.variables)
        var sums = [BitWord](repeating: .zero, count: width)
        for entry in gates {
            let (x, y) = (entry.x, entry.y)
            let parts: [BitWord] = workers.sums(x.count, granule: Self.blockSize, width: width) { range, target in
                let blocks =
                    range.lowerBound / Self.blockSize..<(range.upperBound + Self.blockSize - 1) / Self.blockSize
                BitWord.addGateGridSums(
                    (x.own.span.extracting(range), x.next.span.extracting(range)),
                    (y.own.span.extracting(range), y.next.span.extracting(range)),
                    weights: entry.weights.span.extracting(blocks), into: &target)
            }
            for p in sums.indices { sums[p] = sums[p] + parts[p] }
        }
        return Grid.inner(Self.variables, of: sums)
    }

    /// The folded gates and what they must add up to.
    ///
    /// - Parameter sums: shares of the sums, as ``gridSums()`` lists them.
    func folded(sums: Shared<BitWord>, at r: [BitWord]) -> PairList<BitWord> {
        var list = PairList<BitWord>()
        guard !isEmpty else { return list }
        let coefficients = Grid.cornerCoefficients(at: r)
        let factors = Grid.inner(Self.variables, of: Grid.gridCoefficients(at: r))
        list.claim = sums.combined(factors) + corners.combined(coefficients)
        for entry in gates {
            list.x.append(entry.x.foldedGates(coefficients, weights: entry.weights, workers))
            list.y.append(entry.y.foldedGates(coefficients, weights: nil, workers))
        }
        return list
    }
}

extension Shared<BitWord> {
    /// Each block of 64 words as 64 elements; see ``BitWord/foldGates(_:coefficients:weights:into:)``.
    fileprivate func foldedGates(_ coefficients: [BitWord], weights: [BitWord]?, _ workers: Workers) -> Shared {
        func fold(_ words: [BitWord]) -> [BitWord] {
            workers.filled((words.count + 63) / 64 * 64, granule: 64) { range, target in
                let blocks = range.lowerBound / 64..<(range.upperBound + 63) / 64
                BitWord.foldGates(
                    words.span.extracting(range.lowerBound..<min(range.upperBound, words.count)),
                    coefficients: coefficients.span, weights: weights?.span.extracting(blocks), into: &target)
            }
        }
        return Shared(own: fold(own), next: fold(next))
    }
}
