import COpenSSL

/// Keys from passphrases (RFC 7914); slow and large in memory on purpose.
public enum Scrypt {
    /// Derives a key.
    ///
    /// Refuses costs above 1 GiB of memory or 16 passes, since the parameters may come from a file.
    ///
    /// - Parameters:
    ///   - passphrase: what the person typed, as UTF-8.
    ///   - salt: random, stored beside what the key protects.
    ///   - logN: the binary logarithm of the cost, 1 to 20.
    ///   - r: the block size, 1 to 32.
    ///   - p: the number of passes, 1 to 16.
    ///   - count: the length of the key in bytes, 1 to 1024.
    public static func derive(
        passphrase: [UInt8], salt: [UInt8], logN: Int, r: Int, p: Int, count: Int
    ) throws(PrimitiveError) -> [UInt8] {
        guard (1...20).contains(logN), (1...32).contains(r), (1...16).contains(p), (1...1024).contains(count) else {
            throw .failed("scrypt: parameters out of bounds")
        }
        let cost = 1 << logN
        let memory = 128 * r * (cost + p + 2) + (1 << 20)
        guard memory <= 1 << 30 else { throw .failed("scrypt: more than 1 GiB of memory") }
        var key = [UInt8](repeating: 0, count: count)
        let done = passphrase.withUnsafeBytes { (text) -> Int32 in
            EVP_PBE_scrypt(
                text.baseAddress?.assumingMemoryBound(to: CChar.self), text.count, salt, salt.count, UInt64(cost),
                UInt64(r), UInt64(p), UInt64(memory), &key, key.count)
        }
        guard done == 1 else {
            ERR_clear_error()
            throw .failed("scrypt")
        }
        return key
    }
}
