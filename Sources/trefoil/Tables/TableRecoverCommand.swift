import ArgumentParser
import Client
import Foundation
import Identity
import Study
import Wire

/// `trefoil table recover`
struct TableRecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Get the register of a table's rows back from the nodes.",
        discussion: """
            For an owner whose register is lost, and whose keys are not: the nodes keep the handles, and the identifiers sealed for \
            these keys. Identifiers of rows that were withdrawn are gone, so that uploads are no longer searched for them.
            """)

    @OptionGroup var options: RegisterOptions

    func run() async throws {
        let (study, keys, path) = try options.place()
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Problem(
                "file-exists", "a file of this name exists and is not overwritten", at: path,
                mend: "move the register away first, or name another file: --register FILE", kind: .refused)
        }
        let client = try StudyClient(study: study, keys: keys)
        let register: RowRegister
        do {
            register = try await client.recoverRegister(of: options.table)
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
        let file = try OwnerRegister(path: path, study: study, table: options.table, keys: keys)
        try await file.replace(with: register)
        Output.note(
            "\(register.versions.count) versions and \(register.withdrawals.count) withdrawals written to \(path)")
    }
}
