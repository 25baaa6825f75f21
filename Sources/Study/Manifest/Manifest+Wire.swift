import Identity
import Wire

extension Manifest {
    /// Writes what format 2 adds to the canonical encoding of a study.
    func encode(into encoder: inout WireEncoder) {
        encoder.append(UInt32(version))
        encoder.append(optional: lineage) {
            $0.append($1.identity)
            $0.append($1.previous)
        }
        for text in [purpose, legalBasis, ethics] { encoder.append(text) }
        encoder.append(list: administrators) { $0.append(list: $1) { $0.append($1) } }
        investigator.encode(into: &encoder)
        encoder.append(list: approvers) {
            $1.member.encode(into: &$0)
            $0.append($1.node)
        }
        encoder.append(list: auditors) { $1.encode(into: &$0) }
        encoder.append(list: agreed) { $0.append($1.text) }
        encoder.append(optional: exploratory) { $1.encode(into: &$0) }
        encoder.append(list: recipients) { $0.append($1) }
        encoder.append(retention.description)
        encoder.append(withdrawal)
        encoder.append(list: policyChanges) {
            $0.append($1.name)
            $0.append($1.value)
        }
    }

    init(from decoder: inout WireDecoder) throws(Problem) {
        let version = Int(try decoder.uint32())
        let lineage = try decoder.optional { (d) throws(Problem) in
            Lineage(identity: try d.digest(), previous: try d.digest())
        }
        let texts = [try decoder.manifestText(), try decoder.manifestText(), try decoder.manifestText()]
        let administrators = try decoder.list(limit: 3) { (d) throws(Problem) in
            try d.list(limit: 100) { (d) throws(Problem) in try d.string(limit: 256) }
        }
        let investigator = try Member(from: &decoder)
        let approvers = try decoder.list(limit: 1_000) { (d) throws(Problem) in
            Approver(member: try Member(from: &d), node: try d.string(limit: 64))
        }
        let auditors = try decoder.list(limit: 1_000) { (d) throws(Problem) in try Member(from: &d) }
        let agreed = try decoder.list(limit: Self.planLimit) { (d) throws(Problem) in
            AgreedPlan(text: try d.string(limit: Self.planTextLimit))
        }
        let exploratory = try decoder.optional { (d) throws(Problem) in try ExploratoryAnalyses(from: &d) }
        let recipients = try decoder.list(limit: 1_000) { (d) throws(Problem) in try d.manifestText() }
        let date = try decoder.string(limit: 10)
        guard let retention = CalendarDate(date) else { throw decoder.malformed("date") }
        let withdrawal = try decoder.manifestText()
        let changes = try decoder.list(limit: 100) { (d) throws(Problem) in
            PolicyChange(name: try d.string(limit: 64), value: try d.string(limit: 256))
        }
        self.init(
            version: version, lineage: lineage, purpose: texts[0], legalBasis: texts[1], ethics: texts[2],
            administrators: administrators, investigator: investigator, approvers: approvers, auditors: auditors,
            agreed: agreed, exploratory: exploratory, recipients: recipients, retention: retention,
            withdrawal: withdrawal, policyChanges: changes)
    }
}

extension WireDecoder {
    fileprivate mutating func manifestText() throws(Problem) -> String { try string(limit: Manifest.textLimit) }
}

extension Manifest.Member {
    fileprivate func encode(into encoder: inout WireEncoder) {
        encoder.append(name)
        encoder.append(card)
    }

    fileprivate init(from decoder: inout WireDecoder) throws(Problem) {
        self.init(name: try decoder.string(limit: 64), card: try decoder.message(PartyCard.self))
    }
}

extension ExploratoryAnalyses {
    fileprivate func encode(into encoder: inout WireEncoder) {
        for selection in [functions, columns, groupings] {
            var names: [String]?
            if case .these(let these) = selection { names = these }
            encoder.append(optional: names) { $0.append(list: $1) { $0.append($1) } }
        }
        encoder.append(optional: budget) { $0.append(UInt32($1)) }
    }

    fileprivate init(from decoder: inout WireDecoder) throws(Problem) {
        func selection(_ decoder: inout WireDecoder) throws(Problem) -> NameSelection {
            let names = try decoder.optional { (d) throws(Problem) in
                try d.list(limit: 100_000) { (d) throws(Problem) in try d.string(limit: 256) }
            }
            return names.map { .these($0) } ?? .all
        }
        self.init(
            functions: try selection(&decoder), columns: try selection(&decoder), groupings: try selection(&decoder),
            budget: try decoder.optional { (d) throws(Problem) in Int(try d.uint32()) })
    }
}
