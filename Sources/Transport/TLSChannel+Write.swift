import COpenSSL
import Wire

extension TLSChannel {
    /// Whether something waits to be sent.
    var hasOutgoing: Bool { outgoingStart < outgoing.count || hasGathered }

    /// The number of bytes that wait to be sent.
    var outgoingCount: Int { outgoing.count - outgoingStart }

    /// Encrypts as much as there is room for now; returns the number of bytes. ``pass()`` hands it to the socket.
    private func write(_ bytes: UnsafeRawBufferPointer) throws(ChannelEnd) -> Int {
        var done = 0
        hasGathered = hasGathered || bytes.count > 0
        while done < bytes.count {
            var count = 0
            ERR_clear_error()
            let result = SSL_write_ex(ssl, bytes.baseAddress?.advanced(by: done), bytes.count - done, &count)
            if result != 1 {
                switch SSL_get_error(ssl, result) {
                case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return done
                case let code: throw end(code)
                }
            }
            done += count
        }
        return done
    }

    /// Hands gathered records to the socket, as far as it takes them.
    private func pass() throws(ChannelEnd) {
        guard hasGathered else { return }
        ERR_clear_error()
        if BIO_ctrl(gathering, BIO_CTRL_FLUSH, 0, nil) > 0 {
            hasGathered = false
        } else if BIO_test_flags(gathering, BIO_FLAGS_SHOULD_RETRY) == 0 {
            throw end(SSL_ERROR_SYSCALL)
        }
    }

    /// Sends what waits, as far as the socket takes it; true if nothing waits any more.
    @discardableResult
    func flush() throws(ChannelEnd) -> Bool {
        guard hasOutgoing else { return true }
        try pass()
        guard outgoingStart < outgoing.count else { return !hasGathered }
        let sent = outgoing.withUnsafeBytes { buffer in
            Result { () throws(ChannelEnd) in
                try write(UnsafeRawBufferPointer(rebasing: buffer[outgoingStart...]))
            }
        }
        outgoingStart += try sent.get()
        try pass()
        guard outgoingStart == outgoing.count else { return false }
        outgoing.removeAll(keepingCapacity: outgoing.capacity <= 1 << 20)
        outgoingStart = 0
        return !hasGathered
    }

    /// Sends a frame, or keeps what the socket does not take for ``flush()``.
    func send(_ payload: UnsafeRawBufferPointer, tag: UInt64) throws(ChannelEnd) {
        guard payload.count <= Int(UInt32.max) else { throw .damaged("a message is longer than 4 GiB") }
        let header = Frame.Header(count: payload.count, tag: tag)
        if let start = scratch.baseAddress { header.write(to: start) }
        let first = min(payload.count, scratch.count - Frame.headerByteCount)
        UnsafeMutableRawBufferPointer(rebasing: scratch[Frame.headerByteCount...])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: payload[..<first]))
        let opening = UnsafeRawBufferPointer(rebasing: scratch[..<(Frame.headerByteCount + first)])
        let rest = UnsafeRawBufferPointer(rebasing: payload[first...])
        if try flush() {
            let sent = try write(opening)
            if sent == opening.count {
                let more = try write(rest)
                try pass()
                outgoing.append(contentsOf: rest[more...])
                return
            }
            outgoing.append(contentsOf: opening[sent...])
        } else {
            outgoing.append(contentsOf: opening)
        }
        outgoing.append(contentsOf: rest)
    }

    /// Sends a frame.
    func send(_ payload: [UInt8], tag: UInt64) throws(ChannelEnd) {
        let sent = payload.withUnsafeBytes { bytes in
            Result { () throws(ChannelEnd) in try send(bytes, tag: tag) }
        }
        try sent.get()
    }

    /// Says why the connection ends, if that can be said at once, and ends it.
    func sayGoodbye(_ goodbye: Goodbye) {
        try? send(goodbye.wireBytes, tag: Frame.Tag.goodbye)
        close()
    }
}
