import Foundation
import Testing

@Suite(.serialized) struct ConformTests {
    private func truth(_ mean: String) -> String {
        """
        {"datasets":{"two":{"files":["open/a.csv","open/b.csv"],"derived":{"old":"1 if age>=60 else 0"}},
        "none":{"files":[]}},
        "cases":[
        {"id":"two.1","dataset":"two","category":"descriptive","op":"mean","args":{"x":"age","scope":"pooled"},
        "call":"mean(d$age, na.rm = TRUE)","expected":\(mean)},
        {"id":"two.2","dataset":"two","category":"frequency","op":"freq","args":{"x":"old","scope":"site1"},
        "call":"table(d$old[d$site == 1])","expected":{"0":1,"1":2}},
        {"id":"two.3","dataset":"two","category":"other","op":"other","args":{},
        "call":"noSuchFunction(d$age)","expected":1},
        {"id":"none.1","dataset":"none","category":"other","op":"r_expression","args":[],
        "call":"sqrt(16) + 1","expected":5}]}
        """
    }

    private func scratch(_ mean: String) throws -> Scratch {
        let scratch = try Scratch()
        _ = try scratch.write("age,sex\n61.5,m\n60,f\n59,m\n", to: "a.csv")
        _ = try scratch.write("age,sex\n,f\n79.5,f\n", to: "b.csv")
        _ = try scratch.write(truth(mean), to: "truth.json")
        return scratch
    }

    @Test("Answers on shares are compared with R's, in both modes", arguments: ["active", "passive"])
    func json(mode: String) throws {
        let scratch = try scratch("65")
        let outcome = try Program.run([
            "conform", "\(scratch.path)/truth.json", "--data", scratch.path, "--mode", mode, "--json",
        ])
        #expect(outcome.status == 1, "\(outcome.errors)")
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(report["total"] as? Int == 4)
        #expect(report["passed"] as? Int == 3)
        #expect(report["unsupported"] as? Int == 1)
        let cases = try #require(report["cases"] as? [[String: Any]])
        #expect(cases.map { $0["status"] as? String } == ["passed", "passed", "unsupported", "passed"])
        #expect((cases[0]["hops"] as? Int ?? 0) > 0)
        #expect(cases[3]["hops"] as? Int == 0)
    }

    @Test("A wrong answer fails with both values; chosen cases alone can all pass")
    func choice() throws {
        let scratch = try scratch("64")
        let conform = ["conform", "\(scratch.path)/truth.json", "--data", scratch.path]
        let wrong = try Program.run(conform + ["--category", "descriptive"])
        #expect(wrong.status == 1)
        #expect(wrong.output.contains("two.1 failed: 65, expected 64"))
        #expect(try Program.run(conform + ["--category", "frequency"]).status == 0)
        #expect(try Program.run(conform + ["--dataset", "none"]).status == 0)
        #expect(try Program.run(conform + ["--dataset", "three"]).status == 64)
    }

    @Test("A data set whose file is not there fails its cases and names the file")
    func missingFile() throws {
        let scratch = try scratch("65")
        let outcome = try Program.run(["conform", "\(scratch.path)/truth.json", "--dataset", "two"])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("\"a.csv\""))
    }
}
