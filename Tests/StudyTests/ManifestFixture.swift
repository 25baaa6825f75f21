import Foundation
import Identity
import Primitives
import Study
import Wire

/// A study file of format 2 with fresh keys of all parties, to be changed by tests.
struct ManifestFixture {
    let keys: [String: PartyKeys]

    static let signers = ["munich", "rome", "third", "chief", "lmu", "gemelli"]

    init() throws {
        keys = try Dictionary(
            uniqueKeysWithValues: (Self.signers + ["statistician", "approver", "auditor"]).map { name in
                (name, try PartyKeys.create(name: name, now: Date(timeIntervalSince1970: 1_790_000_000)))
            })
    }

    let text = """
        format: 2
        study: DS1
        version: 1
        title: MR-guided radiotherapy
        purpose: what the paper says
        legalBasis: consent
        ethics: 19-743
        data: personal
        policy: pilot
        nodes:
          - name: munich
            card: munich.card
            peer: "127.0.0.1:30000"
            https: "127.0.0.1:55000"
            administrators: [Dr Huber, Dr Mayr]
          - {name: rome, card: rome.card, peer: "127.0.0.1:30001", https: "127.0.0.1:55001", administrators: [Dr Rossi]}
          - {name: third, card: third.card, https: "127.0.0.1:55002", administrators: [no]}
        owners:
          - {name: lmu, card: lmu.card, tables: [tm]}
          - {name: gemelli, card: gemelli.card, tables: [tr]}
        analysts:
          - {name: statistician, card: statistician.card}
        investigator: {name: chief, card: chief.card}
        approvers: [{name: approver, card: approver.card, node: rome}]
        auditors: [{name: auditor, card: auditor.card}]
        analyses:
          agreed:
            - plan: 'mean(load("DS1", "tm")$age)'
          exploratory: {functions: [mean, freq, moments, nrow], columns: [age], groupings: [gender], budget: 100}
        recipients: [the two hospitals]
        retention: 2035-12-31
        withdrawal: rows are deleted in all versions
        codebook:
          gender: {type: factor, levels: [male, female]}
          age: {type: number, decimals: 1, minimum: 0, maximum: 130}
          weight: {type: number, decimals: 1, minimum: 0, maximum: 400}
        """ + "\n"

    func read(_ text: String) throws(Problem) -> Study {
        try Study.read(text, path: "study.yaml") { (file) throws(Problem) in
            guard let keys = keys[String(file.dropLast(5))] else {
                throw Problem("file-missing", "there is no such card", at: file)
            }
            return keys.card
        }
    }

    func read() throws(Problem) -> Study { try read(text) }

    /// The version after a study, with one text exchanged for another.
    func amendment(of study: Study, _ old: String, _ new: String) throws(Problem) -> Study {
        let lines = "version: \(study.version + 1)\nidentity: \(study.identity.hex)\nprevious: \(study.digest.hex)"
        return try read(text.replacing("version: 1", with: lines).replacing(old, with: new))
    }

    func signed(_ study: Study, by names: [String] = signers) -> [SignedMessage] {
        names.compactMap { keys[$0] }.map { .sign(StudyConsent(to: study, at: 1_790_000_001), by: $0) }
    }
}
