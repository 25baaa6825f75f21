/// A cryptographic operation could not be done. The text names the operation and never holds a secret.
public enum PrimitiveError: Error, Hashable, Sendable {
    /// The named operation failed.
    case failed(String)
}
