public import Wire

extension Expression {
    /// Runs a check, and gives its problem this expression's place unless it has one.
    public func placing<Value>(_ check: () throws(Problem) -> Value) throws(Problem) -> Value {
        do {
            return try check()
        } catch {
            var placed = error
            if placed.place == nil { placed.place = range.place }
            throw placed
        }
    }
}
