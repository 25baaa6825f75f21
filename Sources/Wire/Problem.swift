/// An error for people: what happened, where, and how to mend it.
///
/// Problems travel between machines, so they hold no secrets and no data of patients.
public struct Problem: Error, Sendable, Equatable {
    /// What a script should make of it; the raw value is the exit code.
    public enum Kind: Int32, Sendable, CaseIterable {
        /// Something did not work.
        case failed = 1
        /// A rule forbids it: policy, approval, budget, validation.
        case refused = 2
        /// The command was typed wrongly.
        case usage = 64
        /// It may work later, for instance when a node is up again.
        case tryAgain = 75
    }

    /// A stable name in kebab case, for example `unknown-column`.
    public var code: String
    /// What happened, in one line.
    public var what: String
    /// Where: file, row and column; node; place in the line.
    public var place: String?
    /// How to mend it.
    public var mend: String?
    /// What a script should make of it.
    public var kind: Kind

    /// A problem with its stable code and one line that says what happened.
    public init(_ code: String, _ what: String, at place: String? = nil, mend: String? = nil, kind: Kind = .failed) {
        self.code = code
        self.what = what
        self.place = place
        self.mend = mend
        self.kind = kind
    }

    /// Up to three lines: what happened with the code in brackets, where, how to mend it.
    public var text: String {
        var lines = ["\(what) [\(code)]"]
        if let place { lines.append("  at: \(place)") }
        if let mend { lines.append("  \(mend)") }
        return lines.joined(separator: "\n")
    }
}

extension Problem: CustomStringConvertible {
    /// The same as ``text``.
    public var description: String { text }
}

extension Problem: WireMessage {
    /// The name on the wire.
    public static var tag: String { "trefoil.problem" }
    /// The format number.
    public static var format: UInt16 { 1 }

    /// Writes code, words and kind.
    public func encode(into encoder: inout WireEncoder) {
        encoder.append(code)
        encoder.append(what)
        encoder.append(optional: place) { $0.append($1) }
        encoder.append(optional: mend) { $0.append($1) }
        encoder.append(UInt8(truncatingIfNeeded: kind.rawValue))
    }

    /// Reads a problem that another machine reports; texts are at most 4 KiB each.
    public init(from decoder: inout WireDecoder) throws(Problem) {
        let code = try decoder.string(limit: 128)
        let what = try decoder.string(limit: 4096)
        let place = try decoder.optional { (d) throws(Problem) in try d.string(limit: 4096) }
        let mend = try decoder.optional { (d) throws(Problem) in try d.string(limit: 4096) }
        guard let kind = Kind(rawValue: Int32(try decoder.uint8())) else { throw decoder.malformed("kind of problem") }
        self.init(code, what, at: place, mend: mend, kind: kind)
    }
}
