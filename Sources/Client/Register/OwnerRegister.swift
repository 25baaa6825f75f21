public import Identity
public import Study
public import Wire

/// The file of an owner's register of one table: sealed for the owner, mode 0600, written through at each change.
public actor OwnerRegister {
    /// The file.
    public nonisolated let path: String
    private let keys: PartyKeys
    /// What it holds.
    public private(set) var register: RowRegister

    /// Opens the file; where there is none the register is empty, and the file is made with the first change.
    ///
    /// - Throws: `Problem` "not-for-you" where it is another owner's, "other-register" where it is of another table.
    public init(path: String, study: Study, table: String, keys: PartyKeys) throws(Problem) {
        self.path = path
        self.keys = keys
        register =
            try SealedFile.read(RowRegister.self, from: path, by: keys) ?? RowRegister(study: study.name, table: table)
        guard register.study == study.name, register.table == table else {
            throw Problem(
                "other-register", "the file is the register of table \(register.table) of study \(register.study)",
                at: path, mend: "name the register of \(table): --register FILE", kind: .refused)
        }
    }

    /// Changes the register and writes it; what is returned is on the disk.
    public func change<Value: Sendable>(
        _ body: @Sendable (inout RowRegister) throws(Problem) -> Value
    ) throws(Problem) -> Value {
        var copy = register
        let value = try body(&copy)
        try SealedFile.write(copy, to: path, for: keys)
        register = copy
        return value
    }

    /// Takes a register that was changed elsewhere.
    public func replace(with other: RowRegister) throws(Problem) {
        try SealedFile.write(other, to: path, for: keys)
        register = other
    }
}
