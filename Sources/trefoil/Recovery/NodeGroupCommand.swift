import ArgumentParser

/// `trefoil node`
struct NodeGroupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "node", abstract: "Run a compute node; back up, restore and rebuild its store.",
        discussion: "trefoil node --config node.yaml runs the node.",
        subcommands: [
            NodeCommand.self, NodeBackupCommand.self, NodeRestoreCommand.self, NodeRebuildCommand.self,
            NodeAllowRebuildCommand.self,
        ],
        defaultSubcommand: NodeCommand.self)
}
