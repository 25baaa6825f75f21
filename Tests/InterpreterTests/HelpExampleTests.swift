import Client
import Study
import Testing
import Wire

@Suite("Help")
struct HelpExampleTests {
    /// Policies under which every analysis is offered.
    @Test("The example of every function runs on the pilot's tables", arguments: [Policy.pilot, .open])
    func examples(policy: Policy) throws {
        let fixture = try Fixture(policy: policy, codebook: try Fixture.codebook())
        let overview = try fixture.session().evaluate("help()") ?? ""
        let names = overview.split(separator: "\n").dropLast().filter { $0.hasPrefix(" ") }.flatMap { line in
            line.split(separator: " ").map(String.init)
        }
        #expect(names.count > 150)
        // Those that write files are tested in a folder of their own.
        let writing: Set = ["svg", "dev.off", "write.csv", "write.json"]
        for name in names where !writing.contains(name) {
            let session = fixture.session()
            session.stepLimit = 20_000
            _ = try session.evaluate("tm <- load(\"munich_production\"); tr <- load(\"rome_production\")")
            let text = try session.evaluate("help(\"\(name)\")") ?? ""
            let example = try #require(text.split(separator: "Example: ").last.map(String.init))
            let problem = session.problem(example)
            if name == "stop" {
                #expect(problem?.code == "stopped")
            } else {
                #expect(problem == nil, "\(name): \(example): \(problem?.text ?? "")")
            }
        }
    }
}
