public import Identity
import SecretSharing
public import Study
public import Wire

extension RowRegister {
    /// Which row is withdrawn.
    public enum Selection: Sendable {
        /// The row of this handle, and those of the same identifier in other versions.
        case handle(RowHandle)
        /// The rows of the owner's own identifier, in all versions.
        case identifier(String)
        /// All rows of one version.
        case version(BatchID)
    }

    /// The rows that a selection names, in all versions.
    public func items(_ selection: Selection) -> [Withdrawal.Item] {
        switch selection {
        case .version(let batch):
            return versions.contains { $0.batch == batch } ? [Withdrawal.Item(batch: batch, handle: nil)] : []
        case .identifier(let identifier): return items { $0.identifier == identifier }
        case .handle(let handle):
            let row = versions.lazy.flatMap(\.rows).first { $0.handle == handle }
            guard let identifier = row?.identifier else { return items { $0.handle == handle } }
            return items { $0.identifier == identifier }
        }
    }

    private func items(_ fits: (RegisteredVersion.Row) -> Bool) -> [Withdrawal.Item] {
        versions.flatMap { version in
            version.rows.filter(fits).map { Withdrawal.Item(batch: version.batch, handle: $0.handle) }
        }
    }

    /// Signs the withdrawal of rows and enters it, to be sent to the nodes next; their identifiers are forgotten.
    public mutating func withdraw(
        _ items: [Withdrawal.Item], in study: Study, by keys: PartyKeys, at now: UInt64
    ) throws(Problem) {
        let number = (withdrawals.map(\.withdrawal.number).max() ?? 0) + 1
        let withdrawal = Withdrawal(
            study: study.identity, table: table, number: number, owner: keys.name, issued: now, items: items)
        withdrawals.append(try RegisteredWithdrawal(.sign(withdrawal, by: keys)))
        remove(items, keepingMarks: true)
    }

    /// Takes rows out of the versions.
    mutating func remove(_ items: [Withdrawal.Item], keepingMarks: Bool) {
        let whole = Set(items.filter { $0.handle == nil }.map(\.batch))
        let handles = Set(items.compactMap(\.handle))
        for index in versions.indices {
            for row in versions[index].rows where keepingMarks && handles.contains(row.handle) {
                if let identifier = row.identifier { withdrawn.insert(mark(of: identifier)) }
            }
            let isWhole = whole.contains(versions[index].batch)
            versions[index].rows.removeAll { isWhole || handles.contains($0.handle) }
        }
    }

    /// The withdrawals that not all nodes have signed for.
    public var open: [RegisteredWithdrawal] { withdrawals.filter { !$0.isComplete } }

    /// Keeps receipts of a withdrawal, each checked against the study, and all against each other.
    mutating func keep(_ receipts: [SignedMessage], at index: Int, in study: Study) throws(Problem) {
        for signed in receipts {
            guard let role = study.role(ofNode: signed.signer) else { continue }
            _ = try WithdrawalReceipt(signed, of: study.node(role), for: withdrawals[index].digest)
            withdrawals[index].receipts[role] = signed
        }
        var read: [Role: WithdrawalReceipt] = [:]
        for (role, signed) in withdrawals[index].receipts {
            read[role] = try WithdrawalReceipt(wireBytes: signed.payload)
        }
        try WithdrawalReceipt.compare(read)
    }
}
