import Identity
import Language
import Primitives
import Study
import Wire

extension StudyRecord {
    /// Makes a step, or says why it cannot be made now.
    mutating func apply(_ transition: StudyTransition, by party: String) throws(Problem) {
        switch transition {
        case .signed(let consents):
            signatures.add(consents)
            signatures = StudySignatures(signatures.fitting(study))
            if state == .draft, signatures.missing(under: study).isEmpty { state = .signed }
        case .activated:
            if state == .active { return }
            try signatures.check(study)
            try require([.signed], to: "be activated")
            state = .active
        case .amended(let next, let consents): try amend(to: next, StudySignatures(consents))
        case .frozen(let reason):
            try require([.active, .frozen], to: "be frozen")
            (state, self.reason) = (.frozen, reason)
        case .thawed:
            try require([.frozen, .active], to: "be thawed")
            (state, reason) = (.active, "")
        case .closed(let reason):
            try require([.draft, .signed, .active, .frozen, .closed], to: "be closed")
            (state, self.reason) = (.closed, reason)
        case .erased(let receipt):
            try require([.closed, .erased], to: "be erased; close it first")
            (state, erasure) = (.erased, receipt)
        case .revoked(let revocation): try revoke(revocation)
        case .requested(let request): try note(request)
        case .approved(let plan): try decide(plan, .approved(by: party))
        case .refused(let plan, let reason): try decide(plan, .refused(by: party, reason: reason))
        }
    }

    private func require(_ states: [StudyState], to what: String) throws(Problem) {
        guard states.contains(state) else {
            throw Problem(
                "wrong-state", "the study \(study.name) is \(state.rawValue) and cannot \(what)",
                mend: "see: trefoil study status", kind: .refused)
        }
    }

    private mutating func amend(to next: Study, _ consents: StudySignatures) throws(Problem) {
        try require([.active, .frozen], to: "be amended")
        try next.checkAmends(study)
        try consents.check(next)
        former.append(study.digest)
        study = next
        signatures = StudySignatures(consents.fitting(next))
        requests = requests.compactMap { request in
            guard let plan = try? Plan.parse(request.planText, study: next) else { return nil }
            let touched = plan.touched(in: next)
            if touched == request.touched { return request }
            return ApprovalRequest(
                planText: request.planText, analyst: request.analyst, asked: request.asked, touched: touched)
        }
    }

    private mutating func revoke(_ revocation: Revocation) throws(Problem) {
        try require([.draft, .signed, .active, .frozen, .closed], to: "have anything revoked")
        if case .person(let name) = revocation.subject, study.party(named: name) == nil {
            throw Problem(
                "unknown-party", "\(name) is no party of the study \(study.name)",
                mend: "its parties are: \(study.parties.map(\.name).joined(separator: ", "))")
        }
        guard !revocations.contains(where: { $0.subject == revocation.subject }) else { return }
        guard revocations.count < 100_000 else {
            throw Problem(
                "wrong-state", "too much has been revoked already", mend: "begin another study", kind: .refused)
        }
        revocations.append(revocation)
    }

    private mutating func note(_ request: ApprovalRequest) throws(Problem) {
        guard !requests.contains(where: { $0.plan == request.plan }) else { return }
        let waiting = requests.count { $0.analyst == request.analyst && $0.decision == .waiting }
        guard waiting < Self.requestsPerAnalyst, requests.count < Self.requestLimit else {
            throw Problem(
                "too-many-requests", "\(request.analyst) has \(waiting) queries waiting for approval already",
                mend: "wait until some are decided", kind: .refused)
        }
        requests.append(request)
    }

    private mutating func decide(_ plan: Digest, _ decision: ApprovalRequest.Decision) throws(Problem) {
        guard let index = requests.firstIndex(where: { $0.plan == plan }) else {
            throw Problem(
                "unknown-request", "no request with the digest \(plan.short) waits here",
                mend: "list them: trefoil study approve STUDY --list")
        }
        requests[index].decision = decision
    }
}
