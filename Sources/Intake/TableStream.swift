import Primitives
import SecretSharing
import Study

/// The component of a table that a seed stands for: one stream, from which the vectors are drawn in the order of the
/// layout.
enum TableStream {
    /// The vectors' elements.
    static func vectors(of seed: Dealing.Seed, layout: [VectorLayout], rows: Int) -> [VectorContent] {
        let key = HKDF.derive(
            secret: seed.bytes, salt: [], info: Array("trefoil table stream 1".utf8), count: KeyStream.keyByteCount)
        let stream = KeyStream(key: key)
        return layout.map { .draw($0.kind, rows: rows, from: stream) }
    }
}

extension TableComponent {
    /// A component with these vectors, in the order of the layout.
    init(index: Int, salt: [UInt8], layout: [VectorLayout], contents: [VectorContent]) {
        let vectors = zip(layout, contents).map { layout, content in
            ComponentVector(label: layout.label, kind: layout.kind, bytes: content.bytes)
        }
        self.init(index: index, salt: salt, vectors: vectors)
    }

    /// The component that a seed stands for.
    init(seed: Dealing.Seed, index: Int, layout: [VectorLayout], rows: Int) {
        self.init(
            index: index, salt: Self.salt(of: seed), layout: layout,
            contents: TableStream.vectors(of: seed, layout: layout, rows: rows))
    }
}
