public import Fields
public import SecretSharing

extension Session {
    /// x where the bit is 1 and y where it is 0: y + b (x - y).
    ///
    /// - Parameters:
    ///   - bit: elements 0 and 1 of F_p.
    ///   - x: what a 1 selects.
    ///   - y: what a 0 selects.
    /// - Communication: 8 bytes an element, 1 hop.
    /// - Leakage: none.
    public func select(
        _ bit: Shared<Mersenne61>, _ x: Shared<Mersenne61>, _ y: Shared<Mersenne61>
    ) throws(MPCError) -> Shared<Mersenne61> {
        y + (try multiply(bit, x - y))
    }
}
