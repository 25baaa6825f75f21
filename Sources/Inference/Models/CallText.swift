/// The call at the head of a printed result.
enum CallText {
    /// `Call: call` and an end; nothing for an empty call.
    static func line(_ call: String, _ end: String) -> String { call.isEmpty ? "" : "Call: \(call)\(end)" }

    /// `Call:`, the call on its own line and an end; nothing for an empty call.
    static func block(_ call: String, _ end: String) -> String { call.isEmpty ? "" : "Call:\n\(call)\(end)" }
}
