import ArgumentParser
import Client
import Foundation
import Identity
import Messages
import Study
import Wire

/// What the commands that act on a study at its nodes share.
struct StudyActing: ParsableArguments {
    @Argument(help: "The study file.")
    var study: String

    @OptionGroup var party: PartyOptions

    @Flag(help: "Print the outcome as JSON.")
    var json = false

    /// The keys of a party with one of these roles.
    func keys(in study: Study, _ roles: [PartyRole]) throws(Problem) -> PartyKeys {
        let names = study.parties.filter { !$0.roles.filter(roles.contains).isEmpty }.map(\.name)
        return try party.keys(among: names, as: roles.map(\.rawValue).joined(separator: " or "))
    }

    /// Acts with these keys: an operator at its own node, others at all three; prints how the study stands there then.
    @discardableResult
    func perform(
        _ action: StudyAct.Action, in study: Study, with keys: PartyKeys
    ) async throws -> [NodeAnswer<StudyReport>] {
        let own = study.role(ofNode: keys.name) == nil ? nil : [keys.name]
        var isEverywhere = false
        if case .adopt = action { isEverywhere = true }
        let client = try StudyClient(study: study, keys: keys)
        let answers = await client.perform(action, at: isEverywhere ? nil : own)
        await client.shutdown()
        try report(answers)
        return answers
    }

    /// Prints answers; the first failure that says most ends the command.
    func report(_ answers: [NodeAnswer<StudyReport>]) throws {
        let reports = NodeReports(answers)
        if json { Output.line(JSONText.of(reports)) }
        var problems: [Problem] = []
        for (answer, line) in zip(answers, reports.lines) {
            switch answer.result {
            case .success: if !json { Output.line(line) }
            case .failure(let problem): problems.append(problem)
            }
        }
        for problem in problems.dropFirst() { Output.error("trefoil: \(problem.text)") }
        if let problem = problems.first { throw problem }
    }
}
