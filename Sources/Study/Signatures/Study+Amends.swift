import Primitives
public import Wire

extension Study {
    /// Checks that this version may follow another: next number, right digests, same name and nodes, and every column that
    /// was there as it was, since tables are encoded by it.
    ///
    /// - Throws: `Problem` "bad-amendment" in words.
    public func checkAmends(_ before: Study) throws(Problem) {
        guard let lineage = manifest?.lineage, lineage.previous == before.digest, lineage.identity == before.identity,
            version == before.version + 1
        else {
            throw Self.badAmendment(
                "version \(version) of \(name) does not amend version \(before.version), whose digest is \(before.digest.hex.prefix(12))",
                "draft it with: trefoil study init --amend")
        }
        guard name == before.name, data == before.data else {
            throw Self.badAmendment(
                "an amendment keeps the study's name and kind of data", "begin another study for other data")
        }
        guard nodes.map(\.name) == before.nodes.map(\.name) else {
            throw Self.badAmendment(
                "an amendment keeps the three nodes and their order, since they hold the shares",
                "begin another study for other nodes")
        }
        for column in before.codebook.columns {
            guard codebook.column(named: column.name) == column else {
                throw Self.badAmendment(
                    "the column \(column.name) is changed or gone, and tables are encoded by it",
                    "keep it, and add what is new as a column of another name")
            }
        }
    }

    private static func badAmendment(_ what: String, _ mend: String) -> Problem {
        Problem("bad-amendment", what, mend: mend, kind: .refused)
    }
}
