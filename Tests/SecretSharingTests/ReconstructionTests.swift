import Fields
import SecretSharing
import TestSupport
import Testing

@Suite struct ReconstructionTests {
    private static func parts() -> [Role: Shared<Mersenne61>] {
        var dealer = Dealer()
        return dealer.numbers([1, 2, 3]).byRole
    }

    @Test(arguments: Role.allCases) func aChangedComponentIsFoundAndBothHoldersNamed(role: Role) {
        var parts = Self.parts()
        parts[role]?.own[1] += 1
        #expect(throws: SharingError.componentsDiffer(role.left, role)) { try reconstruct(from: parts) }
        parts = Self.parts()
        parts[role]?.next[2] += 1
        #expect(throws: SharingError.componentsDiffer(role, role.right)) { try reconstruct(from: parts) }
    }

    @Test func missingPartsAndOtherLengthsAreRefused() {
        var parts = Self.parts()
        parts[.third] = nil
        #expect(throws: SharingError.missingPart(.third)) { try reconstruct(from: parts) }
        parts[.third] = .zero(count: 2)
        #expect(throws: SharingError.lengthsDiffer(.second, .third)) { try reconstruct(from: parts) }
    }

    @Test func aWordThatIsNoElementIsRefused() {
        var parts = Self.parts()
        parts[.second]?.own[0] = Mersenne61(unchecked: Mersenne61.modulus)
        parts[.first]?.next[0] = Mersenne61(unchecked: Mersenne61.modulus)
        #expect(throws: SharingError.notCanonical(.first)) { try reconstruct(from: parts) }
    }

    @Test func componentsTravelAsBytes() {
        let elements: [Mersenne61] = [1, Mersenne61(1 << 60), 258]
        let bytes = Component.bytes(of: elements)
        #expect(bytes[16...].elementsEqual([2, 1, 0, 0, 0, 0, 0, 0]))
        #expect(Component.elements(of: bytes, count: 3) == elements)
        #expect(Component.elements(of: bytes, count: 2) as [Mersenne61]? == nil)
        #expect(Component.elements(of: Array(repeating: 255, count: 8), count: 1) as [Mersenne61]? == nil)
        #expect(Component.elements(of: Array(repeating: 255, count: 8), count: 1) == [BitWord(value: .max)])
        #expect(Component.elements(of: [], count: 0) == [BitWord]())
    }
}
