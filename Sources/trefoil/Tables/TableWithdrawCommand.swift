import ArgumentParser
import Client
import Foundation
import Identity
import Study
import Wire

/// `trefoil table withdraw`
struct TableWithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Delete a patient's row from all versions of a table, at all three nodes.",
        discussion: """
            The row is named by its handle (\"trefoil table rows\") or by your own identifier, which is looked up in your register \
            and not sent. The nodes delete its shares and sign receipts, which the register keeps. A node that is down deletes when \
            it is back, and until then the study answers no query. The same command again asks for receipts that are missing; \
            without --row, --id and --version it does only that.
            """)

    @OptionGroup var options: RegisterOptions

    @Option(help: "The handle of the row.")
    var row: String?

    @Option(help: "Your own identifier of the row; - reads it from standard input.")
    var id: String?

    @Option(help: "Delete all rows of this version of the table.")
    var version: String?

    @Flag(help: "Do not ask for the table's name to be typed.")
    var yes = false

    @Flag(help: "Print the outcome as JSON.")
    var json = false

    func validate() throws {
        guard [row, id, version].compactMap({ $0 }).count <= 1 else {
            throw ValidationError("Name one of --row, --id and --version.")
        }
    }

    func run() async throws {
        let (study, keys, file) = try options.open()
        var register = await file.register
        if let selection = try selection() {
            let items = register.items(selection)
            if !items.isEmpty {
                try confirm(items, study)
                register = try await file.change { (register) throws(Problem) in
                    try register.withdraw(items, in: study, by: keys, at: UInt64(max(0, Date().timeIntervalSince1970)))
                    return register
                }
            } else if case .identifier(let identifier) = selection, register.isWithdrawn(identifier) {
                Output.note("the row was withdrawn before")
            } else if register.withdrawals.flatMap(\.withdrawal.items).contains(where: { fits($0, selection) }) {
                Output.note("the row was withdrawn before")
            } else {
                throw Problem(
                    "unknown-row", "the register has no such row of \(options.table)", at: file.path,
                    mend: "list its rows: trefoil table rows", kind: .refused)
            }
        }
        try await settle(&register, study, keys, file)
    }

    private func selection() throws(Problem) -> RowRegister.Selection? {
        if let row {
            guard let handle = RowHandle(hex: row) else { throw Self.malformed("a handle") }
            return .handle(handle)
        }
        if let version {
            guard let batch = BatchID(hex: version) else { throw Self.malformed("a version") }
            return .version(batch)
        }
        guard let id else { return nil }
        return .identifier(id == "-" ? readLine(strippingNewline: true) ?? "" : id)
    }

    private static func malformed(_ what: String) -> Problem {
        Problem(
            "bad-handle", "\(what) is 32 hexadecimal digits", mend: "take it from: trefoil table rows", kind: .usage)
    }

    private func fits(_ item: Withdrawal.Item, _ selection: RowRegister.Selection) -> Bool {
        switch selection {
        case .handle(let handle): item.handle == handle
        case .version(let batch): item == Withdrawal.Item(batch: batch, handle: nil)
        case .identifier: false
        }
    }

    private func confirm(_ items: [Withdrawal.Item], _ study: Study) throws(Problem) {
        let versions = Set(items.map(\.batch)).count
        let row = "a row in \(versions) \(versions == 1 ? "version" : "versions") of \(options.table)"
        let lost = version == nil ? row : "a whole version of \(options.table)"
        try Confirmation.ask(
            "This will be lost, and cannot be got back: \(lost).", typing: options.table, yes: yes)
    }

    private func settle(
        _ register: inout RowRegister, _ study: Study, _ keys: PartyKeys, _ file: OwnerRegister
    ) async throws {
        let client = try StudyClient(study: study, keys: keys)
        let missing: [(node: String, problem: Problem?)]
        do {
            missing = try await client.settle(&register)
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
        try await file.replace(with: register)
        Output.line(
            json ? try WithdrawalText.json(register, missing.map(\.node)) : WithdrawalText.text(register, study))
        guard let first = missing.first else { return }
        throw Problem(
            "withdrawal-open",
            "\(missing.map(\.node).joined(separator: " and ")) did not sign yet; the others have been told and will tell them",
            at: first.problem.map { "\(first.node): \($0.what)" },
            mend: "the same command again fetches the receipts when all nodes run", kind: .tryAgain)
    }
}
