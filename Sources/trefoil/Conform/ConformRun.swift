import Client
import Foundation
import Inference
import Intake
import Language
import Qualification
import SecretSharing
import Study
import Wire

/// Asks the chosen cases of a truth file, one data set after the other, each on a cluster of its own.
struct ConformRun {
    let data: ConformData
    let mode: SecurityMode
    let grounds: EphemeralGrounds

    /// The results in the order of the file. A data set that cannot be shared fails all its cases.
    func results(of cases: [TruthFile.Case]) async -> [CaseResult] {
        var results: [CaseResult] = []
        var names: [String] = []
        for truth in cases where !names.contains(truth.dataSet) { names.append(truth.dataSet) }
        for name in names {
            let own = cases.filter { $0.dataSet == name }
            do {
                results += try await self.results(of: own, on: name)
            } catch {
                let problem = Self.problem(error)
                results += own.map { CaseResult($0, problem: problem) }
            }
        }
        return results
    }

    private static func problem(_ error: any Error) -> Problem {
        if let table = error as? BadTable { return table.problem }
        return error as? Problem ?? Problem("conform-failed", "the data set could not be shared")
    }

    private func results(of cases: [TruthFile.Case], on name: String) async throws -> [CaseResult] {
        guard let dataSet = data.truth.dataSet(name), let prepared = try data.prepared(dataSet) else {
            let client = try withoutNodes()
            let results = await ask(cases, nil, client)
            await client.shutdown()
            return results
        }
        let ground = try grounds.make()
        defer { ground.clear() }
        let cluster = try EphemeralCluster(of: try ConformData.study(prepared, mode: mode), on: ground) {
            Output.progress("trefoil conform: \(name): \($0)")
        }
        try await cluster.activate()
        for (table, tableName) in zip(prepared.tables, prepared.tableNames) {
            let checked = try CheckedTable(csv: table.csv, file: table.file, codebook: cluster.study.codebook)
            try await cluster.upload(checked, as: tableName)
        }
        let client = try StudyClient(study: cluster.study, keys: cluster.analyst)
        let results = await ask(cases, prepared, client)
        await client.shutdown()
        return results
    }

    /// A client whose nodes do not exist, for cases that ask for no data.
    private func withoutNodes() throws(Problem) -> StudyClient {
        let parties = try ConformData.study(nil, mode: mode)
        let keys = try EphemeralKeys(of: parties)
        return try StudyClient(
            study: try parties.study(keys, peerPorts: [1, 2, 3], httpsPorts: [4, 5, 6]), keys: keys.analyst)
    }

    private func ask(_ cases: [TruthFile.Case], _ data: PreparedData?, _ client: StudyClient) async -> [CaseResult] {
        let qualification = Qualification(self.data.truth.tolerance)
        var results: [CaseResult] = []
        for (index, truth) in cases.enumerated() {
            if index % 10 == 0 {
                Output.progress("trefoil conform: \(truth.dataSet): case \(index + 1) of \(cases.count)")
            }
            let result = await Asking(client: client).onOwnThread { asking in
                Self.ask(truth, data, asking, qualification)
            }
            results.append(result)
        }
        return results
    }

    /// One case in a fresh session.
    private static func ask(
        _ truth: TruthFile.Case, _ data: PreparedData?, _ asking: Asking, _ qualification: Qualification
    ) -> CaseResult {
        let start = ContinuousClock.now
        let interpreter = asking.interpreter
        return qualification.check(truth, data: data) {
            Spending(hops: asking.spent.hops, milliseconds: (ContinuousClock.now - start) / .milliseconds(1))
        } evaluate: { expression in
            if let data { _ = try interpreter.object(of: Qualification.prelude(sites: data.tables.count)) }
            return try interpreter.object(of: expression)
        }
    }
}
