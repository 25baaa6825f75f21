/// An exact decimal of the cleartext evaluator: digits / 10^places.
struct PlainNumber: Comparable, Sendable {
    let digits: Int128
    let places: Int

    init(_ digits: Int128, places: Int = 0) {
        self.digits = digits
        self.places = places
    }

    /// Reads plain digits with an optional point.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        guard let digits = Int128(parts[0] + fraction) else { return nil }
        self.init(digits, places: fraction.count)
    }

    /// The digits at a larger number of places.
    func digits(at places: Int) -> Int128 { digits * Self.power(places - self.places) }

    /// The largest whole number that is not larger.
    var floor: Int128 {
        let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: Self.power(places))
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// Plain digits, with a point where there are places.
    var text: String {
        let plain = String(digits.magnitude)
        guard places > 0 else { return (digits < 0 ? "-" : "") + plain }
        let padded = String(repeating: "0", count: max(0, places + 1 - plain.count)) + plain
        return (digits < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// 10^exponent.
    static func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    static func == (left: PlainNumber, right: PlainNumber) -> Bool { !(left < right) && !(right < left) }

    static func < (left: PlainNumber, right: PlainNumber) -> Bool {
        let places = max(left.places, right.places)
        return left.digits(at: places) < right.digits(at: places)
    }

    static func + (left: PlainNumber, right: PlainNumber) -> PlainNumber {
        let places = max(left.places, right.places)
        return PlainNumber(left.digits(at: places) + right.digits(at: places), places: places)
    }

    static func - (left: PlainNumber, right: PlainNumber) -> PlainNumber {
        left + PlainNumber(-right.digits, places: right.places)
    }

    static func * (left: PlainNumber, right: PlainNumber) -> PlainNumber {
        PlainNumber(left.digits * right.digits, places: left.places + right.places)
    }

    /// The quotient, where it is a decimal of at most 18 more places.
    static func / (left: PlainNumber, right: PlainNumber) -> PlainNumber? {
        for more in 0...18 {
            let top = left.digits * power(more + right.places)
            if top % right.digits == 0 { return PlainNumber(top / right.digits, places: left.places + more) }
        }
        return nil
    }
}
