import Fields
import SecretSharing

/// Several planes of secret bits of equal length in one flat vector, so that a level of a circuit is one pass.
///
/// Circuits that run side by side, as for several thresholds, lie side by side inside each plane.
struct Planes {
    /// The planes, one after the other.
    var words: Shared<BitWord>
    /// The number of words of a plane.
    let stride: Int
    /// The number of planes.
    let width: Int

    init(words: Shared<BitWord>, stride: Int, width: Int) {
        precondition(words.count == stride * width)
        self.words = words
        self.stride = stride
        self.width = width
    }

    /// Plane j made of several vectors side by side.
    init(width: Int, stride: Int, plane: (Int) -> [Shared<BitWord>]) {
        self.init(words: .concatenating((0..<width).flatMap(plane)), stride: stride, width: width)
    }

    /// The planes of a column.
    init(_ column: SharedPlanes) {
        self.init(width: column.width, stride: PackedBits.wordCount(column.count)) { [column.planes[$0].words] }
    }

    /// The planes at the given places, in their order.
    subscript(places: [Int]) -> Planes {
        func gather(_ component: [BitWord]) -> [BitWord] {
            var gathered: [BitWord] = []
            gathered.reserveCapacity(places.count * stride)
            for place in places { gathered.append(contentsOf: component[place * stride..<(place + 1) * stride]) }
            return gathered
        }
        let words = Shared(own: gather(words.own), next: gather(words.next))
        return Planes(words: words, stride: stride, width: places.count)
    }

    /// The planes at a range of places.
    subscript(range: Range<Int>) -> Planes {
        Planes(
            words: words[range.lowerBound * stride..<range.upperBound * stride], stride: stride, width: range.count)
    }

    /// The planes of both, these first.
    static func + (a: Planes, b: Planes) -> Planes {
        Planes(words: .concatenating([a.words, b.words]), stride: a.stride, width: a.width + b.width)
    }

    /// Exclusive or, bit by bit.
    static func ^ (a: Planes, b: Planes) -> Planes {
        Planes(words: a.words + b.words, stride: a.stride, width: a.width)
    }

    /// The complement of every bit.
    func not(role: Role) -> Planes {
        Planes(words: words.adding(BitWord(value: .max), role: role), stride: stride, width: width)
    }

    /// The sharing of one component alone.
    func keeping(component: Int, role: Role) -> Planes {
        Planes(words: words.keeping(component: component, role: role), stride: stride, width: width)
    }

    /// One plane as a vector of `count` bits.
    func bits(_ place: Int, count: Int) -> SharedBits {
        SharedBits(words: words[place * stride..<(place + 1) * stride], count: count)
    }
}

extension Shared<Mersenne61> {
    /// The bits of the components: in component j the planes of component j. They are not the bits of the shared
    /// value, for which the components still have to be added.
    func componentPlanes() -> Planes {
        func planes(_ component: [Mersenne61]) -> [BitWord] {
            let words = component.map(\.value)
            return Transpose.planes(of: words.span, width: Mersenne61.bitWidth).map(BitWord.init(value:))
        }
        return Planes(
            words: Shared<BitWord>(own: planes(own), next: planes(next)), stride: PackedBits.wordCount(count),
            width: Mersenne61.bitWidth)
    }
}

extension Session {
    /// The conjunctions of two lists of planes, bit by bit.
    func and(_ x: Planes, _ y: Planes) throws(MPCError) -> Planes {
        Planes(words: try and(x.words, y.words), stride: x.stride, width: x.width)
    }

    /// The conjunction of all planes, as one plane; halves them level by level.
    ///
    /// - Communication: for n planes n - 1 ANDs a row, ceil(log2 n) hops.
    func all(_ planes: Planes) throws(MPCError) -> Planes {
        var planes = planes
        var level = 0
        while planes.width > 1 {
            let half = planes.width / 2
            let products = try self["level"][level].and(planes[0..<half], planes[half..<2 * half])
            planes = products + planes[2 * half..<planes.width]
            level += 1
        }
        return planes
    }
}
