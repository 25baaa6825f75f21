public import Fields
public import SecretSharing

extension Session {
    /// How many bits of each vector are 1.
    ///
    /// Full adders take three words of one weight to one of that weight and one of twice it, one AND a bit, until two words
    /// of each weight are left; only these become elements of F_p.
    ///
    /// - Parameter vectors: vectors of equal length.
    /// - Returns: one number a vector.
    /// - Communication: for n bits a vector about n ANDs in about log_1.5 (n / 64) hops, then 2 hops and 1 kB or 2 a weight.
    /// - Leakage: none.
    public func countOnes(_ vectors: [SharedBits]) throws(MPCError) -> Shared<Mersenne61> {
        guard let length = vectors.first?.count else { return .zero(count: 0) }
        precondition(vectors.allSatisfy { $0.count == length }, "vectors that are counted are equally long")
        var weights = [Planes(columnsOf: vectors)]
        var level = 0
        while weights.contains(where: { $0.width > 2 }) {
            try self["level"][level].addInThrees(&weights)
            level += 1
        }
        let lanes = try self["field"].toField(
            weights.map { SharedBits(words: $0.words, count: 64 * $0.words.count) })
        var counts = Shared<Mersenne61>.zero(count: vectors.count)
        for (weight, (planes, elements)) in zip(weights, lanes).enumerated() where planes.width > 0 {
            let words = elements.sums(ofEach: 64)
            for j in 0..<planes.width {
                let part = words[j * vectors.count..<(j + 1) * vectors.count]
                counts = counts + part.scaled(by: Mersenne61(1 << UInt64(weight)))
            }
        }
        return counts
    }

    /// How many layers of full adders ``countOnes(_:)`` has for vectors of `count` bits; it takes two hops more.
    public static func adderLayers(count: Int) -> Int {
        var (widths, layers) = ([PackedBits.wordCount(count)], 0)
        while widths.contains(where: { $0 > 2 }) {
            let carried = widths.map { $0 / 3 }
            widths = zip(widths + [0], [0] + carried).map { $0 - 2 * ($0 / 3) + $1 }
            layers += 1
        }
        return layers
    }

    /// One layer of full adders for all weights: sum = a ^ b ^ c, carry = (a ^ c)(b ^ c) ^ c.
    private func addInThrees(_ weights: inout [Planes]) throws(MPCError) {
        let adders = weights.map { planes in
            let third = planes.width / 3
            func part(_ k: Int) -> Plane {
                Plane(planes.words, k * third * planes.stride..<(k + 1) * third * planes.stride)
            }
            return (a: part(0), b: part(1), c: part(2), third: third)
        }
        let products = try and(adders.map { Factor($0.a, $0.c) }, adders.map { Factor($0.b, $0.c) })
        var next = weights.map { Planes(words: .zero(count: 0), stride: $0.stride, width: 0) }
        if let last = adders.last, last.third > 0 {
            next.append(Planes(words: .zero(count: 0), stride: next[0].stride, width: 0))
        }
        for (k, (planes, adder)) in zip(weights, adders).enumerated() {
            let rest = Plane(planes.words, 3 * adder.third * planes.stride..<planes.words.count)
            next[k].append([.sum(adder.a, adder.b, adder.c), rest])
            if adder.third > 0 { next[k + 1].append([.sum(products[k], adder.c)]) }
        }
        weights = next
    }
}

extension Planes {
    /// One plane a word of the vectors, with a word of each vector side by side; bits beyond the end are cleared.
    fileprivate init(columnsOf vectors: [SharedBits]) {
        let columns = PackedBits.wordCount(vectors[0].count)
        let beyond = vectors[0].count % 64
        func interleaved(_ parts: [[BitWord]]) -> [BitWord] {
            let stride = parts.count
            return [BitWord](filled: stride * columns) { target in
                for (k, part) in parts.enumerated() {
                    part.withUnsafeBufferPointer { part in
                        for i in 0..<columns { target[i &* stride &+ k] = part[i] }
                    }
                    guard beyond > 0 else { continue }
                    let last = BitWord(value: part[columns - 1].value & ((1 << UInt64(beyond)) - 1))
                    target[(columns - 1) * stride + k] = last
                }
            }
        }
        self.init(
            words: Shared(own: interleaved(vectors.map(\.words.own)), next: interleaved(vectors.map(\.words.next))),
            stride: vectors.count, width: columns)
    }

    /// Appends planes that lie side by side in the parts given.
    fileprivate mutating func append(_ parts: [Plane]) {
        var joined = words
        for part in parts {
            joined.own += part.own
            joined.next += part.next
        }
        self = Planes(words: joined, stride: stride, width: joined.count / stride)
    }
}
