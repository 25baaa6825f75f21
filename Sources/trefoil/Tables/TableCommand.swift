import ArgumentParser

/// `trefoil table`
struct TableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Rows of a table as its owner knows them; withdraw a patient's.",
        subcommands: [TableRowsCommand.self, TableWithdrawCommand.self, TableRecoverCommand.self])
}
