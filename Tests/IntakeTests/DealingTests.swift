import Fields
import Foundation
import Identity
import Primitives
import SecretSharing
import Study
import Testing
import Wire

@testable import Intake

@Suite("Dealing a table")
struct DealingTests {
    private let study: Study
    private let owner: PartyKeys

    init() throws {
        (study, owner) = try SampleStudy.make(codebook: sampleCodebook)
    }

    /// A table with random rows, some of them missing.
    private func table(rows: Int, seed: UInt64) throws -> CheckedTable {
        var generator = SeededGenerator(state: seed)
        var text = "gender,age,change\n"
        for _ in 0..<rows {
            let gender = ["male", "female", "\"not, said\"", ""].randomElement(using: &generator) ?? ""
            let age = Int.random(in: 0...1300, using: &generator)
            let change = Bool.random(using: &generator) ? "\(Int.random(in: -5...5, using: &generator))" : ""
            text += "\(gender),\(age / 10).\(age % 10),\(change)\n"
        }
        return try checked(text)
    }

    private func verified(_ dealt: DealtTable) throws -> VerifiedStatement {
        let statement = dealt.statement(for: study, table: "patients", owner: owner.name, created: 1_000)
        return try VerifiedStatement(SignedMessage.sign(statement, by: owner), in: study)
    }

    private func shares<Element: ShareElement>(
        _ parts: [Role: ExpandedPart], _ place: Int, count: Int
    ) throws -> [Role: Shared<Element>] {
        try parts.mapValues { part in
            Shared(
                own: try #require(Component.elements(of: part.own.vectors[place].bytes, count: count)),
                next: try #require(Component.elements(of: part.next.vectors[place].bytes, count: count)))
        }
    }

    @Test("Deal, expand and reconstruct is the identity", arguments: [1, 2, 63, 64, 65, 300])
    func roundTrip(rows: Int) throws {
        let table = try table(rows: rows, seed: UInt64(rows))
        let plain = EncodedTable(table)
        let dealt = DealtTable(dealing: table)
        let statement = try verified(dealt)
        var parts: [Role: ExpandedPart] = [:]
        for role in Role.allCases {
            let sent = try UploadPart(wireBytes: dealt.part(for: role).wireBytes)
            parts[role] = try sent.expanded(for: role, statement: statement, codebook: study.codebook)
        }
        for (place, layout) in study.codebook.layout.enumerated() {
            #expect(parts[.first]?.own.vectors[place].label == layout.label)
            switch plain.vectors[place] {
            case .field(let values):
                let shares: [Role: Shared<Mersenne61>] = try shares(parts, place, count: rows)
                #expect(try reconstruct(from: shares) == values)
            case .bits(let bits):
                let shares: [Role: Shared<BitWord>] = try shares(parts, place, count: PackedBits.wordCount(rows))
                #expect(try reconstruct(from: shares) == bits)
            }
        }
    }

    @Test("The encoding is the one of the layout")
    func encoding() throws {
        let table = try checked("gender,age,change\nfemale,63.5,\n,0,-5\n")
        let encoded = EncodedTable(table)
        func field(_ label: String) -> [Int64]? {
            guard let place = encoded.layout.firstIndex(where: { $0.label == label }),
                case .field(let values) = encoded.vectors[place]
            else { return nil }
            return values.map(\.signedValue)
        }
        func number(_ column: String, row: Int) -> Int64 {
            zip(encoded.layout, encoded.vectors).reduce(0) { sum, next in
                guard next.0.column == column, case .plane(let bit) = next.0.part, case .bits(let bits) = next.1 else {
                    return sum
                }
                return sum + (PackedBits(words: bits.map(\.value), count: 2)[row] ? 1 << Int64(bit) : 0)
            }
        }
        #expect(field("gender/indicator/0") == [0, 0])
        #expect(field("gender/indicator/1") == [1, 0])
        #expect(field("age/value") == [635, 0])
        #expect(field("age/validity") == nil)
        #expect(field("change/value") == [0, -500])
        #expect(field("change/validity") == [0, 1])
        #expect((0..<2).map { number("age", row: $0) } == [635, 0])
        #expect((0..<2).map { number("change", row: $0) } == [0, 0])
        #expect(encoded.layout.count { $0.column == "age" } == 1 + 11)
    }

    @Test("Each part holds the two components of its node and nothing of the third")
    func partsAreApart() throws {
        let seeds = (Dealing.Seed(), Dealing.Seed())
        let salt = [UInt8](repeating: 7, count: 32)
        let dealt = DealtTable(dealing: EncodedTable(try table(rows: 40, seed: 1)), seeds: seeds, salt: salt)
        guard case .explicit(let sentSalt, let vectors) = dealt.part(for: .second).next else {
            Issue.record("the second node gets component 2 in full")
            return
        }
        #expect(sentSalt == salt)
        func holds(_ role: Role, _ bytes: [UInt8]) -> Bool {
            Data(dealt.part(for: role).wireBytes).range(of: Data(bytes)) != nil
        }
        for (role, first, second, third) in [
            (Role.first, true, true, false), (.second, false, true, true), (.third, true, false, true),
        ] {
            #expect(holds(role, seeds.0.bytes) == first)
            #expect(holds(role, seeds.1.bytes) == second)
            #expect(holds(role, salt) == third)
            #expect(vectors.allSatisfy { holds(role, $0) } == third)
            #expect(vectors.contains { holds(role, $0) } == third)
            // The salts of the seeds' components are derived, so only who has the seed has them.
            #expect(!holds(role, TableComponent.salt(of: seeds.0)) && !holds(role, TableComponent.salt(of: seeds.1)))
        }
        for part in dealt.parts {
            #expect("\(part)" == "UploadPart(\(part.role))")
            #expect(Mirror(reflecting: part).children.isEmpty)
        }
    }

    @Test("Two dealings of one table have nothing in common")
    func freshRandomness() throws {
        let table = try table(rows: 5, seed: 2)
        let (a, b) = (DealtTable(dealing: table), DealtTable(dealing: table))
        #expect(Set(a.fingerprints + b.fingerprints).count == 6)
    }

    @Test("A fingerprint depends on the salt, so that it does not tell whether a guess of the rows is right")
    func fingerprintIsSalted() {
        let vector = ComponentVector(label: "x/value", kind: .field, bytes: [1, 0, 0, 0, 0, 0, 0, 0])
        let salts = [[UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32)]
        let digests = salts.map { TableComponent(index: 2, salt: $0, vectors: [vector]).fingerprint(rows: 1) }
        #expect(digests[0] != digests[1])
    }

    @Test("A part with one changed byte is refused wherever the byte is")
    func changedBytes() throws {
        let dealt = DealtTable(dealing: try table(rows: 3, seed: 3))
        let statement = try verified(dealt)
        for role in Role.allCases {
            let bytes = dealt.part(for: role).wireBytes
            for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
                var changed = bytes
                changed[place] ^= 1
                #expect(throws: Problem.self) {
                    try UploadPart(wireBytes: changed)
                        .expanded(for: role, statement: statement, codebook: study.codebook)
                }
            }
        }
    }

    @Test("A part for another node, or of another table, is refused")
    func otherParts() throws {
        let dealt = DealtTable(dealing: try table(rows: 3, seed: 4))
        let other = try verified(DealtTable(dealing: try table(rows: 3, seed: 5)))
        let statement = try verified(dealt)
        #expect(
            code { try dealt.part(for: .first).expanded(for: .second, statement: statement, codebook: sampleCodebook) }
                == "bad-part")
        #expect(
            code { try dealt.part(for: .first).expanded(for: .first, statement: other, codebook: sampleCodebook) }
                == "component-differs")
        let swapped = UploadPart(role: .first, own: dealt.parts[2].own, next: dealt.parts[0].next)
        #expect(
            code { try swapped.expanded(for: .first, statement: statement, codebook: sampleCodebook) } == "bad-part")
    }

    private func code(_ body: () throws -> ExpandedPart) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? Problem)?.code
        }
    }
}
