import Fields
import SecretSharing

/// How to find the carry out of a sum of two numbers of n bits.
///
/// The places are cut into blocks of b. In a block the carry runs upwards one place a hop, c := c ^ (s ^ c)(t ^ c), one AND
/// a place; beside it, in the same hops, the product of all s ^ t tells whether the block passes a carry on. Then the
/// blocks are joined by a tree, (g, p) o (g', p') = (g ^ p g', p p'). b = n takes n ANDs in n hops, b = 2 about 5/2 n in
/// 1 + log2 n.
struct CarryChain: CircuitCost, Hashable {
    /// The number of places, n.
    let places: Int
    /// The number of places of a block, b; the topmost block may have fewer.
    let block: Int

    /// All ways worth a thought, the one with the fewest hops first.
    static func ways(places: Int) -> [CarryChain] {
        (min(2, places)...max(min(2, places), places)).map { CarryChain(places: places, block: $0) }
    }

    /// The number of blocks.
    var blocks: Int { block == 0 ? 0 : (places + block - 1) / block }

    var gates: Int {
        (0..<block).reduce(0) { $0 + blocks(at: $1) + ($1 > 0 ? blocks(at: $1) - 1 : 0) } + CarryTree.gates(blocks)
    }

    var hops: Int { block + CarryTree.hops(blocks) }

    /// How many blocks have that place.
    func blocks(at place: Int) -> Int { (places - place + block - 1) / block }
}

/// The tree that joins blocks of a chain of carries.
enum CarryTree {
    /// ANDs a row: the lowest node of each level needs no p.
    static func gates(_ blocks: Int) -> Int { blocks < 2 ? 0 : 2 * (blocks - 1) - hops(blocks) }
    /// Hops.
    static func hops(_ blocks: Int) -> Int { Int.bitWidth - max(0, blocks - 1).leadingZeroBitCount }
}

extension Session {
    /// The carry out of s + t, where no carry comes in.
    ///
    /// - Parameters:
    ///   - s: one factor of one plane a place, the lowest first; at least one.
    ///   - t: likewise.
    /// - Communication: see ``CarryChain``.
    func carryOut(_ s: [Factor], _ t: [Factor], rows: Int) throws(MPCError) -> Plane {
        try carryOut(s, t, by: quickest(of: CarryChain.ways(places: s.count), rows: rows))
    }

    /// ``carryOut(_:_:rows:)`` in a way that is given.
    func carryOut(_ s: [Factor], _ t: [Factor], by chain: CarryChain) throws(MPCError) -> Plane {
        precondition(s.count == chain.places && t.count == chain.places && chain.places > 0)
        var carries = [Plane?](repeating: nil, count: chain.blocks)
        var passes: [Plane] = []
        for place in 0..<chain.block {
            let blocks = chain.blocks(at: place)
            let places = (0..<blocks).map { $0 * chain.block + place }
            // Blocks that still pass carries on; the lowest needs not tell, the first place needs no product.
            let passing = place == 0 ? [] : Array(places.dropFirst())
            let products = try self["place"][place].and(
                zip(places, carries).map { s[$0].adding($1) } + passes.prefix(passing.count).map { Factor($0) },
                zip(places, carries).map { t[$0].adding($1) } + passing.map { s[$0] ^ t[$0] })
            for k in 0..<blocks { carries[k] = carries[k].map { .sum($0, products[k]) } ?? products[k] }
            if place == 0 {
                passes = places.dropFirst().map { plane(s[$0] ^ t[$0]) }
            } else {
                passes.replaceSubrange(0..<passing.count, with: products[blocks...])
            }
        }
        return try self["blocks"].carryOut(generate: [carries.compactMap(\.self)], propagate: [passes])[0]
    }

    /// Whether the blocks of several chains send out a carry when none comes in, one plane a chain, all in the same hops.
    ///
    /// - Parameters:
    ///   - generate: for each chain and block, the lowest first, whether it makes a carry; at least one block a chain.
    ///   - propagate: for each chain and block but the lowest whether it passes one on.
    /// - Communication: for n blocks 2 (n - 1) - ceil(log2 n) ANDs a row, ceil(log2 n) hops.
    func carryOut(generate: [[Plane]], propagate: [[Plane]]) throws(MPCError) -> [Plane] {
        var chains = zip(generate, propagate).map { TreeChain(generate: $0, propagate: $1) }
        var level = 0
        while chains.contains(where: { $0.generate.count > 1 }) {
            let factors = chains.map(\.factors)
            let products = try self["level"][level].and(factors.flatMap(\.x), factors.flatMap(\.y))
            var rest = products[...]
            for (k, factor) in zip(chains.indices, factors) {
                chains[k].join(Array(rest.prefix(factor.x.count)))
                rest = rest.dropFirst(factor.x.count)
            }
            level += 1
        }
        return chains.map { $0.generate[0] }
    }

    /// The same for one chain whose planes lie side by side.
    func carryOut(generate: Planes, propagate: Planes) throws(MPCError) -> Planes {
        let carry = try carryOut(generate: [generate.list], propagate: [propagate.list])[0]
        return Planes(words: carry.words, stride: generate.stride, width: 1)
    }
}

/// One chain on its way through the tree.
private struct TreeChain {
    var generate: [Plane]
    /// Begins with the block above the lowest.
    var propagate: [Plane]

    /// What a level multiplies: p g' for each pair of neighbours, then p p' for all but the lowest pair.
    var factors: (x: [Factor], y: [Factor]) {
        let upper = (0..<generate.count / 2).map { 2 * $0 + 1 }
        let passing = upper.dropFirst()
        return (
            (upper + passing).map { Factor(propagate[$0 - 1]) },
            upper.map { Factor(generate[$0 - 1]) } + passing.map { Factor(propagate[$0 - 2]) }
        )
    }

    /// Joins neighbours, given the products of the level.
    mutating func join(_ products: [Plane]) {
        let pairs = generate.count / 2
        let top = generate.count % 2 == 1 && pairs > 0
        let joined = (0..<pairs).map { Plane.sum(generate[2 * $0 + 1], products[$0]) }
        guard pairs > 0 else { return }
        propagate = products[pairs...] + (top ? propagate.suffix(1) : [])
        generate = joined + (top ? generate.suffix(1) : [])
    }
}
