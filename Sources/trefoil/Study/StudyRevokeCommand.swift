import ArgumentParser
import Identity
import Messages
import Primitives
import Study
import Wire

/// `trefoil study revoke`
struct StudyRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take back a person, a key or a plan, as the operator of one node.",
        discussion: """
            Holds at once at this node, and so everywhere: nothing runs unless all three nodes agree. A lost or stolen key is \
            revoked by its card; a new card enters by an amendment that all sign.
            """)

    @OptionGroup var acting: StudyActing

    @Option(help: "The name of a party.")
    var person: String?

    @Option(help: "A card file, or the fingerprint of a card.")
    var key: String?

    @Option(help: "The digest of a plan.")
    var plan: String?

    @Option(help: "Why, in words that those who ask will read.")
    var reason = ""

    @Flag(help: "Revoke without asking.")
    var yes = false

    func run() async throws {
        let study = try Study.load(path: acting.study)
        let revocation = Revocation(try subject(), reason: reason)
        let keys = try acting.keys(in: study, [.node])
        try Confirmation.ask(
            "Revoke \(revocation.words) in the study \(study.name)? It cannot be undone.", typing: study.name, yes: yes)
        try await acting.perform(.revoke(revocation), in: study, with: keys)
    }

    private func subject() throws(Problem) -> Revocation.Subject {
        switch (person, key, plan) {
        case (let name?, nil, nil): return .person(name)
        case (nil, let key?, nil):
            if let fingerprint = Digest(hex: key) { return .key(fingerprint) }
            return .key(try PartyCard.load(from: key).fingerprint)
        case (nil, nil, let plan?):
            guard let digest = Digest(hex: plan) else { break }
            return .plan(digest)
        default: break
        }
        throw Problem(
            "nothing-to-revoke", "one of --person, --key and --plan says what is revoked",
            mend: "as in --person ann, --key ann.card, or --plan with the 64 digits of a digest", kind: .usage)
    }
}
