import Foundation
import MPC
import Primitives
import SecretSharing
import Synchronization
import Transport
public import Wire

/// A run of `trefoil bench`: starts the three parties, lets them measure, and makes rows of what they report.
public final class Benchmark: Sendable {
    /// Where the parties run if there is TLS between them.
    public enum Home: Sendable {
        /// In processes of their own: this program again, with arguments that lead to ``BenchParty/run()``.
        case processes(arguments: [String])
        /// On threads of this process; for tests.
        case threads
    }

    private struct State: Sendable {
        var children: [ChildParty] = []
        var isCleared = false
    }

    private let options: BenchOptions
    private let home: Home
    private let operations: [Operation]
    private let calibrations: [Calibration]
    /// What the parties write; made by the first that does.
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("trefoil-bench-\(Base64URL.encode(SecureRandom.bytes(9)))")
    private let state = Mutex(State())

    /// Prepares a run.
    public convenience init(_ options: BenchOptions, home: Home) {
        self.init(options, home: home, operations: Operation.all)
    }

    /// Prepares a run with other operations; processes know the usual ones only.
    init(
        _ options: BenchOptions, home: Home, operations: [Operation], calibrations: [Calibration] = Calibration.all
    ) {
        (self.options, self.home, self.operations, self.calibrations) = (options, home, operations, calibrations)
    }

    /// Measures everything.
    ///
    /// - Parameter progress: is told what has just been measured; called from any thread.
    public func run(progress: @escaping @Sendable (String) -> Void) throws(Problem) -> [BenchRow] {
        let order = try options.order(operations, calibrations, folder: folder.path)
        defer { clear() }
        let reports: [[Report]]
        switch (options.link, home) {
        case (.memory, _): reports = inMemory(order, progress)
        case (.tls, .threads): reports = try onThreads(order, progress)
        case (.tls, .processes(let arguments)): reports = try inProcesses(order, arguments, progress)
        }
        return try BenchRow.rows(order, reports)
    }

    /// Ends whatever still runs; may be called from any thread.
    public func clear() {
        let children = state.withLock { state in
            defer { state.children = [] }
            state.isCleared = true
            return state.children
        }
        children.forEach { $0.end() }
        try? FileManager.default.removeItem(at: folder)
    }

    private func inMemory(_ order: Order, _ progress: @escaping @Sendable (String) -> Void) -> [[Report]] {
        let ring = Mutex(MemoryLink.ring())
        return gather(order, progress) { [operations] role, report in
            let link = ring.withLock { $0[role.index] }
            Party(
                role: role, order: order, operations: operations,
                connect: { label, _ in
                    .inMemory(link, role: role, label: label, seed: order.seed, latency: order.latency)
                }, report: report
            ).run()
            link.close()
        }
    }

    private func onThreads(
        _ order: Order, _ progress: @escaping @Sendable (String) -> Void
    ) throws(Problem) -> [[Report]] {
        var listeners: [ListeningSocket] = []
        for _ in Role.allCases { listeners.append(try .bind(HostPort(host: "127.0.0.1", port: 0))) }
        let places = try PartyPlace.three(order, ports: listeners.map(\.port))
        let sockets = listeners
        return gather(order, progress) { [operations] role, report in
            do throws(Problem) {
                try places[role.index].run(
                    listener: sockets[role.index], operations: operations, report: report)
            } catch {
                report(.failed(code: error.code, what: error.what))
            }
        }
    }

    private func inProcesses(
        _ order: Order, _ arguments: [String], _ progress: @escaping @Sendable (String) -> Void
    ) throws(Problem) -> [[Report]] {
        var children: [ChildParty] = []
        for _ in Role.allCases {
            let child = try ChildParty(arguments: arguments)
            children.append(child)
            let isCleared = state.withLock { state in
                if !state.isCleared { state.children.append(child) }
                return state.isCleared
            }
            if isCleared {
                child.end()
                throw Problem("interrupted", "the benchmark was interrupted")
            }
        }
        let places = try PartyPlace.three(order, ports: children.map(\.port))
        let parties = children
        return gather(order, progress) { role, report in
            parties[role.index].run(places[role.index], report: report)
        }
    }

    /// Runs a body for each party on a thread of its own and gives all reports, by role.
    private func gather(
        _ order: Order, _ progress: @escaping @Sendable (String) -> Void,
        _ body: @escaping @Sendable (Role, @escaping (Report) -> Void) -> Void
    ) -> [[Report]] {
        let reports = Mutex<[[Report]]>(Array(repeating: [], count: Role.allCases.count))
        let group = DispatchGroup()
        for role in Role.allCases {
            group.enter()
            let thread = Thread {
                body(role) { report in
                    let count = reports.withLock { reports in
                        reports[role.index].append(report)
                        return reports[role.index].count
                    }
                    if role == .first, case .done(let sample) = report {
                        progress("\(order.measurement(at: count - 1)): \(sample.seconds.short) s")
                    }
                }
                group.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        group.wait()
        return reports.withLock { $0 }
    }
}

extension Order {
    /// What the repetition with this number belongs to.
    func measurement(at repetition: Int) -> Measurement { schedule[repetition / repeats] }
}
