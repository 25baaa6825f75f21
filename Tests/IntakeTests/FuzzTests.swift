import Study
import Testing
import Wire

@testable import Intake

@Suite("Input that nobody would write")
struct FuzzTests {
    private static let fragments = [
        "gender", "age", "change", ",", ";", "\n", "\r\n", "\r", "\"", "\"\"", "male", "female", "1.5", "-3", "63,5",
        " ",
        "\t", "\u{FEFF}", "x", "é", "NA", "",
    ]

    @Test("Random text is accepted or refused, and what is accepted fits", arguments: 0..<8 as Range<UInt64>)
    func csv(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<400 {
            let start = Bool.random(using: &generator) ? "gender,age,change\n" : ""
            let pieces = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                Self.fragments.randomElement(using: &generator) ?? ""
            }
            check(Array((start + pieces.joined()).utf8))
        }
    }

    @Test("Random bytes, and good files with bytes changed", arguments: 0..<4 as Range<UInt64>)
    func bytes(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let good = Array("gender,age,change\nmale,1,2\n\"not, said\",3.5,\n".utf8)
        for _ in 0..<400 {
            check(
                (0..<Int.random(in: 0...60, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator)
                })
            var changed = good
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                changed[Int.random(in: 0..<changed.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            check(changed)
        }
    }

    private func check(_ bytes: [UInt8]) {
        do throws(BadTable) {
            let table = try CheckedTable(csv: bytes, file: "f", codebook: sampleCodebook)
            #expect(table.rows >= 1)
            #expect(table.columns.allSatisfy { $0.values.count == table.rows && $0.isPresent.count == table.rows })
        } catch {
            #expect(error.total >= error.problems.count && !error.problems.isEmpty)
        }
    }

    @Test(
        "Parts with bytes cut, changed, inserted or doubled are read as parts or refused",
        arguments: 0..<6 as Range<UInt64>)
    func parts(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let dealt = DealtTable(dealing: try checked("gender,age,change\nmale,1,2\nfemale,3,\n"))
        for part in dealt.parts {
            let good = part.wireBytes
            for _ in 0..<150 {
                var bytes = good
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.removeSubrange(place...)
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                default: bytes.append(contentsOf: good[place...])
                }
                do throws(Problem) {
                    let read = try UploadPart(wireBytes: bytes)
                    // What is read is written the same way again.
                    #expect(read.wireBytes == bytes)
                } catch {
                    #expect(!error.code.isEmpty)
                }
            }
        }
    }
}
