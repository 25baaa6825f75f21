import Wire

extension ChannelEnd {
    /// Whether trying again soon is of no use.
    var isLasting: Bool {
        switch self {
        case .wrongCertificate, .certificateRefused, .notTLS13: true
        case .closed, .system, .damaged: false
        }
    }

    /// What it means for one who tried to reach a node.
    func problem(reaching node: StudyPeers.Party, from ownName: String) -> Problem {
        let place = node.address.map { "node \(node.name), \($0)" } ?? "node \(node.name)"
        switch self {
        case .wrongCertificate:
            return Problem(
                "wrong-certificate",
                "what answers is not \(node.name): its certificate is not the one on \(node.name)'s card", at: place,
                mend: "check the address of \(node.name), and that the study holds its present card", kind: .refused)
        case .certificateRefused:
            return Problem(
                "certificate-refused", "\(node.name) refuses the certificate of \(ownName)", at: place,
                mend: "check that the study at \(node.name) holds the present card of \(ownName)", kind: .refused)
        case .notTLS13:
            return Problem(
                "tls-version", "\(node.name) does not speak TLS 1.3", at: place,
                mend: "check the address of \(node.name), and what stands between the nodes", kind: .refused)
        case .closed, .system, .damaged:
            return Problem(
                "peer-down", "the node \(node.name) cannot be reached: \(words)", at: place,
                mend: "see that \(node.name) runs and that the way to it is open, then try again", kind: .tryAgain)
        }
    }
}
