import ArgumentParser
import Foundation
import Intake
import Node
import Wire

/// Where the program begins: parses the command line, runs the command, and turns errors into words and exit codes.
///
/// 0 done, 1 failed, 2 refused, 64 wrong usage, 75 try again; 130 after Ctrl-C.
@main
enum Main {
    static func main() async {
        // A peer or a pipe that closes is an error of a call, not the end of the program.
        signal(SIGPIPE, SIG_IGN)
        ProcessMemory.reuseLargeVectors()
        do {
            var command = try Trefoil.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let table as BadTable {
            Output.error("trefoil: \(table.text)")
            exit(table.problem.kind.rawValue)
        } catch let problem as Problem {
            Output.error("trefoil: \(problem.text)")
            exit(problem.kind.rawValue)
        } catch {
            Trefoil.exit(withError: error)
        }
    }
}
