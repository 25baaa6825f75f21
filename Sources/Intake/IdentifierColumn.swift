import Study
import Wire

/// The column of a file that holds the owner's own identifiers of the rows: each there, each once. They are kept by the owner
/// alone, so that a row can be found again when its patient withdraws.
struct IdentifierColumn {
    /// What is wrong with an identifier.
    enum Fault {
        case missing
        case repeated
        case tooLong

        /// The fault in words, without the identifier.
        func problem(at place: String) -> Problem {
            switch self {
            case .missing:
                Problem(
                    "missing-identifier", "the row has no identifier", at: place, mend: "give each row one of its own")
            case .repeated:
                Problem(
                    "repeated-identifier", "another row has the same identifier", at: place,
                    mend: "give each row one of its own")
            case .tooLong:
                Problem(
                    "bad-identifier", "the identifier is longer than \(SealedIdentifier.limit) bytes", at: place,
                    mend: "take shorter identifiers")
            }
        }
    }

    let name: String
    private(set) var cell = 0
    private(set) var list: [String] = []
    private var known: Set<String> = []

    init(name: String) { self.name = name }

    /// Finds the column in the first record of a file.
    mutating func find(in names: [String], codebook: Codebook, file: String) throws(BadTable) {
        guard !codebook.names.contains(name) else {
            throw BadTable(
                Problem(
                    "identifier-shared", "the column \(name) is one of the codebook, so it would be shared",
                    at: "\(file), row 1", mend: "name a column that the study does not have"))
        }
        guard let cell = names.firstIndex(of: name), names.lastIndex(of: name) == cell else {
            throw BadTable(
                Problem(
                    "missing-column", "the table does not have one column \(name)", at: "\(file), row 1",
                    mend: "name the column that identifies the rows as the first row does"))
        }
        self.cell = cell
    }

    /// Takes the identifier of the next row; what is wrong with it, or nil.
    mutating func append(_ identifier: String) -> Fault? {
        list.append(identifier)
        if identifier.isEmpty { return .missing }
        if identifier.utf8.count > SealedIdentifier.limit { return .tooLong }
        return known.insert(identifier).inserted ? nil : .repeated
    }
}
