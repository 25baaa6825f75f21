import Foundation
import Testing

@Suite("Scripts/layering")
struct LayeringTests {
    private let scratch = ScratchTree()

    /// Runs the script on a tree of the given files.
    private func check(_ files: [String: String], arguments: [String] = []) throws -> (status: Int32, output: String) {
        for (path, text) in files { try scratch.write(text, to: path) }
        return try run("Scripts/layering", [scratch.path] + arguments)
    }

    @Test("The project itself keeps the layers")
    func project() throws {
        let (status, output) = try run("Scripts/layering", [])
        #expect(output == "")
        #expect(status == 0)
    }

    @Test("Imports that the table allows are fine, however they are written")
    func allowed() throws {
        let (status, output) = try check([
            "Sources/MPC/Session.swift": """
            import Foundation
            public import SecretSharing
            @preconcurrency internal import struct Primitives.Digest
            // import Node
            /* import Study
               /* import Node */ import Engine */
            let text = \"""
                import Node
                \"""
            let line = "import Node"
            func reveal(_ value: Int) {}
            """,
            "Sources/Node/Server.swift": "import Hummingbird\nimport NIOSSL\nimport Engine\n",
            "Tests/MPCTests/SessionTests.swift":
                "import Testing\n@testable import MPC\nimport TestSupport\nimport Fields\n",
        ])
        #expect(output == "")
        #expect(status == 0)
    }

    @Test(
        "A planted import is found with its file and line",
        arguments: [
            ("MPC", "\npublic import Node\n", 2, "MPC (layer 3) imports Node (layer 6): upward"),
            ("Fields", "import Wire\n", 1, "Fields (layer 1) imports Wire (layer 1.5): upward"),
            (
                "Store", "\n\n@testable import Transport\n", 3,
                "Store (layer 4) imports Transport of the same layer: sideways"
            ),
            ("Language", "import MPC\n", 1, "Language imports MPC, which is not in its row"),
            ("Client", "import Foundation; import MPC\n", 1, "Client imports MPC, which is not in its row"),
            ("Engine", "import NIOCore\n", 1, "Engine imports NIOCore, which is not in its row"),
            ("Identity", "import Crypto\n", 1, "Identity imports Crypto, which is not in its row"),
            ("Study", "import enum Engine.Release\n", 1, "Study (layer 3) imports Engine (layer 5): upward"),
            ("Inference", "import Testing\n", 1, "Inference imports Testing, which only tests may"),
            (
                "Statistics", "let x = try session.reveal(y)\n", 1,
                "Statistics opens a value, which only these may: MPC Engine Bench TestSupport"
            ),
            (
                "Node", "let x = try reconstruct(from: y)\n", 1,
                "Node opens a value, which only these may: SecretSharing Client TestSupport"
            ),
        ])
    func planted(target: String, text: String, line: Int, words: String) throws {
        let (status, output) = try check(["Sources/\(target)/Planted.swift": text])
        #expect(output == "Sources/\(target)/Planted.swift:\(line): \(words)\n")
        #expect(status == 1)
    }

    @Test("Tests follow the layers of their target")
    func tests() throws {
        let (status, output) = try check([
            "Sources/MPC/Session.swift": "import Fields\n",
            "Tests/MPCTests/SessionTests.swift": "import Testing\nimport Node\n",
        ])
        #expect(output == "Tests/MPCTests/SessionTests.swift:2: MPCTests (layer 3) imports Node (layer 6): upward\n")
        #expect(status == 1)
    }

    @Test("The dependencies that Package.swift declares follow the layers too")
    func package() throws {
        let (status, output) = try check([
            "Sources/MPC/Session.swift": "import Fields\n",
            "Package.swift": """
            func library(_ name: String) -> Target { .target(name: name) }
            let package = Package(
                targets: [
                    // "Node"
                    .systemLibrary(name: "COpenSSL"),
                    library("Client", ["Language", "MPC", .product(name: "Logging", package: "swift-log")]),
                    .target(
                        name: "MPC",
                        dependencies: ["Fields", "Engine"]),
                    tests("MPCTests", ["MPC", "TestSupport"]),
                    library("Gadgets"),
                ])
            """,
        ])
        #expect(
            output == """
                Package.swift:6: Client imports MPC, which is not in its row
                Package.swift:9: MPC (layer 3) imports Engine (layer 5): upward
                Package.swift:11: the target Gadgets has no row in the table

                """)
        #expect(status == 1)
    }

    @Test("A target without a row is unknown")
    func unknownTarget() throws {
        let (status, output) = try check([
            "Sources/Gadgets/Gadget.swift": "import Foundation\n", "Sources/Empty/read.me": "",
            "Tests/GadgetsTests/GadgetTests.swift": "import Testing\n",
        ])
        #expect(output.contains("Sources/Gadgets/Gadget.swift:1: the target Gadgets has no row in the table\n"))
        #expect(output.contains("Sources/Empty: the target Empty has no row in the table\n"))
        #expect(
            output.contains("Tests/GadgetsTests/GadgetTests.swift:1: the target GadgetsTests has no row in the table\n")
        )
        #expect(status == 1)
    }

    @Test("A table whose rows point up, or that breaks a fact, is itself at fault")
    func badTable() throws {
        try scratch.write(
            """
            target Fields 1 : MPC :
            target MPC 3 : Study :
            target Study 2 : :
            never MPC reaches Study
            """, to: "bad.table")
        let (status, output) = try check(
            ["Sources/Fields/Field.swift": ""], arguments: ["--table", "\(scratch.path)/bad.table"])
        #expect(
            output.contains("bad.table:1: Fields (layer 1) may import MPC (layer 3), which does not lie below it\n"))
        #expect(output.contains("bad.table:4: MPC must never reach Study, but the rows allow it\n"))
        #expect(status == 1)
    }

    @Test("Wrong usage is told apart from faults")
    func usage() throws {
        #expect(try run("Scripts/layering", ["--nonsense"]).status == 64)
        #expect(try run("Scripts/layering", ["/nonexistent"]).status == 64)
    }
}
