import Foundation
import Testing

/// A study set up by commands and files alone: three nodes, an owner, an analyst, a small codebook.
final class HandMadeStudy {
    let scratch: Scratch
    let nodeNames = ["alpha", "beta", "gamma"]
    private(set) var ports: [Int] = []
    private var nodes: [String: RunningProgram] = [:]

    static let codebook = """
        codebook:
          gender: {type: factor, levels: [male, female]}
          age: {type: number, decimals: 1, minimum: 0, maximum: 130, unit: years}
          weight: {type: number, decimals: 1, minimum: 0, maximum: 400, missing: true}

        """
    static let table = "gender,age,weight\nmale,60.5,80\nfemale,70,\nmale,52,91.5\n"

    init() throws {
        scratch = try Scratch()
        for name in nodeNames + ["owner", "analyst", "stranger"] {
            let made = try Program.run(["keys", "create", name, "--out", scratch.path, "--no-passphrase"])
            #expect(made.status == 0, "\(made.errors)")
        }
        ports = try Self.freePorts(6)
        try scratch.write(study(), to: "study.yaml")
        for name in nodeNames { try scratch.write(configuration(of: name), to: "\(name).yaml") }
        try scratch.write(Self.table, to: "table.csv")
    }

    deinit { nodes.values.forEach { $0.kill(SIGKILL) } }

    func file(_ name: String) -> String { "\(scratch.path)/\(name)" }

    /// The study file; `changing` names another card file for a party.
    func study(changing cards: [String: String] = [:], title: String = "A small study") -> String {
        func card(_ name: String) -> String { cards[name] ?? "\(name).card" }
        var text = "format: 1\nstudy: S\ntitle: \(title)\ndata: synthetic\npolicy: pilot\nnodes:\n"
        for (index, name) in nodeNames.enumerated() {
            text += "  - {name: \(name), card: \(card(name)), peer: \"127.0.0.1:\(ports[index])\", "
            text += "https: \"127.0.0.1:\(ports[index + 3])\"}\n"
        }
        text += "owners:\n  - {name: owner, card: \(card("owner")), tables: [people]}\n"
        text += "analysts:\n  - {name: analyst, card: \(card("analyst"))}\n"
        return text + Self.codebook
    }

    func configuration(of name: String) -> String {
        let index = nodeNames.firstIndex(of: name) ?? 0
        return """
            format: 1
            keys: \(name).keys
            data: data-\(name)
            peer: {listen: "127.0.0.1:\(ports[index])"}
            https: {listen: "127.0.0.1:\(ports[index + 3])"}
            studies: [study.yaml]
            log: {level: debug, format: json}

            """
    }

    func start(_ name: String) throws {
        try run(name, try RunningProgram(["node", "--config", file("\(name).yaml")]))
    }

    /// Starts a node that deviates as the arguments of `DeviatingNode` say.
    func start(_ name: String, deviating deviations: [String]) throws {
        try run(name, try RunningProgram([file("\(name).yaml")] + deviations, of: "DeviatingNode"))
    }

    private func run(_ name: String, _ node: RunningProgram) throws {
        nodes[name] = node
        #expect(node.waits { node.outputSoFar.hasPrefix("ready") }, "\(name): \(node.errorsSoFar)")
    }

    func startAll() throws { for name in nodeNames { try start(name) } }

    func kill(_ name: String) {
        nodes[name]?.kill(SIGKILL)
        _ = nodes[name]?.finish()
        nodes[name] = nil
    }

    func stop(_ name: String) -> Program.Outcome? {
        nodes[name]?.kill(SIGTERM)
        defer { nodes[name] = nil }
        return nodes[name]?.finish()
    }

    /// The process of a node.
    func process(of name: String) throws -> Process { try #require(nodes[name]).process }

    func log(of name: String) -> String { nodes[name]?.errorsSoFar ?? "" }

    func upload(
        _ table: String = "table.csv", study: String = "study.yaml", keys: String = "owner.keys"
    ) throws
        -> Program.Outcome
    {
        try Program.run(["upload", file(study), file(table), "--keys", file(keys)])
    }

    /// Runs a script of one query.
    func ask(
        _ query: String, study: String = "study.yaml", keys: String = "analyst.keys", options: [String] = []
    ) throws -> Program.Outcome {
        let script = "query-\(UUID().uuidString).R"
        try scratch.write(query + "\n", to: script)
        return try Program.run(["run", file(script), "--study", file(study), "--keys", file(keys)] + options)
    }

    /// Ports that are free now.
    static func freePorts(_ count: Int) throws -> [Int] {
        var descriptors: [Int32] = []
        defer { descriptors.forEach { close($0) } }
        return try (0..<count).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            descriptors.append(descriptor)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let port = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> Bool in
                    bind(descriptor, generic, length) == 0 && getsockname(descriptor, generic, &length) == 0
                }
            }
            try #require(port)
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }
}
