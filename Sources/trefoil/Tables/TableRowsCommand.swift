import ArgumentParser
import Client
import Foundation
import Study
import Wire

/// `trefoil table rows`
struct TableRowsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rows", abstract: "List the rows of a table with their handles, from the owner's register.",
        discussion: """
            Reads the file that \"trefoil upload\" keeps on the owner's machine; nothing is sent. Each line: version, row of the \
            file, handle, and the owner's identifier where the upload named a column of them.
            """)

    @OptionGroup var options: RegisterOptions

    @Flag(help: "Print lines of JSON.")
    var json = false

    func run() async throws {
        let register = await (try options.open()).register.register
        for version in register.versions {
            for row in version.rows {
                guard json else {
                    let words = [version.batch.hex, "\(row.number)", row.handle.hex, row.identifier].compactMap { $0 }
                    Output.line(words.joined(separator: "  "))
                    continue
                }
                var object: [String: Any] = [
                    "version": version.batch.hex, "row": row.number, "handle": row.handle.hex,
                    "complete": version.certificate != nil,
                ]
                object["identifier"] = row.identifier
                Output.line(try AuditText.text(object))
            }
        }
    }
}
