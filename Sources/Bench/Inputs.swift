import Fields
import MPC
import Primitives
import SecretSharing

/// The plain inputs of one repetition and one party's shares of them, all from one seed: the parties of a benchmark
/// derive the same inputs, so that no data passes between them beforehand.
struct Inputs {
    /// Which party's shares are made.
    let role: Role
    /// The link, for what runs beside a session.
    let link: any Link
    /// A folder of this party and repetition, which need not exist.
    let folder: String
    private let seed: [UInt8]

    /// Takes the seed of the repetition.
    init(role: Role, link: any Link, folder: String, seed: [UInt8]) {
        (self.role, self.link, self.folder, self.seed) = (role, link, folder, seed)
    }

    /// Numbers below 2^bits, uniform; for 61 bits any element of the field.
    func numbers(_ label: String, _ count: Int, bits: Int = 61) -> Secret<Shared<Mersenne61>, [Mersenne61]> {
        secret(label, count) { stream in
            let drawn: [Mersenne61] = Mersenne61.draw(count, from: stream)
            guard bits < Mersenne61.bitWidth else { return drawn }
            return drawn.map { Mersenne61(unchecked: $0.value & (1 << UInt64(bits) - 1)) }
        }
    }

    /// Numbers that depend on nothing but a stream of their own.
    func secret(
        _ label: String, _ count: Int, _ draw: @escaping (KeyStream) -> [Mersenne61]
    ) -> Secret<Shared<Mersenne61>, [Mersenne61]> {
        let plain = { draw(stream(label)) }
        return Secret(shared: share(plain(), label), derive: plain)
    }

    /// Uniform bits.
    func bits(_ label: String, _ count: Int) -> Secret<SharedBits, PackedBits> {
        let plain = {
            let words: [BitWord] = BitWord.draw(PackedBits.wordCount(count), from: stream(label))
            return PackedBits(words: words.map(\.value), count: count)
        }
        return Secret(shared: share(plain(), label), derive: plain)
    }

    /// A column of unsigned integers below 2^width, uniform, as bit planes.
    func planes(_ label: String, _ count: Int, width: Int) -> Secret<SharedPlanes, [UInt64]> {
        let plain = {
            let words: [BitWord] = BitWord.draw(count, from: stream(label))
            return words.map { $0.value & (1 << UInt64(width) - 1) }
        }
        return Secret(shared: share(plain(), width: width, label), derive: plain)
    }

    /// Levels of a factor, uniform, with an indicator vector for each: 1 where a row has the level, else 0.
    func levels(_ label: String, _ count: Int, _ levels: Int) -> Secret<[Shared<Mersenne61>], [Int]> {
        let plain = {
            let words: [BitWord] = BitWord.draw(count, from: stream(label))
            return words.map { Int($0.value % UInt64(levels)) }
        }
        let values = plain()
        return Secret(
            shared: (0..<levels).map { level in
                share(values.map { $0 == level ? .one : .zero }, "\(label)/\(level)")
            }, derive: plain)
    }

    /// This party's share of numbers.
    func share(_ plain: [Mersenne61], _ label: String) -> Shared<Mersenne61> { part(of: plain, label) }

    /// This party's share of bits.
    func share(_ plain: PackedBits, _ label: String) -> SharedBits {
        SharedBits(words: part(of: plain.words.map(BitWord.init(value:)), label), count: plain.count)
    }

    /// This party's share of the low planes of a column.
    func share(_ plain: [UInt64], width: Int, _ label: String) -> SharedPlanes {
        let planes = Transpose.planes(of: plain.span, width: width).map(BitWord.init(value:))
        let stride = PackedBits.wordCount(plain.count)
        let words = part(of: planes, label)
        return SharedPlanes(
            planes: (0..<width).map { j in
                SharedBits(words: words[j * stride..<(j + 1) * stride], count: plain.count)
            }, count: plain.count)
    }

    /// The stream of a label, the same at all parties.
    func stream(_ label: String) -> KeyStream {
        KeyStream(key: HKDF.derive(secret: seed, salt: [], info: Array("plain/\(label)".utf8), count: 16))
    }

    private func part<Element: ShareElement>(of plain: [Element], _ label: String) -> Shared<Element> {
        let seeds = (0..<2).map { component in
            let info = Array("component/\(component)".utf8)
            return Dealing.Seed(bytes: HKDF.derive(secret: seed, salt: [], info: info, count: 32)) ?? Dealing.Seed()
        }
        func component(_ index: Int) -> [Element] {
            index == 2
                ? Dealing.explicitComponent(of: plain, seeds[0], seeds[1], label: label)
                : Dealing.expand(seed: seeds[index], label: label, count: plain.count)
        }
        return Shared(own: component(role.components.own), next: component(role.components.next))
    }
}

/// An input that every party of a benchmark knows, with this party's share of it.
struct Secret<SharedForm, Plain> {
    /// The share.
    let shared: SharedForm
    fileprivate let derive: () -> Plain

    /// The plain values, derived anew each time, so that they take no memory while the clock runs.
    var plain: Plain { derive() }
}
