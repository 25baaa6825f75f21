import Fields
import MPC
import SecretSharing

extension Operation {
    static let product = Operation(name: "product", unit: "products", sizes: [1_000_000, 10_000_000]) { inputs, n in
        let (x, y) = (inputs.numbers("x", n), inputs.numbers("y", n))
        return Trial { session in
            try session["product"].multiply(x.shared, y.shared)
        } isRight: { z, session in
            try session["check"].reveal(z) == zip(x.plain, y.plain).map { $0 * $1 }
        }
    }

    static let innerProduct = Operation(name: "innerProduct", unit: "terms", sizes: [10_000_000]) { inputs, n in
        let (x, y) = (inputs.numbers("x", n), inputs.numbers("y", n))
        return Trial { session in
            try session["inner"].innerProducts([(x.shared, y.shared)])
        } isRight: { z, session in
            try session["check"].reveal(z) == [zip(x.plain, y.plain).reduce(.zero) { $0 + $1.0 * $1.1 }]
        }
    }

    static let and = Operation(name: "and", unit: "ANDs", sizes: [100_000_000]) { inputs, n in
        let (x, y) = (inputs.bits("x", n), inputs.bits("y", n))
        return Trial { session in
            try session["and"].and(x.shared, y.shared)
        } isRight: { z, session in
            let expected = zip(x.plain.words, y.plain.words).map { $0 & $1 }
            return try session["check"].reveal(z) == PackedBits(words: expected, count: n)
        }
    }

    /// Products one after the other, each of the one before: the time of a hop with all that belongs to it.
    static let chain = Operation(name: "chain", unit: "hops", sizes: [10_000]) { inputs, n in
        let x = inputs.numbers("x", 1)
        return Trial { session in
            var z = x.shared
            for k in 0..<n { z = try session["chain"][k].multiply(z, x.shared) }
            return z
        } isRight: { z, session in
            try session["check"].reveal(z) == x.plain.map { $0.power(UInt64(n) + 1) }
        }
    }
}
