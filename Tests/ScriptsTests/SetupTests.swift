import Foundation
import Testing

@Suite("Scripts/setup")
struct SetupTests {
    private let scratch = ScratchTree()

    @Test("Where everything is there it says nothing")
    func nothingMissing() throws {
        let (status, output) = try run("Scripts/setup", ["--check"])
        #expect(output == "")
        #expect(status == 0)
    }

    @Test("What is missing is named with the one command that installs it")
    func missing() throws {
        let (status, output) = try run("Scripts/setup", [], environment: ["SETUP_ROOT": scratch.path])
        #expect(status == 1)
        for package in ["libssl-dev", "libsqlite3-dev", "libedit-dev", "zlib1g-dev", "libboost-math-dev", "g++"] {
            #expect(output.contains(package))
        }
    }

    @Test("Only what is missing is named")
    func partlyMissing() throws {
        for path in [
            "usr/include/sqlite3.h", "usr/include/zlib.h", "usr/include/openssl/ssl.h", "usr/lib/x86_64/libssl.so",
        ] {
            try scratch.write("", to: path)
        }
        let (status, output) = try run("Scripts/setup", [], environment: ["SETUP_ROOT": scratch.path])
        #expect(status == 1)
        #expect(output.contains("libedit-dev") && !output.contains("libssl-dev") && !output.contains("sqlite"))
    }

    @Test("Swift is found, and wrong usage is told")
    func options() throws {
        #expect(try run("Scripts/setup", ["--swift"]).output.hasSuffix("swift\n"))
        #expect(try run("Scripts/setup", ["--nonsense"]).status == 64)
    }
}
