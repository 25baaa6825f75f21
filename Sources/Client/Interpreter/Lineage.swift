import Inference

/// Which queries the values of a session come from.
///
/// What a statement computes comes from the queries that it asks and from those behind the variables that it reads: never
/// from others, and perhaps not from all of them.
struct Lineage {
    private struct Query {
        let plan: String
        let tables: [ResultStamp.TableVersion]
    }

    private var queries: [Query] = []
    private var ofVariable: [String: Set<Int>] = [:]
    /// The queries behind the running statement so far.
    private var current: Set<Int> = []

    /// A statement begins.
    mutating func begin() { current = [] }

    /// A query was answered.
    mutating func asked(_ plan: String, tables: [ResultStamp.TableVersion]) {
        current.insert(queries.count)
        queries.append(Query(plan: plan, tables: tables))
    }

    /// A variable of the session was read.
    mutating func read(_ name: String) { current.formUnion(ofVariable[name] ?? []) }

    /// The statement ends, and has set variables of the session.
    mutating func wrote(_ names: Set<String>) {
        for name in names { ofVariable[name] = current.isEmpty ? nil : current }
    }

    /// The digests of the plans behind the running statement, each once, in the order in which they were asked.
    var plans: [String] { current.sorted().map { queries[$0].plan }.uniqued }

    /// The versions of tables behind it.
    var tables: [ResultStamp.TableVersion] { current.sorted().flatMap { queries[$0].tables }.uniqued }
}

extension Array where Element: Equatable {
    /// Each element where it first stands.
    fileprivate var uniqued: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
