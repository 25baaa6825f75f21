public import Fields

#if _endian(big)
#error("Elements lie in memory as they do on the wire: little endian.")
#endif

/// One component of a shared vector as bytes: the elements in order, little endian, without a header.
public enum Component {
    /// The bytes of a component.
    @inlinable
    public static func bytes<Element: ShareElement>(of elements: [Element]) -> [UInt8] {
        elements.withUnsafeBytes { Array($0) }
    }

    /// The component in `bytes`, or nil if the length is not that of `count` elements or one of them is not
    /// canonical.
    @inlinable
    public static func elements<Element: ShareElement>(of bytes: [UInt8], count: Int) -> [Element]? {
        guard count >= 0, bytes.count == count * MemoryLayout<Element>.stride else { return nil }
        let elements = [Element](filled: count) { UnsafeMutableRawBufferPointer($0).copyBytes(from: bytes) }
        return isCanonical(elements) ? elements : nil
    }

    /// Whether every element is canonical.
    @inlinable
    public static func isCanonical<Element: ShareElement>(_ elements: [Element]) -> Bool {
        elements.withUnsafeBufferPointer { isCanonical($0) }
    }

    /// Whether every element is canonical.
    @inlinable
    public static func isCanonical<Element: ShareElement>(_ elements: UnsafeBufferPointer<Element>) -> Bool {
        Element.areCanonical(elements.span)
    }
}
