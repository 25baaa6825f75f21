import Client
import Foundation
import Inference
import Wire

extension PilotReport {
    /// The script that computes all of it.
    static var script: String { String(decoding: PackageResources.tables_R, as: UTF8.self) }

    /// Runs the script on the cluster; warnings of the language become notes.
    static func compute(_ asking: Asking) throws(Problem) -> PilotReport {
        try asking.evaluate(script) { _ in }
        let warnings = asking.interpreter.notes
        let report = PilotReport { try? asking.interpreter.object(of: $0) }
        return report.adding(warnings.map { "note: \($0)" })
    }

    private func adding(_ more: [String]) -> PilotReport {
        PilotReport(tables: tables, figures: figures, notes: notes + more, numbers: numbers)
    }
}
