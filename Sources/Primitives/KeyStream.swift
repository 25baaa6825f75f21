import COpenSSL

/// A key stream of AES-128 in counter mode: the source of all shared randomness.
///
/// The stream is one run of bytes, however the calls cut it. Single words come from a buffer that grows with use up to
/// 64 KiB; everything else is written in place. For one thread.
public final class KeyStream {
    /// The length of a key in bytes.
    public static let keyByteCount = 16

    private static let largestBuffer = 65536
    /// What is encrypted: the stream is the cipher of zeros.
    private static let zeros = [UInt8](repeating: 0, count: 16384)
    private let source: KeyStreamSource
    private let context: OpaquePointer
    private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var position = 0

    /// Starts the stream of a key at counter 0.
    ///
    /// - Parameter key: 16 bytes.
    public convenience init(key: [UInt8]) {
        self.init(KeyStreamSource(key: key), at: .init(high: 0, low: 0), block: 0)
    }

    init(_ source: KeyStreamSource, at place: KeyStreamSource.Place, block: UInt32) {
        self.source = source
        context = source.lend(at: place, block: block)
    }

    deinit {
        source.takeBack(context)
        if buffer.count > 0 { OPENSSL_cleanse(buffer.baseAddress, buffer.count) }
        buffer.deallocate()
    }

    /// Writes the next bytes of the stream.
    public func fill(_ target: UnsafeMutableRawBufferPointer) {
        var rest = target
        let ready = min(buffer.count - position, rest.count)
        if ready > 0 {
            rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[position..<(position + ready)]))
            position += ready
            rest = UnsafeMutableRawBufferPointer(rebasing: rest[ready...])
        }
        generate(rest)
    }

    /// The next eight bytes of the stream as a little-endian number.
    public func next() -> UInt64 {
        if buffer.count - position >= 8 {
            let word = buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            position &+= 8
            return UInt64(littleEndian: word)
        }
        if position == buffer.count {
            refill()
            return next()
        }
        var word: UInt64 = 0
        withUnsafeMutableBytes(of: &word) { fill($0) }
        return UInt64(littleEndian: word)
    }

    /// Makes a full buffer, larger than the one before.
    private func refill() {
        if buffer.count < Self.largestBuffer {
            if buffer.count > 0 { OPENSSL_cleanse(buffer.baseAddress, buffer.count) }
            let larger = min(max(buffer.count * 8, 256), Self.largestBuffer)
            buffer.deallocate()
            buffer = .allocate(byteCount: larger, alignment: 64)
        }
        generate(buffer)
        position = 0
    }

    private func generate(_ target: UnsafeMutableRawBufferPointer) {
        var done = 0
        while done < target.count {
            let part = min(target.count - done, Self.zeros.count)
            let start = target.baseAddress?.advanced(by: done).assumingMemoryBound(to: UInt8.self)
            var written: Int32 = 0
            let result = Self.zeros.withUnsafeBufferPointer { zeros in
                EVP_EncryptUpdate(context, start, &written, zeros.baseAddress, Int32(part))
            }
            guard result == 1, Int(written) == part else { fatalError("AES-128-CTR failed") }
            done += part
        }
    }
}
