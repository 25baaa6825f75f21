/// A message of a job on its way in: where it goes, and how much of it has come.
struct ExpectedMessage {
    /// What became of the last attempt to take more of the message.
    enum Outcome {
        case whole
        case partial
        case otherTag(UInt64)
        case otherLength(Int)
        case goodbye([UInt8])
        case waiting(String)
    }

    let target: UnsafeMutableRawBufferPointer
    let tag: UInt64
    private var hasHeader = false
    private var done = 0

    init(target: UnsafeMutableRawBufferPointer, tag: UInt64) {
        self.target = target
        self.tag = tag
    }

    /// Takes what has come, never more than this message.
    mutating func take(from channel: TLSChannel) throws(ChannelEnd) -> Outcome {
        while !hasHeader {
            guard let header = channel.header else {
                guard try channel.pull() else { return .partial }
                continue
            }
            if header.tag == Frame.Tag.goodbye, tag != header.tag {
                return try channel.nextFrame(limit: Goodbye.limit).map { .goodbye($0.payload) } ?? .partial
            }
            if header.tag == Frame.Tag.waiting, tag != header.tag {
                let frame = try channel.nextFrame(limit: 64)
                return frame.map { .waiting(String(decoding: $0.payload, as: UTF8.self).printable) } ?? .partial
            }
            guard header.tag == tag else { return .otherTag(header.tag) }
            guard header.count == target.count else { return .otherLength(header.count) }
            channel.dropHeader()
            hasHeader = true
        }
        while true {
            let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
            done += channel.take(into: rest)
            if done == target.count { return .whole }
            // The buffer is empty now, so large messages can go where they belong directly.
            if target.count - done >= TLSChannel.recordByteCount {
                let count = try channel.read(into: UnsafeMutableRawBufferPointer(rebasing: target[done...]))
                guard count > 0 else { return .partial }
                done += count
            } else {
                guard try channel.pull() else { return .partial }
            }
        }
    }
}
