import ArgumentParser
import Node

/// The root of the command line.
struct Trefoil: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trefoil",
        abstract: "Joint statistics over the patients of several hospitals, without showing them to anybody.",
        discussion: """
            Exit codes: 0 done, 1 failed, 2 refused (policy, approval, signature), 64 wrong usage, 75 try again (a node is \
            down).
            """,
        version: Release.version,
        subcommands: [
            DemoCommand.self, KeysCommand.self, NodeGroupCommand.self, UploadCommand.self, ConsoleCommand.self,
            RunCommand.self, StudyCommand.self, AuditCommand.self, VerifyCommand.self, TableCommand.self,
            ConformCommand.self,
            BenchCommand.self,
            BenchPartyCommand.self,
        ])

    func run() {
        Output.line(Self.welcome)
    }

    /// What a newcomer sees.
    static let welcome = """
        Trefoil computes joint statistics over the patients of several hospitals. Three nodes hold secret shares; only
        released aggregates are ever put together. One node learns nothing; two nodes in league learn everything.
        Mode active, unless a study chooses passive: designed so that a node which deviates can only end a query, not
        falsify its result or learn more (malicious security with abort). Not yet reviewed by outside cryptographers.

          to look at it         trefoil demo
          to set up a study     trefoil study init NAME ...   then  trefoil study sign study.yaml
          to run a node         trefoil keys create NAME      then  trefoil node --config node.yaml
          to share a table      trefoil upload study.yaml patients.csv
          to ask                trefoil console study.yaml    or    trefoil run script.R --study study.yaml

        trefoil help COMMAND explains each of them.
        """
}
