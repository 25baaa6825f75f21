import Fields
import SecretSharing

/// Shared bits one to a byte, so that they can be picked and added one by one.
struct LooseBits {
    /// Component i, 0 or 1 each.
    var own: [UInt8]
    /// Component i+1.
    var next: [UInt8]

    init(own: [UInt8], next: [UInt8]) {
        self.own = own
        self.next = next
    }

    /// Shares of nothing but 0.
    init(zeros count: Int) {
        let zeros = [UInt8](repeating: 0, count: count)
        self.init(own: zeros, next: zeros)
    }

    init(_ bits: SharedBits) {
        func loose(_ bits: PackedBits) -> [UInt8] {
            let words = bits.words
            return [UInt8](filled: bits.count) { target in
                for k in 0..<target.count { target[k] = UInt8(truncatingIfNeeded: words[k / 64] >> UInt64(k % 64) & 1) }
            }
        }
        self.init(own: loose(bits.own), next: loose(bits.next))
    }

    /// Adds a bit of another vector to one of this.
    mutating func add(_ other: LooseBits, _ place: Int, to target: Int) {
        own[target] ^= other.own[place]
        next[target] ^= other.next[place]
    }

    /// The bits at these places, which may occur often or never.
    func picked(_ places: some Sequence<Int>) -> SharedBits {
        var picked = PickedBits()
        for place in places { picked.append(self, place) }
        return picked.packed
    }

    /// All bits in their order.
    var packed: SharedBits { picked(own.indices) }
}

/// Shared bits that are picked one by one.
struct PickedBits {
    private var own = BitRow()
    private var next = BitRow()

    /// Appends the bit at a place.
    mutating func append(_ bits: LooseBits, _ place: Int) {
        own.append(bits.own[place])
        next.append(bits.next[place])
    }

    /// The bits so far.
    var packed: SharedBits { SharedBits(own: own.packed, next: next.packed) }
}

/// Bits that are appended one by one.
private struct BitRow {
    private var words: [UInt64] = []
    private var count = 0

    mutating func append(_ bit: UInt8) {
        if count % 64 == 0 { words.append(0) }
        words[count / 64] |= UInt64(bit) << UInt64(count % 64)
        count += 1
    }

    var packed: PackedBits { PackedBits(words: words, count: count) }
}
