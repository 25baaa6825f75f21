import ArgumentParser
import Client
import Foundation
import Intake
import SecretSharing
import Study
import Wire

/// `trefoil demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Three nodes on this machine, a synthetic study of two hospitals, the paper's session.",
        discussion: """
            Starts three node processes with fresh keys in a temporary folder, uploads both hospitals' tables, replays the \
            session of the published pilot study, computes Tables 4 to 6 and Figures 1 to 3 of the paper, then opens the prompt. \
            Nothing stays behind.
            """)

    @Flag(help: "End after the replay.")
    var replay = false

    @Flag(help: "Print one JSON object; implies --replay.")
    var json = false

    @Option(help: "The policy that the study names: pilot (as the paper printed), default, or open.")
    var policy = Policy.pilot.name

    @Option(help: "A folder with other tables munich.csv and rome.csv.")
    var data: String?

    func run() async throws {
        let start = ContinuousClock.now
        let policy = try Policy.named(policy)
        let ground = try EphemeralGround()
        let signals = StopSignals([SIGTERM, SIGHUP, SIGINT]) { number in
            Output.endProgress()
            ground.clear()
            Foundation.exit(128 + number)
        }
        defer { withExtendedLifetime(signals) {} }
        do {
            let cluster = try EphemeralCluster(of: try DemoStudy.make(policy: policy), on: ground) {
                Output.progress("trefoil demo: \($0)")
            }
            try await cluster.activate()
            try await run(on: cluster, start: start)
        } catch {
            Output.endProgress()
            ground.clear()
            throw error
        }
        ground.clear()
    }

    private func run(on cluster: EphemeralCluster, start: ContinuousClock.Instant) async throws {
        var report = DemoReport()
        report.mode = cluster.study.mode.rawValue
        report.policy = cluster.study.policy.name
        report.startupMilliseconds = Self.milliseconds(since: start)
        for hospital in DemoStudy.hospitals {
            Output.progress("trefoil demo: uploading \(hospital.name) ...")
            report.uploadMilliseconds[hospital.name] = try await upload(hospital, to: cluster)
        }
        Output.endProgress()
        let asking = Asking(client: try StudyClient(study: cluster.study, keys: cluster.analyst))
        _ = try await asking.connect()
        if !json { introduce(cluster.study, report) }
        let (quiet, started) = (json, report)
        let outcome: Result<DemoReport, Problem> = await asking.onOwnThread { asking in
            do throws(Problem) {
                var report = started
                report.answers = try Self.replay(DemoStudy.session, asking, quiet: quiet)
                if asking.study.policy.needsCounts {
                    if !quiet { Output.line("\n\(DemoStudy.protectedHeading)\n") }
                    report.protected = try Self.replay(DemoStudy.protectedSession, asking, quiet: quiet)
                } else {
                    try Self.computePaper(asking.client, quiet: quiet, into: &report)
                }
                return .success(report)
            } catch {
                return .failure(error)
            }
        }
        if case .success = outcome, !json, !replay { await prompt(asking) }
        await asking.client.shutdown()
        report = try outcome.get()
        if json { Output.line(JSONText.of(report)) }
    }

    /// Reads, checks and deals a hospital's table, as its owner; the time is from the file to the visible version.
    private func upload(_ hospital: DemoStudy.Hospital, to cluster: EphemeralCluster) async throws -> Double {
        let start = ContinuousClock.now
        let (bytes, name) = try DemoStudy.table(of: hospital, folder: data)
        let table = try CheckedTable(csv: bytes, file: name, codebook: cluster.study.codebook)
        try await cluster.upload(table, as: hospital.table)
        return Self.milliseconds(since: start)
    }

    private func introduce(_ study: Study, _ report: DemoReport) {
        let uploads = DemoStudy.hospitals.map { hospital in
            "\(hospital.name) \(TimeText.number(report.uploadMilliseconds[hospital.name] ?? 0)) ms"
        }
        Output.line(
            """
            Three nodes on loopback, started in \(TimeText.number(report.startupMilliseconds)) ms. \
            Uploads: \(uploads.joined(separator: ", ")).
            Study \(study.name): \(study.title).
            Policy \(study.policy.name): \(DemoStudy.meaning(of: study.policy)).
            Mode \(study.mode.rawValue): \(TimeText.meaning(of: study.mode)).

            """)
    }

    /// Evaluates a session line by line; each time runs from the line to its printed answer, or to its refusal.
    private static func replay(
        _ session: [String], _ asking: Asking, quiet: Bool
    ) throws(Problem) -> [DemoReport.Line] {
        var answers: [DemoReport.Line] = []
        for expression in session {
            if !quiet { Output.line("> " + expression.replacingOccurrences(of: "\n", with: "\n+ ")) }
            var pieces: [String] = []
            func show(_ piece: String) {
                if !quiet { Output.line(piece) }
                pieces.append(piece)
            }
            let start = ContinuousClock.now
            do throws(Problem) {
                try asking.evaluate(expression, printing: show)
            } catch let problem where problem.kind == .refused && DisclosureRule(rawValue: problem.code) != nil {
                show(problem.text)
            }
            let time = milliseconds(since: start)
            if asking.study.policy.needsCounts { asking.interpreter.notes.forEach { show("note: \($0)") } }
            if !quiet, let result = asking.lastResult { Output.line(TimeText.line(time, mode: result.mode)) }
            answers.append(
                DemoReport.Line(
                    expression: expression, output: pieces.joined(separator: "\n"), milliseconds: time))
        }
        return answers
    }

    /// Computes the paper's tables and figures in a session of their own.
    private static func computePaper(
        _ client: StudyClient, quiet: Bool, into report: inout DemoReport
    ) throws(Problem) {
        let (asking, start) = (Asking(client: client), ContinuousClock.now)
        let paper = try PilotReport.compute(asking)
        (report.paper, report.paperQueries, report.paperMilliseconds) = (
            paper, asking.queries, milliseconds(since: start)
        )
        guard !quiet else { return }
        Output.line(
            "\nThe paper's tables and figures, computed by the three nodes from the uploaded tables, beside the paper's own.\n"
        )
        Output.line(paper.text)
        Output.line(
            "  \(report.paperQueries) queries, \(TimeText.number(report.paperMilliseconds)) ms, \(report.mode) mode")
    }

    private func prompt(_ asking: Asking) async {
        Output.line("\nYour turn: tm and tr are loaded. ?quantile explains a function, quit() ends.")
        _ = await Console(asking: asking).run()
    }

    private static func milliseconds(since start: ContinuousClock.Instant) -> Double {
        rounded((ContinuousClock.now - start) / .milliseconds(1))
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
