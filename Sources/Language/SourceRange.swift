/// The text that was typed, kept by the ranges that point into it.
public final class SourceText: Sendable {
    /// The whole text.
    public let text: String
    let scalars: [Unicode.Scalar]

    /// A text.
    public init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }
}

/// A stretch of the text that was typed; errors point at it.
public struct SourceRange: Sendable, Equatable {
    /// The text.
    public let source: SourceText
    /// The first character, counted from 0.
    public let lower: Int
    /// One past the last character.
    public let upper: Int

    /// The characters lower ..< upper.
    public init(_ source: SourceText, _ lower: Int, _ upper: Int) {
        self.source = source
        self.lower = lower
        self.upper = max(lower, upper)
    }

    /// From the start of this range to the end of another.
    public func joined(_ other: SourceRange) -> SourceRange {
        SourceRange(source, min(lower, other.lower), max(upper, other.upper))
    }

    /// The line, from 1, and the column, from 1, of the first character.
    public var position: (line: Int, column: Int) {
        var (line, column) = (1, 1)
        for scalar in source.scalars.prefix(lower) {
            if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
        }
        return (line, column)
    }

    /// The text it covers, on one line and cut at 40 characters.
    public var excerpt: String {
        let end = min(upper, source.scalars.count)
        guard lower < end else { return "" }
        var text = String.UnicodeScalarView()
        for scalar in source.scalars[lower..<min(end, lower + 40)] {
            text.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
        }
        return String(text) + (end - lower > 40 ? "..." : "")
    }

    /// The place for an error: "line 1, column 13: tm$aeg".
    public var place: String {
        let (line, column) = position
        return "line \(line), column \(column)" + (excerpt.isEmpty ? "" : ": \(excerpt)")
    }

    /// Two ranges are equal where they cover the same places, whatever the text.
    public static func == (left: SourceRange, right: SourceRange) -> Bool {
        left.lower == right.lower && left.upper == right.upper
    }
}
