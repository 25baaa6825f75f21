import Foundation
import Testing

@Suite struct InferTests {
    @Test("A codebook is drafted, never overwritten unasked, and printed where no file is named")
    func infer() throws {
        let scratch = try Scratch()
        let first = try scratch.write("sex,age\nmale,63.5\nfemale,71\n", to: "first.csv")
        let second = try scratch.write("sex;age\nother;\n", to: "second.csv")
        let file = "\(scratch.path)/codebook.yaml"
        let infer = ["study", "infer", first, second, "-o", file]
        let made = try Program.run(infer)
        #expect(made.status == 0, "\(made.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains(#"  "sex": {type: factor, levels: ["female", "male", "other"]}"#))
        #expect(text.contains(#"  "age": {type: number, decimals: 1, minimum: 0.0, maximum: 100.0, missing: true}"#))
        let again = try Program.run(infer)
        #expect(again.status == 2)
        #expect(again.errors.contains("[file-exists]"))
        #expect(try Program.run(infer + ["--force"]).status == 0)
        #expect(try Program.run(["study", "infer", first, second]).output == text)
    }

    @Test("A file that is not there is named")
    func missing() throws {
        let outcome = try Program.run(["study", "infer", "nowhere.csv"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("nowhere.csv") && outcome.errors.contains("[no-file]"))
    }
}
