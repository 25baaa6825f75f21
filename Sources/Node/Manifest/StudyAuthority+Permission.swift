import Identity
import Language
import Primitives
import Study
import Wire

extension StudyAuthority {
    /// Lets a query run, or says which rule forbids it. One that nothing covers is noted as a request.
    func admit(_ plan: Plan, by analyst: String) throws(Problem) {
        let record = current
        try check(plan, by: analyst, record)
        guard record.study.manifest != nil else { return }
        guard case .none(let reason) = plan.coverage(in: record.study) else { return }
        let known = record.requests.first { $0.plan == plan.digest }
        switch known?.decision {
        case .approved: return
        case .refused(let name, let words):
            throw Problem(
                "approval-refused",
                "\(node) does not let this query run: \(words.isEmpty ? "no reason was given" : words)",
                at: "node \(node), by \(name)", mend: "change the query, or speak with \(name)", kind: .refused)
        case .waiting, nil: break
        }
        if known == nil {
            let request = ApprovalRequest(
                planText: plan.canonicalText, analyst: analyst, asked: clock(), touched: plan.touched(in: record.study))
            try perform(.requested(request), by: analyst)
        }
        throw Problem(
            "approval-needed", "the query waits for the approval of \(node), since \(reason)",
            at: "node \(node), plan \(plan.digest.short)",
            mend: "its operator decides with: trefoil study approve STUDY --show \(plan.digest.short); then ask again",
            kind: .refused)
    }

    /// Why a query that was admitted may no longer run; nil where it may.
    func objection(to plan: Plan, by analyst: String) -> Problem? {
        let record = current
        do throws(Problem) {
            try check(plan, by: analyst, record)
        } catch {
            return error
        }
        guard case .none = plan.coverage(in: record.study) else { return nil }
        if case .approved? = record.requests.first(where: { $0.plan == plan.digest })?.decision { return nil }
        return Problem(
            "approval-refused", "\(node) does not let this query run any more", at: "node \(node)", kind: .refused)
    }

    private func check(_ plan: Plan, by analyst: String, _ record: StudyRecord) throws(Problem) {
        try checkAnswering(record)
        for member in record.study.nodes { try checkRevoked(member.name, member.card, record) }
        guard let entry = record.study.analyst(named: analyst) else {
            throw Problem(
                "unknown-signer", "\(analyst) is not an analyst of the study \(record.study.name)", at: "node \(node)",
                kind: .refused)
        }
        try checkRevoked(entry.name, entry.card, record)
        guard !record.revocations.contains(where: { $0.subject == .plan(plan.digest) }) else {
            throw Problem(
                "revoked", "\(node) has revoked this plan", at: "node \(node), plan \(plan.digest.short)",
                mend: "speak with the operator of \(node)", kind: .refused)
        }
    }

    /// Checks that questions are answered here.
    func checkAnswering() throws(Problem) { try checkAnswering(current) }

    private func checkAnswering(_ record: StudyRecord) throws(Problem) {
        switch record.state {
        case .active: return
        case .frozen:
            throw stopped(
                record, code: "study-frozen", "is frozen at \(node)",
                "no question is answered until its operator thaws it")
        default: try checkTaking(record)
        }
    }

    /// Checks that tables are taken here.
    func checkTaking() throws(Problem) { try checkTaking(current) }

    private func checkTaking(_ record: StudyRecord) throws(Problem) {
        switch record.state {
        case .active, .frozen: return
        case .draft:
            let names = record.signatures.missing(under: record.study).map(\.name).joined(separator: ", ")
            throw stopped(
                record, code: "study-not-active", "is a draft at \(node), not signed by \(names)",
                "let them sign, then: trefoil study activate STUDY")
        case .signed:
            throw stopped(
                record, code: "study-not-active", "is signed and not in force at \(node)",
                "run: trefoil study activate STUDY"
            )
        case .closed: throw stopped(record, code: "study-closed", "is closed at \(node)", "nothing is taken any more")
        case .erased:
            throw stopped(record, code: "study-erased", "is erased at \(node)", "its shares do not exist any more")
        }
    }

    private func stopped(_ record: StudyRecord, code: String, _ what: String, _ mend: String) -> Problem {
        let reason = record.reason.isEmpty ? "" : ": \(record.reason)"
        return Problem(
            code, "the study \(record.study.name) \(what)\(reason)", at: "node \(node)", mend: mend, kind: .refused)
    }

    /// Refuses a party that was revoked here, by name or by card.
    func checkRevoked(_ name: String, _ card: PartyCard) throws(Problem) { try checkRevoked(name, card, current) }

    private func checkRevoked(_ name: String, _ card: PartyCard, _ record: StudyRecord) throws(Problem) {
        let subjects: [Revocation.Subject] = [.person(name), .key(card.fingerprint)]
        guard let found = record.revocations.first(where: { subjects.contains($0.subject) }) else { return }
        let reason = found.reason.isEmpty ? "" : ": \(found.reason)"
        throw Problem(
            "revoked", "\(node) has revoked \(name)\(reason)", at: "node \(node)",
            mend: "a new card enters by an amendment that all sign", kind: .refused)
    }
}
