public import Primitives
public import SecretSharing
public import Wire

extension PeerEndpoint {
    /// Why the last attempt at a control connection with a peer failed; nil if none did, or if one is up.
    public func trouble(_ role: Role, study: Digest) -> Problem? {
        let key = Lobby.PeerKey(study: study, role: role)
        return lobby.isConnected(key) ? nil : lobby.trouble(key)
    }
}
