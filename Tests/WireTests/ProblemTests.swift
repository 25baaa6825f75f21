import Testing
import Wire

@Suite struct ProblemTests {
    @Test func textHasAtMostThreeLines() {
        #expect(Problem("a-b", "It broke.").text == "It broke. [a-b]")
        let whole = Problem("a-b", "It broke.", at: "row 3", mend: "Mend it.", kind: .refused)
        #expect(whole.text == "It broke. [a-b]\n  at: row 3\n  Mend it.")
        #expect("\(whole)" == whole.text)
    }

    @Test func travelsWhole() throws {
        for kind in Problem.Kind.allCases {
            let problem = Problem("a-b", "It broke.", at: "row 3", mend: nil, kind: kind)
            #expect(try Problem(wireBytes: problem.wireBytes) == problem)
        }
        #expect(Problem.Kind.allCases.map(\.rawValue) == [1, 2, 64, 75])
    }
}
