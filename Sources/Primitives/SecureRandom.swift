import COpenSSL

/// Random bytes from the operating system's entropy by way of OpenSSL's generator.
public enum SecureRandom {
    /// Fresh random bytes. Stops the program if the system has no entropy, since nothing could go on safely.
    ///
    /// - Parameter count: the number of bytes.
    public static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let done = count == 0 || RAND_priv_bytes(buffer.baseAddress, Int32(count)) == 1
            guard done else { fatalError("the operating system has no random bytes to give") }
            initialized = count
        }
    }
}
