import Fields
import MPC
import SecretSharing

extension Operation {
    static let lessThan = Operation(name: "lessThan", unit: "comparisons", sizes: [100_000, 1_000_000]) { inputs, n in
        let (x, y) = (inputs.numbers("x", n, bits: 59), inputs.numbers("y", n, bits: 59))
        return Trial { session in
            try session["less"].isLess(x.shared, y.shared)
        } isRight: { z, session in
            try session["check"].reveal(z) == PackedBits(zip(x.plain, y.plain).map { $0.value < $1.value })
        }
    }

    static func lessThanBits(_ width: Int) -> Operation {
        Operation(name: "lessThanBits\(width)", unit: "comparisons", sizes: [1_000_000]) { inputs, n in
            let (x, y) = (inputs.planes("x", n, width: width), inputs.planes("y", n, width: width))
            return Trial { session in
                try session["less"].isLess(x.shared, y.shared)
            } isRight: { z, session in
                try session["check"].reveal(z) == PackedBits(zip(x.plain, y.plain).map { $0 < $1 })
            }
        }
    }

    /// Half of the pairs are equal.
    static let equal = Operation(name: "equal", unit: "comparisons", sizes: [1_000_000]) { inputs, n in
        let x = inputs.numbers("x", n, bits: 59)
        let y = inputs.secret("y", n) { stream in
            zip(x.plain, Mersenne61.draw(n, from: stream)).map { x, drawn in
                drawn.value & 1 == 0 ? x : Mersenne61(unchecked: drawn.value >> 2)
            }
        }
        return Trial { session in
            try session["equal"].isEqual(x.shared, y.shared)
        } isRight: { z, session in
            try session["check"].reveal(z) == PackedBits(zip(x.plain, y.plain).map { $0 == $1 })
        }
    }
}
