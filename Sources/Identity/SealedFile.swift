public import Wire

/// A file that only the party whose keys it is sealed for can read; mode 0600, written whole or not at all.
public enum SealedFile {
    /// The largest file, bytes.
    public static let limit = 1 << 30

    /// Writes a message, over what the file held.
    public static func write<Message: WireMessage>(
        _ message: Message, to path: String, for keys: PartyKeys
    ) throws(Problem) {
        let sealed = try SealedMessage(sealing: message.wireBytes, to: keys.card.sealingKey, purpose: Message.tag)
        try SmallFile.write(sealed.wireBytes, to: path, mode: 0o600, replacing: true)
    }

    /// Reads a message; nil where there is no such file.
    ///
    /// - Throws: `Problem` "not-for-you" and others, with the file in their place.
    public static func read<Message: WireMessage>(
        _ type: Message.Type, from path: String, by keys: PartyKeys
    ) throws(Problem) -> Message? {
        let bytes: [UInt8]
        do throws(Problem) {
            bytes = try SmallFile.read(path, limit: limit).bytes
        } catch {
            if error.code == "file-missing" { return nil }
            throw error
        }
        do throws(Problem) {
            return try Message(wireBytes: try SealedMessage(wireBytes: bytes).open(by: keys, purpose: Message.tag))
        } catch {
            throw error.located(at: path)
        }
    }
}
