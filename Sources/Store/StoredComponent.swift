import Foundation
import GRDB
import Primitives
import SecretSharing
import Study
import Wire

/// One component of a version in the database: its vectors, of which only those that are wanted are read.
///
/// The list of vectors with their digests is checked against the fingerprint that the owner signed, and each vector
/// that is read against its digest. So a damaged disk is noticed before a wrong result.
final class StoredComponent {
    /// The vectors in the order of the layout.
    let directory: ComponentDirectory
    private let entries: [String: ComponentDirectory.Entry]
    private let chunks: Statement
    /// What keeps the fingerprint from telling anything.
    let salt: [UInt8]
    /// Where it lies: the upload's number in the database, and its own.
    let key: (upload: Int64, component: Int)
    private let folder: String
    private let place: String
    /// The chunk read last; vectors that follow each other often share one.
    private var held: (place: Int, bytes: [UInt8])?

    init(_ index: Int, of version: TableVersion, role: Role, in database: Database, folder: String) throws {
        self.folder = folder
        place = "table \(version.table), batch \(version.batch), component \(index)"
        let damaged = StoreProblem.damaged("\(place) is not what its owner signed", in: folder)
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT upload.id, salt, directory FROM component JOIN upload ON upload.id = component.upload
                WHERE batch = ? AND number = ?
                """, arguments: [Data(version.batch.bytes), index])
        guard let row, let directory = try? ComponentDirectory(wireBytes: Array(row["directory"] as Data)) else {
            throw damaged
        }
        let salt = Array(row["salt"] as Data)
        guard
            directory.fingerprint(index: index, salt: salt, rows: version.rows)
                == version.fingerprint(of: index, role: role)
        else { throw damaged }
        self.directory = directory
        self.salt = salt
        entries = Dictionary(directory.entries.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
        key = (row["id"], index)
        chunks = try database.cachedStatement(
            sql: "SELECT bytes FROM chunk WHERE upload = ? AND component = ? AND place = ?")
    }

    /// What the elements of a vector are.
    func kind(of label: String) throws -> VectorLayout.Kind { try entry(label).kind }

    /// The bytes of a vector, checked against its digest.
    func bytes(of entry: ComponentDirectory.Entry) throws -> [UInt8] {
        guard let bytes = try bytes(entry.range), Digest(of: bytes) == entry.digest else {
            throw StoreProblem.damaged("\(place), vector \(entry.label) has changed since it was stored", in: folder)
        }
        return bytes
    }

    /// The elements of a vector.
    func elements<Element: ShareElement>(of label: String, count: Int) throws -> [Element] {
        let entry = try entry(label)
        let bytes = try bytes(entry.range)
        guard let bytes, Digest(of: bytes) == entry.digest,
            let elements: [Element] = Component.elements(of: bytes, count: count)
        else { throw StoreProblem.damaged("\(place), vector \(label) has changed since it was stored", in: folder) }
        return elements
    }

    /// Bytes of the component, from as many chunks as they lie in; nil where chunks are missing or too short.
    private func bytes(_ range: Range<Int>) throws -> [UInt8]? {
        let size = SQLiteShareStore.chunkByteCount
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(range.count, 1 << 30))
        var start = range.lowerBound
        while start < range.upperBound {
            let chunk = try chunk(start / size)
            let first = start % size
            let end = min(size, first + range.upperBound - start)
            guard chunk.count >= end else { return nil }
            bytes.append(contentsOf: chunk[first..<end])
            start += end - first
        }
        return bytes
    }

    private func chunk(_ place: Int) throws -> [UInt8] {
        if let held, held.place == place { return held.bytes }
        let bytes = try Data.fetchOne(chunks, arguments: [key.upload, key.component, place]).map { Array($0) } ?? []
        held = (place, bytes)
        return bytes
    }

    private func entry(_ label: String) throws -> ComponentDirectory.Entry {
        guard let entry = entries[label] else {
            throw Problem("unknown-vector", "the version has no vector \(label)", at: place)
        }
        return entry
    }
}
