import Inference
import SecretSharing
import Study
import Testing
import Wire

/// The baseline table against R's `mean`, `sd`, `quantile`, `t.test`, `wilcox.test`, `oneway.test`, `kruskal.test`,
/// `chisq.test` and `fisher.test` on the pilot's rows.
@Suite(.ownThreads)
struct BaselineTests {
    private func lines(_ text: String) async throws -> [String] {
        try await Gate.shared.pass {
            let cluster = try MemoryCluster(mode: .passive, policy: .open, tables: try .pilot())
            let loads = """
                d <- rbind(Munich = load("munich_production"), Rome = load("rome_production"))
                """
            return try await cluster.transcript(of: [loads, text])[1]
                .map { $0.split(separator: " ").joined(separator: " ") }
        }
    }

    @Test("Two groups")
    func two() async throws {
        let lines = try await lines(
            "describe(d[c(\"age\", \"gender\", \"bmi\", \"ecog_status\", \"laterality\")], by = d$site)")
        #expect(
            lines == [
                "Munich (n=24) Rome (n=24) p test", "age", "mean (SD) 66.2 (9.9) 67.0 (9.0) 0.773 Welch's t",
                "median [Q1, Q3] 66.0 [62.5, 72.2] 65.0 [60.0, 74.0] 1.000 Wilcoxon",
                "gender 0.555 chi-squared", "male 16 (66.7%) 13 (54.2%)", "female 8 (33.3%) 11 (45.8%)", "bmi",
                "mean (SD) 24.8 (4.6) 25.1 (4.5) 0.821 Welch's t",
                "median [Q1, Q3] 25.2 [21.9, 27.4] 24.8 [21.7, 27.1] 0.973 Wilcoxon", "missing 2 1",
                "ecog_status 0.586 Fisher", "0 8 (33.3%) 10 (41.7%)", "1 13 (54.2%) 9 (37.5%)", "2 3 (12.5%) 5 (20.8%)",
                "laterality 0.670 Fisher", "bilateral 2 (8.3%) 4 (16.7%)", "left 12 (50.0%) 12 (50.0%)",
                "right 10 (41.7%) 8 (33.3%)",
            ])
    }

    @Test("Three groups, a factor with missing values, two places")
    func three() async throws {
        let lines = try await lines(
            "describe(list(gtv = d$gtv_cm3, CR = d$complete_remission), by = d$ecog_status, digits = 2)")
        #expect(
            lines == [
                "0 (n=18) 1 (n=22)", "gtv", "mean (SD) 42.81 (44.50) 77.35 (100.38)",
                "median [Q1, Q3] 19.90 [18.72, 50.58] 21.45 [18.80, 91.88]", "CR", "no 12 (70.59%) 17 (80.95%)",
                "yes 5 (29.41%) 4 (19.05%)", "missing 1 1", "2 (n=8) p test", "gtv",
                "mean (SD) 22.79 (6.63) 0.018 Welch's F",
                "median [Q1, Q3] 21.10 [18.18, 25.40] 0.665 Kruskal-Wallis", "CR 0.712 Fisher", "no 7 (87.50%)",
                "yes 1 (12.50%)", "missing 0",
            ])
    }

    @Test("One group has no tests; a name stands for a column")
    func one() async throws {
        #expect(
            try await lines("describe(d[c(\"age\", \"gender\")], digits = 0)") == [
                "all (n=48)", "age", "mean (SD) 67 (9)", "median [Q1, Q3] 66 [61, 73]", "gender", "male 29 (60%)",
                "female 19 (40%)",
            ])
        let named = try await lines("describe(d[c(\"age\", \"gender\")], by = \"gender\")")
        #expect(named.first == "male (n=29) female (n=19) p test")
        #expect(named.count == 4)
        #expect(try await lines("describe(3)").first?.hasSuffix("[bad-argument]") == true)
    }
}
