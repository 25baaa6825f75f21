public import Wire

extension JSONValue {
    /// Reads a JSON text (RFC 8259); `path` names the file in errors.
    ///
    /// - Throws: `Problem` "bad-json" with the line.
    public init(parsing bytes: [UInt8], path: String) throws(Problem) {
        var reader = JSONReader(bytes: bytes, path: path)
        self = try reader.whole()
    }
}

/// Reads JSON from bytes, one value after the other, to a bounded depth.
private struct JSONReader {
    let bytes: [UInt8]
    let path: String
    var place = 0
    var depth = 0

    static let depthLimit = 200

    mutating func whole() throws(Problem) -> JSONValue {
        let value = try value()
        skipBlanks()
        guard place == bytes.count else { throw problem("something follows the value") }
        return value
    }

    private mutating func value() throws(Problem) -> JSONValue {
        skipBlanks()
        guard place < bytes.count else { throw problem("the text ends too early") }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw problem("it is nested too deeply") }
        switch bytes[place] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
            where bytes[place...].starts(with: word.utf8) {
                place += word.utf8.count
                return value
            }
            throw problem("a value was expected")
        }
    }

    private mutating func object() throws(Problem) -> JSONValue {
        place += 1
        var members: [JSONValue.Member] = []
        if take("}") { return .object([]) }
        repeat {
            skipBlanks()
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw problem("a name was expected") }
            let name = try text()
            guard take(":") else { throw problem("a colon was expected") }
            members.append(JSONValue.Member(name, try value()))
        } while take(",")
        guard take("}") else { throw problem("a comma or } was expected") }
        return .object(members)
    }

    private mutating func list() throws(Problem) -> JSONValue {
        place += 1
        var elements: [JSONValue] = []
        if take("]") { return .list([]) }
        repeat { elements.append(try value()) } while take(",")
        guard take("]") else { throw problem("a comma or ] was expected") }
        return .list(elements)
    }

    private mutating func number() throws(Problem) -> JSONValue {
        let start = place
        while place < bytes.count, "+-.eE0123456789".utf8.contains(bytes[place]) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard Double(text) != nil else { throw problem("a number is not well formed") }
        return .number(text)
    }

    private mutating func text() throws(Problem) -> String {
        place += 1
        var content: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: content, as: UTF8.self) }
            content += byte == UInt8(ascii: "\\") ? try escape() : [byte]
        }
        throw problem("a text is not closed")
    }

    private mutating func escape() throws(Problem) -> [UInt8] {
        guard place < bytes.count else { throw problem("a text is not closed") }
        let byte = bytes[place]
        place += 1
        let plain: [UInt8: UInt8] = [
            0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
        ]
        if let character = plain[byte] { return [character] }
        guard byte == UInt8(ascii: "u"), var code = hex() else { throw problem("there is no such escape") }
        if (0xD800..<0xDC00).contains(code), bytes[place...].starts(with: "\\u".utf8) {
            place += 2
            guard let low = hex(), (0xDC00..<0xE000).contains(low) else { throw problem("half a character") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw problem("half a character") }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func hex() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        let code = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        place += 4
        return code
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    private func problem(_ what: String) -> Problem {
        let line = 1 + bytes.prefix(place).count { $0 == 10 }
        return Problem("bad-json", "the file is no proper JSON: \(what)", at: "\(path):\(line)", mend: "write it again")
    }
}
