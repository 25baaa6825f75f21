import ArgumentParser
import Foundation
import Identity
import Primitives
import Wire

/// `trefoil keys`
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make and show the keys of a node, a data owner or an analyst.",
        subcommands: [Create.self, Card.self])

    /// `trefoil keys create`
    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make signing, sealing and TLS keys, and the card that others know you by.",
            discussion: """
                Writes NAME.keys (secret, readable by you only, encrypted with a passphrase) and NAME.card (public). Send the \
                card to whoever writes the study file, and compare the fingerprint by telephone.
                """)

        @Argument(help: "The party's name: small letters, digits, dots, hyphens, underscores.")
        var name: String

        @Option(name: .shortAndLong, help: "The folder to write to. Default: ~/.config/trefoil/keys.")
        var out: String?

        @Option(help: "A file that holds the passphrase. Default: asked for on the terminal.")
        var passphraseFile: String?

        @Flag(help: "Write the key file unencrypted; the disk or a key store must protect it then.")
        var noPassphrase = false

        func run() throws {
            let folder = out.map { URL(fileURLWithPath: $0) } ?? Places.keys
            let keys = try PartyKeys.create(name: name, now: Date())
            let passphrase = noPassphrase ? nil : try Passphrase(file: passphraseFile).new(for: "\(name).keys")
            try Places.make(folder)
            let keyFile = folder.appendingPathComponent("\(name).keys").path
            let cardFile = folder.appendingPathComponent("\(name).card").path
            try keys.save(to: keyFile, passphrase: passphrase)
            try keys.card.save(to: cardFile)
            Output.line("keys         \(keyFile)")
            Output.line("card         \(cardFile)")
            Output.line("fingerprint  \(keys.card.fingerprint.hex)")
        }
    }

    /// `trefoil keys card`
    struct Card: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show whose a card is, and its fingerprint.")

        @Argument(help: "A card file.")
        var file: String

        func run() throws {
            let card = try PartyCard.load(from: file)
            Output.line("name         \(card.name)")
            Output.line("fingerprint  \(card.fingerprint.hex)")
        }
    }
}
