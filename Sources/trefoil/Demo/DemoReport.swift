import SecretSharing

/// What `trefoil demo --json` prints.
struct DemoReport: Encodable {
    /// A line of the session.
    struct Line: Encodable {
        let expression: String
        let output: String
        let milliseconds: Double
    }

    var answers: [Line] = []
    var uploadMilliseconds: [String: Double] = [:]
    var startupMilliseconds = 0.0
    var mode = ""
    var policy = ""
    /// What a policy with rules still gives; empty under others.
    var protected: [Line] = []
    /// The paper's tables and figures.
    var paper: PilotReport?
    /// How many queries they took, and how long.
    var paperQueries = 0
    var paperMilliseconds = 0.0
}
