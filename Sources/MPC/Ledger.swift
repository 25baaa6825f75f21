import Fields
import SecretSharing

/// All that must be verified before anything is opened: products and claims, as this party holds their shares.
///
/// Entries are ordered by step, not by arrival, so that the three parties list them alike.
struct Ledger {
    /// One recorded step. The vectors are shares; recording copies nothing.
    enum Entry {
        /// z = x y, element by element.
        case products(x: Shared<Mersenne61>, y: Shared<Mersenne61>, z: Shared<Mersenne61>)
        /// z_k = <x_k, y_k>, one entry a pair of vectors.
        case innerProducts(terms: [(x: Shared<Mersenne61>, y: Shared<Mersenne61>)], z: Shared<Mersenne61>)
        /// z = x & y, word by word.
        case ands(x: Shared<BitWord>, y: Shared<BitWord>, z: Shared<BitWord>)
        /// v = 0.
        case zeros(Shared<Mersenne61>)
    }

    private var entries: [String: Entry] = [:]

    /// How many steps wait for verification.
    var count: Int { entries.count }

    /// The recorded steps in the order of their paths.
    var ordered: [(step: String, entry: Entry)] {
        entries.sorted { $0.key < $1.key }.map { (step: $0.key, entry: $0.value) }
    }

    /// Adds what happened at a step.
    mutating func record(_ entry: Entry, at step: Step) { entries[step.path] = entry }

    /// Forgets what has been verified.
    mutating func clear() { entries.removeAll() }
}
