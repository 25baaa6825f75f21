import Fields
import Primitives

/// How a data owner splits a vector into three components.
///
/// Components 0 and 1 are streams of two seeds, component 2 is what remains. So an upload is two seeds and one
/// explicit vector: party 0 gets both seeds, party 1 seed 1 and the vector, party 2 the vector and seed 0.
public enum Dealing {
    /// The seed of one component of a whole table. Never printed.
    public struct Seed: Sendable, CustomStringConvertible, CustomReflectable {
        /// The length of a seed.
        public static let byteCount = 32
        /// The secret bytes.
        public let bytes: [UInt8]

        /// Takes 32 bytes.
        public init?(bytes: [UInt8]) {
            guard bytes.count == Self.byteCount else { return nil }
            self.bytes = bytes
        }

        /// A fresh random seed.
        public init() { bytes = SecureRandom.bytes(Self.byteCount) }

        /// Tells nothing.
        public var description: String { "Seed(redacted)" }
        /// Nothing.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// The component that a seed stands for.
    ///
    /// - Parameters:
    ///   - seed: the component's seed.
    ///   - label: the vector's name in the layout of the table, for example `age/value`; each has a stream of its own.
    ///   - count: the number of elements.
    public static func expand<Element: ShareElement>(seed: Seed, label: String, count: Int) -> [Element] {
        let key = HKDF.derive(
            secret: seed.bytes, salt: [], info: Array("trefoil dealing 1/\(label)".utf8), count: 16)
        return Element.draw(count, from: KeyStream(key: key))
    }

    /// The third component, x - x_0 - x_1, where the first two come from seeds.
    @_specialize(where Element == Mersenne61)
    @_specialize(where Element == BitWord)
    public static func explicitComponent<Element: ShareElement>(
        of plain: [Element], _ seed0: Seed, _ seed1: Seed, label: String
    ) -> [Element] {
        let first: [Element] = expand(seed: seed0, label: label, count: plain.count)
        let second: [Element] = expand(seed: seed1, label: label, count: plain.count)
        return Shared.combine(Shared.combine(plain, first, Element.subtract), second, Element.subtract)
    }

    /// All three parts of a vector, by party; for tests and tools that play all roles.
    public static func parts<Element: ShareElement>(
        of plain: [Element], _ seed0: Seed, _ seed1: Seed, label: String
    ) -> [Role: Shared<Element>] {
        let components: [[Element]] = [
            expand(seed: seed0, label: label, count: plain.count),
            expand(seed: seed1, label: label, count: plain.count),
            explicitComponent(of: plain, seed0, seed1, label: label),
        ]
        return Dictionary(
            uniqueKeysWithValues: Role.allCases.map { role in
                (role, Shared(own: components[role.components.own], next: components[role.components.next]))
            })
    }
}
