import Identity
import Language
import Messages
import Primitives
import Store
import Study
import Wire

/// Acts of parties on a study at one node: who may do what, and what follows.
struct StudyDesk: Sendable {
    let authority: StudyAuthority
    let access: AccessControl
    let keys: PartyKeys
    /// What happens to the study at this node, in all its versions.
    let audit: AuditLog

    /// An act whose signature, node and time were checked.
    struct Verified {
        let act: StudyAct
        let party: String
        let digest: Digest
    }

    /// Checks who signed an act, for which node, when, and that it is new.
    func verify(_ signed: SignedMessage) throws(Problem) -> Verified {
        try access.verify(signed, role: "a party")
        let act = try StudyAct(wireBytes: signed.payload)
        guard act.study == authority.study.identity, act.node == authority.node else {
            throw Problem(
                "wrong-study", "the act was signed for another study or node", at: "node \(authority.node)",
                kind: .refused)
        }
        try access.checkTime(act.issued)
        try access.checkNew(act.nonce, until: act.issued + 2 * AccessControl.tolerance)
        return Verified(act: act, party: signed.signer, digest: Digest(of: signed.payload))
    }

    /// Does what the act says, as far as it concerns what the node holds for true. Whether the version in force is another
    /// one now, and whether shares are to be deleted, the caller sees from the authority and the act.
    func perform(_ verified: Verified, erasing: () throws(Problem) -> [BatchID]) throws(Problem) {
        try check(verified)
        let (party, act) = (verified.party, verified.digest)
        func make(_ transition: StudyTransition) throws(Problem) {
            try authority.perform(transition, by: party, act: act)
        }
        switch verified.act.action {
        case .adopt(let study, let signatures): try adopt(study, signatures, make)
        case .freeze(let reason): try make(.frozen(reason: reason))
        case .thaw: try make(.thawed)
        case .close(let reason): try make(.closed(reason: reason))
        case .erase: try erase(make, erasing)
        case .revoke(let revocation): try make(.revoked(revocation))
        case .approve(let plan): try make(.approved(plan: plan))
        case .refuse(let plan, let reason): try make(.refused(plan: plan, reason: reason))
        }
    }

    private func adopt(
        _ study: Study, _ signatures: [SignedMessage], _ make: (StudyTransition) throws(Problem) -> Void
    ) throws(Problem) {
        let held = authority.study
        guard study.digest != held.digest else {
            try make(.signed(signatures))
            return try make(.activated)
        }
        guard let role = study.role(ofNode: authority.node), study.node(role).card == keys.card else {
            throw Problem(
                "wrong-card", "the version names another card for \(authority.node) than the node has",
                at: "node \(authority.node)",
                mend:
                    "put the study file and its signatures beside the node's configuration, and start it with the new keys",
                kind: .refused)
        }
        try study.checkAnalyses()
        try make(.amended(study, signatures: signatures))
    }

    private func erase(
        _ make: (StudyTransition) throws(Problem) -> Void, _ erasing: () throws(Problem) -> [BatchID]
    ) throws(Problem) {
        let state = authority.current.state
        guard state == .closed || state == .erased else {
            throw Problem(
                "wrong-state", "the study is \(state.rawValue), and only a closed one can be erased",
                at: "node \(authority.node)", mend: "close it first: trefoil study close", kind: .refused)
        }
        if state == .erased { return }
        let receipt = ErasureReceipt(
            study: authority.study.identity, node: authority.node, batches: try erasing(), erased: authority.clock())
        try make(.erased(receipt: .sign(receipt, by: keys)))
    }

    /// The operator may do everything at its own node, the principal investigator halt or end the study, an approver decide
    /// about requests; and whoever must sign may bring what all have signed.
    private func check(_ verified: Verified) throws(Problem) {
        let study = authority.study
        let isOperator = verified.party == authority.node
        let isChief = verified.party == study.manifest?.investigator.name
        let isApprover = study.manifest?.approvers.contains {
            $0.member.name == verified.party && $0.node == authority.node
        }
        let (isAllowed, who) =
            switch verified.act.action {
            case .adopt: (study.party(named: verified.party)?.mustSign == true, "a party that signs the study")
            case .freeze, .close: (isOperator || isChief, "the node's operator or the principal investigator")
            case .thaw, .erase, .revoke: (isOperator, "the node's operator")
            case .approve, .refuse: (isOperator || isApprover == true, "the node's operator or an approver there")
            }
        guard isAllowed else {
            throw Problem(
                "wrong-party", "\(verified.party) cannot do this at \(authority.node)", at: "node \(authority.node)",
                mend: "\(who) can", kind: .refused)
        }
    }

    /// How the study stands here.
    var report: StudyReport {
        let record = authority.current
        return StudyReport(
            node: authority.node, state: record.state, version: record.study.version, digest: record.study.digest,
            reason: record.reason,
            missing: record.study.manifest == nil ? [] : record.signatures.missing(under: record.study).map(\.name),
            revocations: record.revocations, waiting: record.requests.count { $0.decision == .waiting },
            erasure: record.erasure)
    }
}
