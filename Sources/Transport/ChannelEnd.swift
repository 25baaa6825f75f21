/// Why a connection cannot be used any more.
enum ChannelEnd: Error, Equatable {
    /// The other side closed it, or its process or machine went away.
    case closed
    /// The system reports an error.
    case system(Int32)
    /// The other side showed another certificate than the one on its card, or none.
    case wrongCertificate
    /// The other side does not accept our certificate.
    case certificateRefused
    /// The other side does not speak TLS 1.3.
    case notTLS13
    /// What was received is not TLS, was changed on the way, or breaks the rules for frames.
    case damaged(String)

    var words: String {
        switch self {
        case .closed: "the connection was closed"
        case .system(let number): Sockets.words(number)
        case .wrongCertificate: "its certificate is not the one on its card"
        case .certificateRefused: "it refuses this node's certificate"
        case .notTLS13: "it does not speak TLS 1.3"
        case .damaged(let what): what
        }
    }
}
