import Fields
import MPC

extension Operation {
    /// Quotients of numbers of 29 bits, exact to 16 fractional bits.
    static let divide = Operation(name: "divide", unit: "quotients", sizes: [10_000]) { inputs, n in
        let (a, b) = (inputs.numbers("a", n, bits: 29), inputs.numbers("b", n, bits: 29))
        return Trial { session in
            try session["divide"].divide(a.shared, by: b.shared, fractionBits: 16)
        } isRight: { quotients, session in
            let expected = zip(a.plain, b.plain).map { $1 == .zero ? 0 : ($0.value << 16) / $1.value }
            return try session["check"].reveal(quotients.values).map(\.value) == expected
        }
    }
}
