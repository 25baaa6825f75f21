import Client
import Foundation
import Identity
import SecretSharing
import Study
import Wire

/// Withdrawals of a register as text and as JSON.
enum WithdrawalText {
    /// A line for each withdrawal: what, and which nodes have signed when.
    static func text(_ register: RowRegister, _ study: Study) -> String {
        guard !register.withdrawals.isEmpty else { return "no withdrawals" }
        return register.withdrawals.map { entry in
            let signed = entry.receipts.sorted { $0.key < $1.key }.compactMap { role, message in
                (try? WithdrawalReceipt(wireBytes: message.payload)).map {
                    "\(study.node(role).name) \(AuditText.instant($0.instant))\(backups($0))"
                }
            }
            let items = entry.withdrawal.items.count
            return
                "withdrawal \(entry.withdrawal.number) of \(register.table): \(items) \(items == 1 ? "row" : "rows") in all "
                + "versions, deleted at \(signed.isEmpty ? "no node yet" : signed.joined(separator: ", "))"
        }.joined(separator: "\n")
    }

    private static func backups(_ receipt: WithdrawalReceipt) -> String {
        guard let last = receipt.backups.last else { return "" }
        return " (\(receipt.backups.count) earlier backups, the last of \(AuditText.instant(last)))"
    }

    static func json(_ register: RowRegister, _ missing: [String]) throws -> String {
        let list = try register.withdrawals.map { entry -> [String: Any] in
            [
                "number": Int(entry.withdrawal.number), "rows": entry.withdrawal.items.count,
                "complete": entry.isComplete,
                "receipts": try entry.receipts.sorted { $0.key < $1.key }.map { _, message -> [String: Any] in
                    let receipt = try WithdrawalReceipt(wireBytes: message.payload)
                    return [
                        "node": receipt.node, "instant": AuditText.instant(receipt.instant),
                        "backups": receipt.backups.map(AuditText.instant),
                    ]
                },
            ]
        }
        return try AuditText.text(["table": register.table, "withdrawals": list, "missing": missing])
    }
}
