import Fields
import MPC
import Synchronization
import Testing
import Wire

@testable import Bench

@Suite struct WrongResultTests {
    /// An operation whose twin says something else fails the whole run, at every party.
    @Test func aWrongResultFailsTheRun() throws {
        let wrong = Operation(name: "product", unit: "products", sizes: [8]) { inputs, n in
            let x = inputs.numbers("x", n)
            return Trial { session throws(MPCError) in
                try session["product"].multiply(x.shared, x.shared)
            } isRight: { z, session throws(MPCError) in
                try session["check"].reveal(z) == x.plain
            }
        }
        var options = BenchOptions(seed: Array(0..<32))
        (options.link, options.only, options.repeats) = (.memory, ["product"], 1)
        let chosen = options
        let said = Mutex<[String]>([])
        let problem = #expect(throws: Problem.self) {
            try Benchmark(chosen, home: .threads, operations: [wrong], calibrations: []).run { line in
                said.withLock { $0.append(line) }
            }
        }
        #expect(problem?.code == "wrong-result")
        #expect(problem?.what.contains("product 8, passive") == true)
        #expect(said.withLock { $0 }.isEmpty)
    }
}
