/// The outer form of everything on a connection: payload length (32 bits), tag (64 bits), payload; little endian.
enum Frame {
    static let headerByteCount = 12

    /// Tags of the transport's own frames; the tags of a job's steps are digests and do not meet them.
    enum Tag {
        static let jobHello: UInt64 = 0x7472_6566_6f69_0001
        static let controlHello: UInt64 = 0x7472_6566_6f69_0002
        static let control: UInt64 = 0x7472_6566_6f69_0003
        static let goodbye: UInt64 = 0x7472_6566_6f69_0004
        /// The sender is there and waits itself; the payload is the name of the node that it waits for.
        static let waiting: UInt64 = 0x7472_6566_6f69_0005
    }

    struct Header: Equatable {
        let count: Int
        let tag: UInt64

        init(count: Int, tag: UInt64) {
            self.count = count
            self.tag = tag
        }

        init(from bytes: UnsafeRawPointer) {
            count = Int(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
            tag = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt64.self))
        }

        func write(to bytes: UnsafeMutableRawPointer) {
            bytes.storeBytes(of: UInt32(truncatingIfNeeded: count).littleEndian, as: UInt32.self)
            bytes.storeBytes(of: tag.littleEndian, toByteOffset: 4, as: UInt64.self)
        }
    }
}
