import Foundation
import Identity
import Study
import Wire

/// A study file with fresh cards, to be changed by tests.
struct Fixture {
    let cards: [String: PartyCard]

    init() throws {
        let names = ["munich", "rome", "third", "lmu", "gemelli", "statistician"]
        cards = try Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, try PartyKeys.create(name: name, now: Date(timeIntervalSince1970: 1_790_000_000)).card)
            })
    }

    let text = """
        format: 1
        study: DS1
        title: MR-guided radiotherapy of adrenal gland metastases
        data: synthetic            # synthetic | public | personal
        mode: passive              # active is the default
        policy: pilot
        nodes:                     # exactly three, in the order first, second, third
          - {name: munich, card: munich.card, peer: "127.0.0.1:30000", https: "127.0.0.1:55000"}
          - {name: rome, card: rome.card, peer: "127.0.0.1:30001", https: "127.0.0.1:55001"}
          - {name: third, card: third.card, https: "127.0.0.1:55002"}
        owners:
          - {name: lmu, card: lmu.card, tables: [munich_production]}
          - {name: gemelli, card: gemelli.card, tables: [rome_production]}
        analysts:
          - {name: statistician, card: statistician.card}
        codebook:
          gender: {type: factor, levels: [male, female]}
          ecog_status: {type: factor, levels: [0, 1, 2], missing: true}
          remission: {type: factor, levels: [no, yes, 0.10]}
          age: {type: number, decimals: 1, minimum: 0, maximum: 130, unit: years, missing: false}
          temperature: {type: number, decimals: 2, minimum: -5.25, maximum: 4, missing: true, label: "at 8 o'clock"}
        """ + "\n"

    func read(_ text: String) throws(Problem) -> Study {
        try Study.read(text, path: "study.yaml") { (file) throws(Problem) in
            guard let card = cards[String(file.dropLast(5))] else {
                throw Problem("file-missing", "there is no such card", at: file)
            }
            return card
        }
    }

    func read() throws(Problem) -> Study { try read(text) }

    /// The problem of the file with one text exchanged for another.
    func problem(_ old: String, _ new: String) -> Problem? {
        do {
            _ = try read(text.replacing(old, with: new))
            return nil
        } catch {
            return error
        }
    }
}
