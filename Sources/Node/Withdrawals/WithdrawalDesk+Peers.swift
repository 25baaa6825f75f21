import Identity
import Logging
import Messages
import Primitives
import SecretSharing
import Store
import Study
import Synchronization
import Wire

// What the nodes tell each other about withdrawals.
extension WithdrawalDesk {
    /// A node is connected: it learns how far this one is, and what is not signed by all.
    func connected(to peer: Role) {
        let (open, last) = state.withLock { ($0.open, $0.last) }
        control.send(.withdrawn(last), to: peer)
        for stored in open { send(stored, to: peer) }
    }

    /// Called a few times a second: reminds the others, now and then.
    func tick(now: ContinuousClock.Instant = .now) {
        let isDue = lastReminder.withLock { last in
            if let last, now - last < Self.reminderInterval { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let open = state.withLock { $0.open }
        if open.contains(where: { $0.receipts[role] == nil }) { attempt { () throws(Problem) in try carryOutAll() } }
        for stored in open {
            for peer in Role.allCases where peer != role { send(stored, to: peer) }
        }
    }

    /// Takes what another node knows of withdrawals.
    func receive(_ message: ControlMessage, from peer: Role) {
        attempt { () throws(Problem) in
            switch message {
            case .withdrawn(let numbers): try compare(numbers, with: peer)
            case .withdrawal(let signed, let receipts): try take(signed, receipts, from: peer)
            default: break
            }
        }
    }

    private func compare(_ numbers: [String: UInt64], with peer: Role) throws(Problem) {
        let last = state.withLock { state in
            state.missing[peer] = numbers.filter { $0.value > state.last[$0.key] ?? 0 }
            return state.last
        }
        // What the other one lacks, in the order in which it must be carried out.
        guard last.contains(where: { $0.value > numbers[$0.key] ?? 0 }) else { return }
        for stored in try store.withdrawals() where stored.withdrawal.number > numbers[stored.withdrawal.table] ?? 0 {
            send(stored, to: peer)
        }
    }

    private func take(_ signed: SignedMessage, _ receipts: [SignedMessage], from peer: Role) throws(Problem) {
        let verified = try VerifiedWithdrawal(signed, in: study)
        try take(verified)
        try carryOutAll()
        let result = settling.withLock { _ in
            Result { () throws(Problem) in try settle(verified, receipts, from: peer) }
        }
        try result.get()
    }

    /// One at a time: keeps the receipts, answers with those that the sender lacks, and says when all three are there.
    private func settle(
        _ verified: VerifiedWithdrawal, _ receipts: [SignedMessage], from peer: Role
    ) throws(Problem) {
        let before = try store.withdrawals().first { $0.digest == verified.digest }
        for receipt in receipts {
            guard let signer = study.role(ofNode: receipt.signer), signer != role else { continue }
            _ = try WithdrawalReceipt(receipt, of: study.node(signer), for: verified.digest)
            try store.keep(receipt, of: signer, for: verified.digest)
        }
        try reload()
        guard let stored = try store.withdrawals().first(where: { $0.digest == verified.digest }) else { return }
        if stored.receipts.count > receipts.count { send(stored, to: peer) }
        guard stored.isComplete, before?.isComplete != true else { return }
        var details = ["withdrawal": stored.digest.hex]
        for (role, signed) in stored.receipts {
            details["receipt \(study.node(role).name)"] = Digest(of: signed.payload).hex
        }
        let conflict = state.withLock { $0.conflict }
        audit.append(
            AuditEvent(.withdrawalComplete, by: name, details, outcome: conflict?.code ?? AuditEvent.done))
        log.notice("withdrawal complete", metadata: ["table": "\(stored.withdrawal.table)"])
        if let conflict { throw conflict }
    }

    private func send(_ stored: StoredWithdrawal, to peer: Role) {
        control.send(
            .withdrawal(stored.signed, receipts: Role.allCases.compactMap { stored.receipts[$0] }), to: peer)
    }

    private func attempt(_ body: () throws(Problem) -> Void) {
        do throws(Problem) {
            try body()
        } catch {
            log.warning("withdrawal not settled", metadata: ["code": "\(error.code)", "reason": "\(error.what)"])
        }
    }
}
