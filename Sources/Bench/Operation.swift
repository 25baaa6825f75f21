import MPC

/// Something that `trefoil bench` measures.
struct Operation: Sendable {
    /// Its name on the command line and in the results.
    let name: String
    /// What n counts.
    let unit: String
    /// The sizes that are measured unless one is asked for.
    let sizes: [Int]
    /// Makes fresh inputs of a size, and says what to do with them.
    let prepare: @Sendable (Inputs, Int) throws -> Trial
}

/// One repetition of an operation, with its inputs in place.
struct Trial {
    /// From inputs on shares to a result on shares. The clock runs.
    let run: (Session) throws -> Void
    /// Whether the result, opened, is what the cleartext twin says. The clock has stopped.
    let isRight: (Session) throws -> Bool
    /// What was sent beside the session, if anything.
    let sent: () -> (hops: Int, bytes: Int)

    /// Takes the timed body, and the check of what it returned.
    init<Result>(
        _ body: @escaping (Session) throws -> Result, isRight: @escaping (Result, Session) throws -> Bool,
        sent: @escaping () -> (hops: Int, bytes: Int) = { (0, 0) }
    ) {
        self.sent = sent
        let outcome = Outcome<Result>()
        run = { session in outcome.value = try body(session) }
        self.isRight = { session in
            guard let value = outcome.value else { return false }
            return try isRight(value, session)
        }
    }

    private final class Outcome<Value> {
        var value: Value?
    }
}
