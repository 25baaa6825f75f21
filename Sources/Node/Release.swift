/// This version of the program.
public enum Release {
    /// As users see it.
    public static let version = "0.1.0"
}
