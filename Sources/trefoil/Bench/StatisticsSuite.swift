import Bench
import Client
import Foundation
import Intake
import SecretSharing
import Study
import Wire

/// `trefoil bench --suite statistics`: calls of an analyst, from the text to R's result, on three warm node processes.
struct StatisticsSuite: Sendable {
    let options: BenchOptions
    let grounds: EphemeralGrounds

    /// The rows of the synthetic tables, unless other sizes are asked for.
    static let manyRows = 100_000
    /// The rows of the pilot.
    static let pilotRows = 48

    /// Rows that are shared, and what is asked about them.
    private struct Setting {
        let study: EphemeralStudy
        let plain: PlainTable
        let tables: [(name: String, csv: [UInt8])]
        let load: String
        let cases: [StatisticsCase]
    }

    /// Measures everything.
    func run() async throws -> [BenchRow] {
        if let unknown = options.only.first(where: { !StatisticsCase.names.contains($0) }) {
            throw Problem(
                "unknown-operation", "nothing called \(unknown) is measured",
                mend: "choose from: \(StatisticsCase.names.joined(separator: ", "))", kind: .usage)
        }
        guard options.repeats > 0, options.n ?? 1 > 0, options.link == .tls else {
            throw Problem(
                "bad-bench", "a statistic is measured at least once, on rows, over TLS",
                mend: "give --n and --repeat numbers from 1, and leave out --link", kind: .usage)
        }
        var rows: [BenchRow] = []
        for n in options.n.map({ [$0] }) ?? [Self.pilotRows, Self.manyRows] {
            for mode in options.modes {
                let setting = n == Self.pilotRows ? try pilot(mode) : try synthetic(mode, n)
                if !setting.cases.isEmpty { rows += try await measure(setting, mode) }
            }
        }
        return rows
    }

    private func chosen(_ cases: [StatisticsCase]) -> [StatisticsCase] {
        cases.filter { options.only.isEmpty || options.only.contains($0.name) }
    }

    private func pilot(_ mode: SecurityMode) throws(Problem) -> Setting {
        var tables: [(name: String, csv: [UInt8])] = []
        for hospital in DemoStudy.hospitals {
            tables.append((hospital.table, try DemoStudy.table(of: hospital, folder: nil).bytes))
        }
        return Setting(
            study: try DemoStudy.make(mode: mode), plain: PlainTable(csv: tables.map(\.csv)), tables: tables,
            load: "d <- rbind(load(\"munich_production\"), load(\"rome_production\"))",
            cases: chosen(StatisticsCase.pilot))
    }

    private func synthetic(_ mode: SecurityMode, _ n: Int) throws(Problem) -> Setting {
        let plain = SyntheticStudy.rows(n, seed: options.seed.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        let parts = [0..<n / 2, n / 2..<n]
        return Setting(
            study: try SyntheticStudy.make(mode: mode), plain: plain,
            tables: zip(SyntheticStudy.tables, parts).map { ($0, plain.csv($1)) },
            load: "d <- rbind(load(\"first\"), load(\"second\"))", cases: chosen(StatisticsCase.synthetic))
    }

    private func measure(_ setting: Setting, _ mode: SecurityMode) async throws -> [BenchRow] {
        let ground = try grounds.make()
        defer { ground.clear() }
        let late = options.latency > 0 ? ["--latency", "\(options.latency / 1000)us"] : []
        let cluster = try EphemeralCluster(of: setting.study, on: ground, nodeOptions: late) {
            Output.progress("trefoil bench: \($0)")
        }
        try await cluster.activate()
        for (name, csv) in setting.tables {
            Output.progress("trefoil bench: uploading \(name) ...")
            let table = try CheckedTable(csv: csv, file: name, codebook: cluster.study.codebook)
            try await cluster.upload(table, as: name)
        }
        let (repeats, processes) = (options.repeats, ground.processes)
        let asking = Asking(client: try StudyClient(study: cluster.study, keys: cluster.analyst))
        let rows = await asking.onOwnThread { asking -> Result<[BenchRow], Problem> in
            do throws(Problem) {
                let clock = CallClock(asking: asking, nodes: processes, mode: mode, repeats: repeats)
                _ = try asking.interpreter.evaluate(setting.load)
                var rows: [BenchRow] = []
                for one in setting.cases {
                    let row = try clock.row(of: one, on: setting.plain)
                    Output.progress("trefoil bench: \(row.operation) \(row.n), \(row.mode): \(row.seconds) s")
                    rows.append(row)
                }
                return .success(rows)
            } catch {
                return .failure(error)
            }
        }
        await asking.client.shutdown()
        return try rows.get()
    }
}
