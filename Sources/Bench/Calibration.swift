import MPC
import Primitives
import SecretSharing

/// What the machine itself can do, measured in the same run, so that results of different machines can be compared.
struct Calibration: Sendable {
    /// The timed part.
    typealias Body = (any Link) throws(LinkError) -> Void

    /// Its name in the results.
    let name: String
    /// How much is done, and how much over a link that delays every message.
    let sizes: (usual: Int, delayed: Int)
    /// How much goes with a message; 0 if nothing is sent.
    let messageLength: Int
    /// What n counts of a message: its bytes, or 1.
    let unit: Int
    /// Makes ready for a size, and says what to do then.
    let prepare: @Sendable (Role, Int) -> Body

    /// The size over a link.
    func size(latency: UInt64) -> Int { latency == 0 ? sizes.usual : sizes.delayed }

    /// The messages that each party sends.
    func messages(_ n: Int) -> Int { messageLength == 0 ? 0 : n / unit }

    /// All calibrations.
    static let all = [aes, copy, hop, bulk]

    /// One party alone: AES-128 in counter mode, the source of all masks, into memory that stays in the cache.
    static let aes = alone("calibrate.aes", step: 1 << 18) {
        let stream = KeyStream(key: SecureRandom.bytes(KeyStream.keyByteCount))
        return { stream.fill($0) }
    }

    /// One party alone: bytes copied from memory to memory, far beyond the caches.
    static let copy = alone("calibrate.copy", step: 1 << 27) {
        let source = Block(byteCount: 1 << 27)
        return { $0.copyMemory(from: UnsafeRawBufferPointer(source.bytes)) }
    }

    /// All parties at once: messages of 64 bytes to the left, each sent when the last has come.
    static let hop = ring("calibrate.hop", sizes: (2000, 20), length: 64, unit: 1, ahead: 0)

    /// All parties at once: messages of 256 KiB to the left, each sent before the last has come.
    static let bulk = ring("calibrate.bulk", sizes: (1 << 27, 1 << 23), length: 1 << 18, unit: 1 << 18, ahead: 1)

    /// The first party works on a block of memory again and again while the others wait.
    private static func alone(
        _ name: String, step: Int, _ make: @escaping @Sendable () -> (UnsafeMutableRawBufferPointer) -> Void
    ) -> Calibration {
        Calibration(name: name, sizes: (1 << 28, 1 << 28), messageLength: 0, unit: 1) { role, n in
            guard role == .first else { return { _ in } }
            let work = make()
            let memory = Block(byteCount: step)
            return { _ in
                for _ in 0..<n / step { work(memory.bytes) }
            }
        }
    }

    /// All parties send messages of one length to the left, some of them ahead of what they have received.
    private static func ring(
        _ name: String, sizes: (Int, Int), length: Int, unit: Int, ahead: Int
    ) -> Calibration {
        Calibration(name: name, sizes: sizes, messageLength: length, unit: unit) { _, n in
            let (own, other) = (Block(byteCount: length), Block(byteCount: length))
            let messages = n / unit
            return { (link) throws(LinkError) in
                for tag in 0..<messages + ahead {
                    if tag < messages {
                        try link.send(UnsafeRawBufferPointer(own.bytes), tag: UInt64(tag), to: .left)
                    }
                    if tag >= ahead { try link.receive(into: other.bytes, tag: UInt64(tag - ahead), from: .right) }
                }
            }
        }
    }

    /// Memory that is resident before the clock runs.
    private final class Block {
        let bytes: UnsafeMutableRawBufferPointer

        init(byteCount: Int) {
            bytes = .allocate(byteCount: byteCount, alignment: 64)
            bytes.initializeMemory(as: UInt8.self, repeating: 1)
        }

        deinit { bytes.deallocate() }
    }
}
