/// Reads the records of a CSV file (RFC 4180) one after the other, without a `String` a cell.
///
/// A record ends at LF, CRLF or the end of the file. A cell in double quotes may hold delimiters, line ends and doubled
/// quotes.
struct CSVScanner {
    /// A cell: where its content lies in the file, without the quotes around it.
    struct Cell: Hashable {
        var range: Range<Int>
        /// Whether quotes stood around it.
        var isQuoted: Bool
        /// Whether doubled quotes in it stand for single ones.
        var hasDoubledQuotes: Bool
    }

    /// Why a record cannot be read.
    enum Fault: Error, Hashable {
        /// A quote is not closed before the file ends.
        case openQuote(line: Int)
        /// A quote stands within a cell that does not begin with one.
        case strayQuote(line: Int)
        /// Something follows the closing quote of a cell.
        case textAfterQuote(line: Int)
        /// A cell is longer than allowed.
        case longCell(line: Int)
        /// A record has more cells than allowed.
        case manyCells(line: Int)
        /// A line ends with CR alone, as old Macintosh programs wrote.
        case loneReturn(line: Int)
    }

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private let limits: IntakeLimits
    /// Where the next record begins.
    private(set) var position: Int
    /// The line of the file, from 1, where the next record begins.
    private(set) var line = 1

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// A scanner at `start`, which lies behind a byte order mark.
    init(_ bytes: [UInt8], start: Int, delimiter: CSVFormat.Delimiter, limits: IntakeLimits) {
        self.bytes = bytes
        self.delimiter = delimiter.rawValue
        self.limits = limits
        position = start
    }

    /// Reads the next record into `cells`; false at the end of the file.
    mutating func next(into cells: inout [Cell]) throws(Fault) -> Bool {
        cells.removeAll(keepingCapacity: true)
        guard position < bytes.count else { return false }
        while true {
            guard cells.count < limits.columns else { throw .manyCells(line: line) }
            let isQuoted = position < bytes.count && bytes[position] == Self.quote
            let cell = isQuoted ? try quotedCell() : try plainCell()
            guard cell.range.count <= limits.cellBytes else { throw .longCell(line: line) }
            cells.append(cell)
            guard position < bytes.count else { return true }
            if bytes[position] == delimiter {
                position += 1
                continue
            }
            if bytes[position] == Self.carriageReturn { position += 1 }
            position += 1
            line += 1
            return true
        }
    }

    /// A cell up to the next delimiter or line end, where the position is left.
    private mutating func plainCell() throws(Fault) -> Cell {
        // Copies for the loop, which would else look into the scanner for each byte.
        let (bytes, delimiter, start) = (bytes, delimiter, position)
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte == delimiter || byte == Self.lineFeed { break }
            if byte == Self.carriageReturn {
                guard isLineEnd(end) else { throw .loneReturn(line: line) }
                break
            }
            guard byte != Self.quote else { throw .strayQuote(line: line) }
            end += 1
        }
        position = end
        return Cell(range: start..<end, isQuoted: false, hasDoubledQuotes: false)
    }

    /// A cell in quotes; the position is left behind the closing one.
    private mutating func quotedCell() throws(Fault) -> Cell {
        let opening = line
        position += 1
        let start = position
        var doubled = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == Self.lineFeed { line += 1 }
            position += 1
            guard byte == Self.quote else { continue }
            if position < bytes.count, bytes[position] == Self.quote {
                doubled = true
                position += 1
                continue
            }
            let ended = position == bytes.count || bytes[position] == delimiter || isLineEnd(position)
            guard ended else { throw .textAfterQuote(line: line) }
            return Cell(range: start..<position - 1, isQuoted: true, hasDoubledQuotes: doubled)
        }
        throw .openQuote(line: opening)
    }

    /// Whether LF or CRLF stands at a place, or CR as the last byte of the file.
    private func isLineEnd(_ place: Int) -> Bool {
        if bytes[place] == Self.lineFeed { return true }
        guard bytes[place] == Self.carriageReturn else { return false }
        return place + 1 == bytes.count || bytes[place + 1] == Self.lineFeed
    }
}
