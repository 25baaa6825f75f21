import Cleartext
import Fields
import Language
import MPC
import SecretSharing
import Study
import TestSupport
import Testing
import Wire

@testable import Engine

/// Vectors that the nodes compute on shares against the same in the clear.
@Suite struct DerivedVectorTests {
    /// What three parties computed, put together: the rows that count.
    private func evaluated(_ expression: VectorExpression, _ random: RandomStudy) throws -> [CleartextTables.Cell] {
        let vectors = try runThreeParties(mode: random.study.mode) { session in
            var evaluator = Evaluator(tables: random.tables(of: session.role), session: session["evaluate"])
            let vector = try evaluator.vector(expression)
            var planes: SharedPlanes?
            if case .number = vector.values { planes = try evaluator.planes(of: vector) }
            try session["verify"].verify()
            return (vector, planes)
        }
        func opened(_ pick: (PrivateVector) -> Shared<Mersenne61>) throws -> [Int] {
            try Parts { pick(vectors[$0].0) }.reconstructed()
        }
        let first = vectors[.first].0
        let ones = [Int](repeating: 1, count: first.rows)
        let selected = try first.selected == nil ? ones : opened { $0.selected ?? .zero(count: 0) }
        let valid = try first.valid == nil ? ones : opened { $0.valid ?? .zero(count: 0) }
        #expect((selected + valid).allSatisfy { (0...1).contains($0) })
        var columns: [[Int]] = []
        for index in first.columns.indices { columns.append(try opened { $0.columns[index] }) }
        var distances: [UInt64]?
        if vectors[.first].1 != nil {
            distances = try Parts { vectors[$0].1 ?? SharedPlanes(planes: [], count: 0) }.reconstructed()
        }
        return first.rows == 0
            ? []
            : (0..<first.rows).filter { selected[$0] == 1 }.map { row in
                let values = columns.map { $0[row] }
                guard valid[row] == 1 else {
                    #expect(values.allSatisfy { $0 == 0 }, "a missing value is not 0: \(expression.text)")
                    return nil
                }
                if case .number(_, _, let bounds) = first.values, let distances {
                    #expect(Int128(distances[row]) == Int128(values[0]) - bounds.minimum, "\(expression.text)")
                }
                guard case .factor = first.values else { return Int128(values[0]) }
                #expect(values.allSatisfy { (0...1).contains($0) } && values.reduce(0, +) == 1, "\(expression.text)")
                return values.firstIndex(of: 1).map { Int128($0) }
            }
    }

    private func expectSame(
        _ expression: VectorExpression, _ random: RandomStudy, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let engine = CleartextEngine(tables: random.plain, policy: random.study.policy)
        #expect(
            try evaluated(expression, random) == engine.cells(expression), "\(expression.text)",
            sourceLocation: sourceLocation)
    }

    @Test(
        "Each form on shares equals the clear",
        arguments: [
            // choices of numbers, labels, factors and logicals; conditions that may be missing
            "ifelse(@$y > 6, @$x, @$dose)", "ifelse(@$x > 0, @$y, -2.25)", "ifelse(@$f == \"a\", 1, 0)",
            "ifelse(@$x > 0, \"warm\", \"cold\")", "ifelse(@$y > 6, @$f, \"none\")", "ifelse(@$y > 6, @$f, @$g)",
            "ifelse(is.na(@$x), @$x > 1, @$y > 3)",
            // cuts: open, closed, with holes at the ends
            "cut(@$x, breaks = c(-Inf, 0, 2.5, Inf), labels = c(\"l\", \"m\", \"h\"))",
            "cut(@$x, breaks = c(-Inf, 0, 2.5, Inf), labels = c(\"l\", \"m\", \"h\"), right = FALSE)",
            "cut(@$y, breaks = c(0, 3, 12), labels = c(\"l\", \"h\"), include.lowest = TRUE)",
            "cut(@$y, breaks = c(0, 3, 12), labels = c(\"l\", \"h\"))",
            "cut(@$y, breaks = c(0, 3, 12), labels = c(\"l\", \"h\"), right = FALSE)",
            "cut(@$y, breaks = c(0, 3, 12), labels = c(\"l\", \"h\"), include.lowest = TRUE, right = FALSE)",
            "cut(@$y, breaks = c(2.5, 100), labels = c(\"l\"))",
            "cut(@$y > 3, breaks = c(-1, 0, 1), labels = c(\"n\", \"y\"))",
            // factors of numbers, factors and logicals
            "factor(@$y, levels = c(3, 7, 1, 99))", "factor(@$y, levels = c(0, 1, 2), labels = c(\"p\", \"q\", \"p\"))",
            "factor(@$x, levels = c(-0.5, 0, 0.5))", "factor(@$f, levels = c(\"c\", \"a\", \"none\"))",
            "factor(@$f, levels = c(\"a\", \"b\", \"c\"), labels = c(\"ab\", \"ab\", \"c\"))",
            "factor(@$x > 0, levels = c(0, 1), labels = c(\"no\", \"yes\"))", "factor(@$x > 0, levels = c(1))",
            "interaction(@$f, @$g)", "interaction(cut(@$x, breaks = c(-Inf, 0, Inf), labels = c(\"n\", \"p\")), @$f)",
            "abs(@$x)", "abs(@$x - 1.25)", "abs(@$dose)", "abs(0 - @$dose)", "floor(@$x)", "floor(@$dose - 3.75)",
            "floor(@$y)", "abs(@$x > 0)",
            // pooled tables, selections of selections
            "rbind(\"A\" = @, \"B\" = #)$site", "rbind(\"A\" = subset(@, x > 0), \"B\" = #)$x",
            "subset(rbind(\"A\" = subset(@, x > 0), \"B\" = #), y > 3 & g == \"m\")$site",
            "subset(rbind(\"A\" = rbind(\"C\" = #, \"D\" = @), \"B\" = #), site == \"A\" | f == \"b\")$f",
            "c(subset(@, x > 0)$x, #$dose)", "origin(subset(@, x > 0)$x, #$dose)",
            "origin(c(@$f, #$g)[c(@$y, #$y) > 3], #$x)", "c(@$x, #$x)[c(@$x, #$x) > 0]",
            "factor(floor(abs(subset(@, !is.na(x))$x)), levels = c(0, 1, 2, 3))",
        ])
    func forms(text: String) throws {
        for mode in [SecurityMode.passive, .active] {
            for seed in 1...2 as ClosedRange<UInt64> {
                let random = try RandomStudy(seed: seed, mode: mode)
                try expectSame(try random.vector(text), random)
            }
        }
    }

    @Test("Random expressions", arguments: [SecurityMode.passive, .active])
    func random(mode: SecurityMode) throws {
        for (seed, rows) in [(11, (9, 5)), (12, (1, 2)), (13, (70, 3))] as [(UInt64, (Int, Int))] {
            let random = try RandomStudy(seed: seed, rows: rows, mode: mode)
            var generator = ExpressionGenerator(study: random.study, seed: seed)
            var count = 0
            while count < 30 {
                guard let vector = try? generator.vector(3), vector.rows != nil else { continue }
                try expectSame(vector, random)
                count += 1
            }
        }
    }
}

extension PrivateVector {
    /// The vectors that it consists of.
    fileprivate var columns: [Shared<Mersenne61>] {
        switch values {
        case .number(let value, _, _): [value]
        case .logical(let isTrue): [isTrue]
        case .factor(let indicators, _): indicators
        }
    }
}
