import COpenSSL

extension TLSChannel {
    /// The number of bytes received and not yet taken.
    var buffered: Int { incomingEnd - incomingStart }

    /// Reads into memory of the caller; 0 if there is nothing yet.
    func read(into target: UnsafeMutableRawBufferPointer) throws(ChannelEnd) -> Int {
        var count = 0
        ERR_clear_error()
        let result = SSL_read_ex(ssl, target.baseAddress, target.count, &count)
        if result == 1 { return count }
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return 0
        case let code: throw end(code)
        }
    }

    /// Reads once into the buffer; false if there is nothing yet or no room.
    func pull() throws(ChannelEnd) -> Bool {
        if incomingStart == incomingEnd {
            incomingStart = 0
            incomingEnd = 0
        } else if incomingEnd == incoming.count, incomingStart > 0 {
            let rest = UnsafeRawBufferPointer(rebasing: incoming[incomingStart..<incomingEnd])
            incoming.copyMemory(from: rest)
            incomingEnd -= incomingStart
            incomingStart = 0
        }
        guard incomingEnd < incoming.count else { return false }
        let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: incoming[incomingEnd...]))
        incomingEnd += count
        return count > 0
    }

    /// The header of the first frame in the buffer, if it is there.
    var header: Frame.Header? {
        guard buffered >= Frame.headerByteCount, let start = incoming.baseAddress else { return nil }
        return Frame.Header(from: start + incomingStart)
    }

    /// Takes bytes out of the buffer; no more than are there.
    func take(into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, buffered)
        if count > 0 {
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: incoming[incomingStart..<(incomingStart + count)]))
            incomingStart += count
        }
        return count
    }

    /// Takes the header out of the buffer.
    func dropHeader() {
        incomingStart += min(Frame.headerByteCount, buffered)
    }

    /// Takes the next whole frame, if it is there; one longer than `limit` bytes ends the connection.
    func nextFrame(limit: Int) throws(ChannelEnd) -> (tag: UInt64, payload: [UInt8])? {
        while true {
            if let header {
                guard header.count <= limit else { throw .damaged("a message is longer than it may be") }
                if buffered >= Frame.headerByteCount + header.count {
                    dropHeader()
                    var payload = [UInt8](repeating: 0, count: header.count)
                    _ = payload.withUnsafeMutableBytes { take(into: $0) }
                    return (header.tag, payload)
                }
                makeRoom(for: Frame.headerByteCount + header.count)
            }
            guard try pull() else { return nil }
        }
    }

    /// Enlarges the buffer step by step, as bytes come, so that a header alone takes no memory.
    private func makeRoom(for count: Int) {
        guard count > incoming.count, buffered == incoming.count else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(count, incoming.count * 2), alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(incoming))
        incoming.deallocate()
        incoming = larger
    }
}
