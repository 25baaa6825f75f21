import Fields
import Primitives
import SecretSharing
import Study

/// The elements of one vector of the layout: in the clear, or of one component. Never printed.
enum VectorContent: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// One field element a row.
    case field([Mersenne61])
    /// One bit a row, 64 to a word.
    case bits([BitWord])

    /// Uniform elements for so many rows, the next ones of a stream.
    static func draw(_ kind: VectorLayout.Kind, rows: Int, from stream: KeyStream) -> VectorContent {
        switch kind {
        case .field: .field(Mersenne61.draw(rows, from: stream))
        case .bits: .bits(BitWord.draw(PackedBits.wordCount(rows), from: stream))
        }
    }

    /// What remains when two other vectors of the same kind and length are taken away.
    func minus(_ first: VectorContent, _ second: VectorContent) -> VectorContent {
        switch (self, first, second) {
        case (.field(let x), .field(let a), .field(let b)): .field(x.indices.map { x[$0] - a[$0] - b[$0] })
        case (.bits(let x), .bits(let a), .bits(let b)): .bits(x.indices.map { x[$0] - a[$0] - b[$0] })
        default: preconditionFailure("vectors at one place of the layout are of one kind")
        }
    }

    /// The elements as bytes, little endian.
    var bytes: [UInt8] {
        switch self {
        case .field(let elements): Component.bytes(of: elements)
        case .bits(let elements): Component.bytes(of: elements)
        }
    }

    var description: String { "VectorContent" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
