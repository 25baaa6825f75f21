import Fields
import SecretSharing
import TestSupport
import Testing

@Suite struct SharedTests {
    @Test func rolesSitInARing() {
        for role in Role.allCases {
            #expect(role.left.right == role && role.right.left == role && role.right.right == role.left)
            #expect(role.components == (role.index, (role.index + 1) % 3))
        }
    }

    @Test(arguments: [0, 1, 2, 33]) func localAlgebraEqualsItsTwin(count: Int) throws {
        var dealer = Dealer(seed: 3)
        let (a, b) = (dealer.random(count, in: -999...999), dealer.random(count, in: -999...999))
        let (x, y) = (dealer.numbers(a), dealer.numbers(b))
        func check(_ twin: [Int], _ formula: (Role) -> Shared<Mersenne61>) throws {
            #expect(try Parts(formula).reconstructed() == twin)
        }
        try check(zip(a, b).map(+)) { x[$0] + y[$0] }
        try check(zip(a, b).map(-)) { x[$0] - y[$0] }
        try check(a.map { -$0 }) { -x[$0] }
        try check(a.map { 5 * $0 }) { x[$0].scaled(by: 5) }
        try check(zip(a, b).map(*)) { x[$0].scaled(by: b.map { Mersenne61(signed: Int64($0)) }) }
        try check(a.map { $0 + 7 }) { x[$0].adding(7, role: $0) }
        try check([a.reduce(0, +)]) { x[$0].sum() }
        try check(a + b) { .concatenating([x[$0], y[$0]]) }
        try check(a + a + a) { x[$0].repeated(3) }
        try check(a.flatMap { [$0, $0] }) { x[$0].eachRepeated(2) }
        try check(a.indices.map { a[...$0].reduce(0, +) }) { x[$0].prefixSums() }
        try check([a.reduce(0, +), b.reduce(0, +)].filter { _ in count > 0 }) {
            Shared.concatenating([x[$0], y[$0]]).sums(ofEach: max(count, 1))
        }
        try check(a) { role in
            (0..<3).map { x[role].keeping(component: $0, role: role) }.reduce(.zero(count: count), +)
        }
        #expect(x[.first].split([count, 0]).map(\.count) == [count, 0])
    }

    @Test(arguments: [0, 1, 63, 64, 65, 130], [0, 1, 64, 70]) func bitsAreJoinedAndCut(first: Int, second: Int) throws {
        var dealer = Dealer(seed: 8)
        let (a, b) = (dealer.randomBits(first), dealer.randomBits(second))
        let (x, y) = (dealer.bits(a), dealer.bits(b))
        let joined = Parts { role in
            // The complement leaves ones beyond the end, which must not leak into what follows.
            var bits = x[role].not(role: role)
            bits.append(y[role])
            return bits
        }
        let twin = a.map { !$0 } + b
        #expect(try joined.reconstructed() == twin)
        let cut = first / 2..<first + second / 2
        #expect(try Parts { joined[$0][cut] }.reconstructed() == Array(twin[cut]))
    }

    @Test func columnsOfPlanesAreJoined() throws {
        var dealer = Dealer(seed: 8)
        let (a, b): ([UInt64], [UInt64]) = ([5, 0, 7, 1], [2, 3])
        let (x, y) = (dealer.planes(a, width: 3), dealer.planes(b, width: 3))
        let joined = Parts { role in
            var column = x[role]
            column.append(y[role])
            return column
        }
        #expect(try joined.reconstructed() == a + b)
        #expect(try Parts { joined[$0][1..<5] }.reconstructed() == [0, 7, 1, 2])
    }
}
