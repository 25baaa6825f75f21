import Primitives
import Study
import Wire

/// What lies where in the chunks of a component: its vectors in order, each right behind the one before.
struct ComponentDirectory: WireMessage {
    static let tag = "trefoil.component-directory"
    static let format: UInt16 = 1

    /// One vector.
    struct Entry: Sendable {
        let label: String
        let kind: VectorLayout.Kind
        let digest: Digest
        /// Where its bytes are, counted over all chunks of the component.
        let range: Range<Int>
    }

    let entries: [Entry]

    /// The directory of a component whose vectors have these digests.
    init(of component: TableComponent, digests: [Digest]) {
        var end = 0
        entries = zip(component.vectors, digests).map { vector, digest in
            let start = end
            end += vector.bytes.count
            return Entry(label: vector.label, kind: vector.kind, digest: digest, range: start..<end)
        }
    }

    /// The directory of vectors with these digests and lengths, under the names that they had before.
    init(_ entries: [Entry], replaced: [(digest: Digest, count: Int)]) {
        var end = 0
        self.entries = zip(entries, replaced).map { entry, new in
            let start = end
            end += new.count
            return Entry(label: entry.label, kind: entry.kind, digest: new.digest, range: start..<end)
        }
    }

    func encode(into encoder: inout WireEncoder) {
        encoder.append(list: entries) { encoder, entry in
            encoder.append(entry.label)
            encoder.append(entry.kind == .bits)
            encoder.append(entry.digest)
            encoder.append(UInt64(entry.range.count))
        }
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        var end = 0
        entries = try decoder.list(limit: 1 << 24) { (d) throws(Problem) in
            let label = try d.string(limit: 4096)
            let kind: VectorLayout.Kind = try d.bool() ? .bits : .field
            let digest = try d.digest()
            let count = try d.uint64()
            guard count <= 1 << 40 else { throw d.malformed("length of a vector") }
            let start = end
            end += Int(count)
            return Entry(label: label, kind: kind, digest: digest, range: start..<end)
        }
    }

    /// What the owner signed for a component with these vectors.
    func fingerprint(index: Int, salt: [UInt8], rows: Int) -> Digest {
        let fingerprint = ComponentFingerprint(index: index, salt: salt, rows: rows, vectors: entries.count)
        for entry in entries {
            fingerprint.append(label: entry.label, byteCount: entry.range.count, digest: entry.digest)
        }
        return fingerprint.finish()
    }
}
