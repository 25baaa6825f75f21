import Foundation
public import Logging

/// Log lines on standard error, as text or as JSON, one line an event, times in UTC. What is logged are names, digests,
/// counts and outcomes; never data.
public struct StandardErrorLog: LogHandler {
    /// How a line looks.
    public enum Format: String, Sendable, CaseIterable {
        /// `2026-01-31T12:00:00.000Z info node: listening port=30000`
        case text
        /// An object a line.
        case json
    }

    /// What every line of this handler carries.
    public var metadata: Logger.Metadata = [:]
    /// The least level that is written.
    public var logLevel: Logger.Level
    private let label: String
    private let format: Format

    /// A handler for one label.
    public init(label: String, level: Logger.Level, format: Format) {
        self.label = label
        self.format = format
        logLevel = level
    }

    /// One entry of ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line.
    public func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
            .map { (key: $0.key, value: "\($0.value)") }
            .sorted { $0.key < $1.key }
        let time = Self.timestamp(Date())
        let line =
            switch format {
            case .text: Self.textLine(time, event.level, label, "\(event.message)", fields)
            case .json: Self.jsonLine(time, event.level, label, "\(event.message)", fields)
            }
        FileHandle.standardError.write(Data(line.utf8))
    }

    private static func textLine(
        _ time: String, _ level: Logger.Level, _ label: String, _ message: String,
        _ fields: [(key: String, value: String)]
    ) -> String {
        let rest = fields.map { " \($0.key)=\($0.value.contains(" ") ? "\"\($0.value)\"" : $0.value)" }.joined()
        return oneLine("\(time) \(level) \(label): \(message)\(rest)") + "\n"
    }

    private static func jsonLine(
        _ time: String, _ level: Logger.Level, _ label: String, _ message: String,
        _ fields: [(key: String, value: String)]
    ) -> String {
        var object = ["time": time, "level": "\(level)", "source": label, "message": message]
        for field in fields { object[field.key] = field.value }
        let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }

    /// A line stays one line whatever a message or a name from outside holds.
    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    private static func timestamp(_ date: Date) -> String {
        date.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }
}
