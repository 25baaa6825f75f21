/// Why an analysis has no result, in the words R uses.
public struct AnalysisError: Error, Sendable, Equatable {
    /// One line without a full stop, such as `data are essentially constant`.
    public let message: String

    /// An error with this message.
    public init(_ message: String) { self.message = message }
}
