import Foundation
public import Study
import Wire

extension CheckedTable {
    /// Reads and checks a CSV file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - codebook: the study's columns.
    ///   - identifiers: the column that holds the owner's own identifiers of the rows; not one of the codebook.
    ///   - format: how the file is written.
    ///   - limits: what it may measure.
    /// - Throws: all that is wrong with it, each fault with its place.
    public init(
        csvFile path: String, codebook: Codebook, identifiers: String? = nil, format: CSVFormat = CSVFormat(),
        limits: IntakeLimits = IntakeLimits()
    ) throws(BadTable) {
        let name = URL(fileURLWithPath: path).lastPathComponent
        var data = Data()
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            // What lies beyond the limit is not read; the check below refuses the file by its first bytes.
            while data.count <= limits.bytes, let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
                data.append(piece)
            }
        } catch {
            throw BadTable(
                Problem(
                    "no-file", "the table cannot be read", at: path, mend: "check the name and that you may read it"))
        }
        try self.init(
            csv: Array(data), file: name, codebook: codebook, identifiers: identifiers, format: format,
            limits: limits)
    }

    /// Checks the bytes of a CSV file; `file` is its name for messages.
    ///
    /// - Throws: all that is wrong with it, each fault with its place.
    public init(
        csv bytes: [UInt8], file: String, codebook: Codebook, identifiers: String? = nil,
        format: CSVFormat = CSVFormat(), limits: IntakeLimits = IntakeLimits()
    ) throws(BadTable) {
        let text: TableText
        do throws(Problem) {
            text = try TableText(bytes, file: file, limits: limits)
        } catch {
            throw BadTable(error)
        }
        var reader = RowReader(
            text: text, file: file, codebook: codebook, format: format, limits: limits, identifierColumn: identifiers)
        try reader.readHeader()
        try reader.readRows()
        try reader.faults.check()
        rows = reader.rows
        ignoredColumns = reader.ignoredColumns
        self.identifiers = reader.identifiers?.list
        self.codebook = codebook
        columns = reader.columns
    }
}
