public import Fields
public import Primitives

/// What can be shared additively among three parties: an element of a finite group that lies in memory as it does on
/// the wire, little endian and without padding.
public protocol ShareElement: Hashable, Sendable, BitwiseCopyable {
    /// The neutral element of addition.
    static var zero: Self { get }
    /// Whether the bits in memory are the one spelling of an element that is allowed.
    var isCanonical: Bool { get }
    /// Addition of the group.
    static func + (a: Self, b: Self) -> Self
    /// Subtraction of the group.
    static func - (a: Self, b: Self) -> Self
    /// The inverse of addition.
    static prefix func - (a: Self) -> Self
    /// z = x + y, element by element.
    static func add(_ x: Span<Self>, _ y: Span<Self>, into z: inout MutableSpan<Self>)
    /// z = x - y, element by element.
    static func subtract(_ x: Span<Self>, _ y: Span<Self>, into z: inout MutableSpan<Self>)
    /// Whether every element is canonical.
    static func areCanonical(_ x: Span<Self>) -> Bool
    /// Fills `target` with uniform elements; whoever holds the same stream draws the same ones.
    static func draw(from stream: KeyStream, into target: UnsafeMutableBufferPointer<Self>)
}

extension Mersenne61: ShareElement {
    /// Masks 61 bits of each word; the value p, which is no element, is replaced by the next draw.
    public static func draw(from stream: KeyStream, into target: UnsafeMutableBufferPointer<Mersenne61>) {
        stream.fill(UnsafeMutableRawBufferPointer(target))
        reduce(target, drawing: stream.next)
    }

    /// Makes elements of random words.
    static func reduce(_ words: UnsafeMutableBufferPointer<Mersenne61>, drawing next: () -> UInt64) {
        var span = words.mutableSpan
        guard mask(&span) else { return }
        for i in 0..<words.count {
            while words[i].value == modulus { words[i] = Mersenne61(unchecked: next() & modulus) }
        }
    }
}

extension BitWord: ShareElement {
    /// Takes the words as they come.
    public static func draw(from stream: KeyStream, into target: UnsafeMutableBufferPointer<BitWord>) {
        stream.fill(UnsafeMutableRawBufferPointer(target))
    }
}

extension ShareElement {
    /// `count` uniform elements from a stream.
    @inlinable
    public static func draw(_ count: Int, from stream: KeyStream) -> [Self] {
        [Self](filled: count) { draw(from: stream, into: $0) }
    }
}
