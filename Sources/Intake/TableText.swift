import Wire

/// The bytes of a file once they are known to be UTF-8 text that is no other kind of file.
struct TableText {
    let bytes: [UInt8]
    /// Where the text begins: behind a byte order mark.
    let start: Int

    /// - Throws: a problem that names the file and, where it can, the line.
    init(_ bytes: [UInt8], file: String, limits: IntakeLimits) throws(Problem) {
        guard bytes.count <= limits.bytes else {
            throw Problem(
                "table-too-large", "the file has \(bytes.count) bytes, the limit is \(limits.bytes)", at: file,
                mend: "share it as several tables")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Problem(
                "not-utf8", "the file is written in UTF-16", at: file, mend: "save it as \"CSV UTF-8\" and try again")
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw Problem(
                "not-csv", "the file is an office document, not a CSV file", at: file,
                mend: "save the sheet as \"CSV UTF-8\" and try again")
        }
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes.count > start else {
            throw Problem(
                "empty-file", "the file is empty", at: file,
                mend: "the first row names the columns, one row a patient follows")
        }
        if let place = bytes.firstIndex(of: 0) {
            throw Problem(
                "not-csv", "the file holds a zero byte, so it is no text",
                at: "\(file), line \(Self.line(of: place, in: bytes))",
                mend: "save the table as \"CSV UTF-8\" and try again")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            let place = Self.firstInvalid(in: bytes)
            throw Problem(
                "not-utf8", "the file is not written in UTF-8", at: "\(file), line \(Self.line(of: place, in: bytes))",
                mend: "save it as \"CSV UTF-8\" and try again")
        }
        self.bytes = bytes
    }

    private static func line(of place: Int, in bytes: [UInt8]) -> Int {
        1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") }
    }

    /// The first line that is not valid begins at this place or before it.
    private static func firstInvalid(in bytes: [UInt8]) -> Int {
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if String(validating: bytes[start..<end], as: UTF8.self) == nil { return start }
            start = end + 1
        }
        return 0
    }
}

extension TableText {
    /// The content of a cell, with doubled quotes made single and outer spaces removed.
    func content(of cell: CSVScanner.Cell) -> ArraySlice<UInt8> {
        guard cell.hasDoubledQuotes else { return trimmed(cell) }
        var plain: [UInt8] = []
        var skipNext = false
        for byte in bytes[cell.range] {
            if byte == UInt8(ascii: "\""), skipNext {
                skipNext = false
                continue
            }
            skipNext = byte == UInt8(ascii: "\"")
            plain.append(byte)
        }
        return Self.trimmed(plain[...])
    }

    /// The bytes of a cell without outer spaces and tabs.
    func trimmed(_ cell: CSVScanner.Cell) -> ArraySlice<UInt8> { Self.trimmed(bytes[cell.range]) }

    /// The content of a cell as a string.
    func string(of cell: CSVScanner.Cell) -> String { String(decoding: content(of: cell), as: UTF8.self) }

    private static func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        guard let first = slice.firstIndex(where: { !isSpace($0) }), let last = slice.lastIndex(where: { !isSpace($0) })
        else { return slice[slice.startIndex..<slice.startIndex] }
        return slice[first...last]
    }
}
