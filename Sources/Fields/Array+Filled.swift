extension Array where Element: BitwiseCopyable {
    /// An array of `count` elements that `fill` writes in place, without a value before.
    ///
    /// `fill` is called once, also for no elements.
    @inlinable
    public init(filled count: Int, by fill: (UnsafeMutableBufferPointer<Element>) -> Void) {
        guard count > 0 else {
            self = []
            fill(UnsafeMutableBufferPointer(start: nil, count: 0))
            return
        }
        self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
            fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            initialized = count
        }
    }
}
