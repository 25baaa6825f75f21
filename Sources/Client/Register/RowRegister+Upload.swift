public import Identity
public import Intake
import Primitives
public import Study
public import Wire

extension RowRegister {
    /// Draws the handles of a table's rows and enters them; what the nodes get of them is returned.
    ///
    /// - Parameters:
    ///   - batch: the upload's own name.
    ///   - owner: the owner's card, to which identifiers are sealed.
    /// - Throws: `Problem` "row-withdrawn" where the table holds rows that were withdrawn.
    public mutating func enter(
        _ table: CheckedTable, batch: BatchID, owner: PartyCard, created: UInt64
    ) throws(Problem) -> TableRows {
        let again = (table.identifiers ?? []).indices.filter { isWithdrawn(table.identifiers?[$0] ?? "") }
        guard again.isEmpty else {
            throw Problem(
                "row-withdrawn",
                "\(again.count == 1 ? "a row" : "\(again.count) rows") of the table "
                    + "\(again.count == 1 ? "was" : "were") withdrawn",
                at: "row \(again.prefix(5).map { String($0 + 2) }.joined(separator: ", ")) of the file",
                mend: "take these rows out of the file, and upload it again", kind: .refused)
        }
        let handles = RowHandle.draw(table.rows)
        versions.append(
            RegisteredVersion(
                batch: batch, created: created,
                rows: handles.enumerated().map { index, handle in
                    .init(number: index + 1, handle: handle, identifier: table.identifiers?[index])
                }))
        let bytes = handles.flatMap(\.bytes)
        guard let identifiers = table.identifiers else { return TableRows(handles: bytes) }
        let key = SecureRandom.bytes(32)
        var sealed: [UInt8] = []
        for (identifier, handle) in zip(identifiers, handles) {
            sealed += try SealedIdentifier.seal(identifier, of: handle, key: key)
        }
        let sealedKey = try SealedMessage(sealing: key, to: owner.sealingKey, purpose: Self.keyPurpose)
        return TableRows(handles: bytes, key: sealedKey.wireBytes, identifiers: sealed)
    }

    static let keyPurpose = "trefoil row identifiers"

    /// Keeps the certificate of an upload.
    public mutating func keep(_ certificate: CommitCertificate, of batch: BatchID) {
        guard let index = versions.firstIndex(where: { $0.batch == batch }) else { return }
        versions[index].certificate = certificate
    }
}
