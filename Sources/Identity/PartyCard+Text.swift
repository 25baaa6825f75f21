public import Wire

extension PartyCard {
    private static var prefix: String { "trefoil-card:1:" }

    /// The card as one line of text: `trefoil-card:1:` and letters.
    public var text: String { Self.prefix + Base64URL.encode(wireBytes) }

    /// Reads a card's text; white space around it is ignored.
    public init(text: String) throws(Problem) {
        let line = text.trimmed
        guard line.hasPrefix("trefoil-card:") else {
            throw Problem(
                "bad-card", "this is not a card: a card begins with \"\(Self.prefix)\"",
                mend: "use the file that \"trefoil keys create\" wrote, whole")
        }
        guard line.hasPrefix(Self.prefix) else {
            throw Problem(
                "newer-format", "the card is written in a newer format; this program reads format 1",
                mend: "update this program to the version that wrote it, or a later one")
        }
        guard let bytes = Base64URL.decode(String(line.dropFirst(Self.prefix.count))) else {
            throw Problem(
                "bad-card", "the card is not whole", mend: "copy the line from its beginning to its end")
        }
        try self.init(wireBytes: bytes)
    }

    /// Reads a card's file.
    public static func load(from path: String) throws(Problem) -> PartyCard {
        let bytes = try SmallFile.read(path, limit: 1 << 16).bytes
        do {
            return try PartyCard(text: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw error.located(at: path)
        }
    }

    /// Writes the card to a file that everybody may read; replaces one that is there.
    public func save(to path: String) throws(Problem) {
        try SmallFile.write(Array((text + "\n").utf8), to: path, mode: 0o644, replacing: true)
    }
}

extension String {
    /// Without white space at either end.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}

extension Problem {
    /// The same problem with its place, unless it has one that says more.
    func located(at path: String) -> Problem {
        var copy = self
        copy.place = place.map { "\(path), \($0)" } ?? path
        return copy
    }
}
