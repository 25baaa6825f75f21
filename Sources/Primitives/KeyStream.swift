import COpenSSL

/// The key stream of AES-128 in counter mode, from counter 0: the source of all shared randomness.
///
/// The stream is one run of bytes, however the calls cut it. Small draws come from a buffer that grows with use up to
/// 64 KiB; large ones are written in place. For one thread.
public final class KeyStream {
    /// The length of a key in bytes.
    public static let keyByteCount = 16

    private static let largestBuffer = 65536
    private let context: OpaquePointer
    private var buffer: UnsafeMutableRawBufferPointer
    private var position: Int

    /// Starts the stream of a key.
    ///
    /// - Parameter key: 16 bytes.
    public init(key: [UInt8]) {
        precondition(key.count == Self.keyByteCount, "a stream's key has 16 bytes")
        guard let context = EVP_CIPHER_CTX_new() else { fatalError("no memory for a stream") }
        let counter = [UInt8](repeating: 0, count: 16)
        guard EVP_EncryptInit_ex(context, Algorithms.aes128Counter, nil, key, counter) == 1 else {
            fatalError("AES-128-CTR is not available")
        }
        self.context = context
        buffer = .allocate(byteCount: 256, alignment: 64)
        position = 256
    }

    deinit {
        EVP_CIPHER_CTX_free(context)
        OPENSSL_cleanse(buffer.baseAddress, buffer.count)
        buffer.deallocate()
    }

    /// Writes the next bytes of the stream.
    public func fill(_ target: UnsafeMutableRawBufferPointer) {
        var rest = target
        let ready = min(buffer.count - position, rest.count)
        if ready > 0 { take(ready, into: &rest) }
        if rest.count >= buffer.count {
            generate(rest)
        } else if rest.count > 0 {
            refill()
            take(rest.count, into: &rest)
        }
    }

    /// The next eight bytes of the stream as a little-endian number.
    public func next() -> UInt64 {
        if buffer.count - position >= 8 {
            let word = buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            position &+= 8
            return UInt64(littleEndian: word)
        }
        var word: UInt64 = 0
        withUnsafeMutableBytes(of: &word) { fill($0) }
        return UInt64(littleEndian: word)
    }

    private func take(_ count: Int, into rest: inout UnsafeMutableRawBufferPointer) {
        rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[position..<(position + count)]))
        position += count
        rest = UnsafeMutableRawBufferPointer(rebasing: rest[count...])
    }

    /// Makes a full buffer, larger than the one before.
    private func refill() {
        if buffer.count < Self.largestBuffer {
            OPENSSL_cleanse(buffer.baseAddress, buffer.count)
            let larger = min(buffer.count * 8, Self.largestBuffer)
            buffer.deallocate()
            buffer = .allocate(byteCount: larger, alignment: 64)
        }
        generate(buffer)
        position = 0
    }

    private func generate(_ target: UnsafeMutableRawBufferPointer) {
        target.initializeMemory(as: UInt8.self, repeating: 0)
        var done = 0
        while done < target.count {
            let part = min(target.count - done, 1 << 24)
            let start = target.baseAddress?.advanced(by: done).assumingMemoryBound(to: UInt8.self)
            var written: Int32 = 0
            guard EVP_EncryptUpdate(context, start, &written, start, Int32(part)) == 1, Int(written) == part else {
                fatalError("AES-128-CTR failed")
            }
            done += part
        }
    }
}
