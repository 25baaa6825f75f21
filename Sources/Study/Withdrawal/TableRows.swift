public import Wire

/// What the nodes keep about the rows of an upload beside their shares: the handles in the order of the rows, and the owner's own
/// identifiers, sealed so that the owner alone reads them.
///
/// The same at all three nodes; the owner signs its digest with the upload.
public struct TableRows: WireMessage, Equatable {
    /// The name on the wire.
    public static var tag: String { "trefoil.table-rows" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// The handles, 16 bytes a row.
    public let handles: [UInt8]
    /// The key of the identifiers, sealed to the owner; empty where there are none.
    public let key: [UInt8]
    /// The sealed identifiers, ``SealedIdentifier/byteCount`` bytes a row; empty where there are none.
    public let identifiers: [UInt8]

    /// Rows of an upload.
    public init(handles: [UInt8], key: [UInt8] = [], identifiers: [UInt8] = []) {
        self.handles = handles
        self.key = key
        self.identifiers = identifiers
    }

    /// The number of rows.
    public var count: Int { handles.count / RowHandle.byteCount }

    /// The handle of a row.
    public func handle(at row: Int) -> RowHandle? {
        let start = row * RowHandle.byteCount
        guard row >= 0, start + RowHandle.byteCount <= handles.count else { return nil }
        return RowHandle(bytes: Array(handles[start..<start + RowHandle.byteCount]))
    }

    /// The places of the handles among the rows, in rising order; handles that are not there are left out.
    public func places(of wanted: Set<RowHandle>) -> [Int] {
        (0..<count).filter { row in handle(at: row).map(wanted.contains) ?? false }
    }

    /// The same without the rows at these places, which rise.
    public func removing(_ places: [Int]) -> TableRows {
        TableRows(
            handles: handles.removing(places, width: RowHandle.byteCount), key: key,
            identifiers: identifiers.removing(places, width: SealedIdentifier.byteCount))
    }

    /// Checks that there are so many rows, all with different handles.
    public func check(rows: Int) throws(Problem) {
        let sealed = rows * SealedIdentifier.byteCount
        guard handles.count == rows * RowHandle.byteCount, identifiers.isEmpty || identifiers.count == sealed,
            Set((0..<rows).compactMap { handle(at: $0) }).count == rows
        else {
            throw Problem(
                "bad-part", "the handles of the upload are not one for each row", mend: "upload the table again",
                kind: .refused)
        }
    }

    /// Writes the contents.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(handles)
        encoder.append(key)
        encoder.append(identifiers)
    }

    /// Reads the contents.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        handles = try decoder.bytes(limit: decoder.remaining)
        key = try decoder.bytes(limit: 1024)
        identifiers = try decoder.bytes(limit: decoder.remaining)
        guard handles.count % RowHandle.byteCount == 0 else { throw decoder.malformed("handles") }
    }
}

extension [UInt8] {
    /// The elements of `width` bytes without those at these places, which rise.
    package func removing(_ places: [Int], width: Int) -> [UInt8] {
        guard !isEmpty else { return [] }
        var rest: [UInt8] = []
        rest.reserveCapacity(count)
        var start = 0
        for place in places where (place + 1) * width <= count {
            rest.append(contentsOf: self[start..<place * width])
            start = (place + 1) * width
        }
        rest.append(contentsOf: self[start...])
        return rest
    }
}
