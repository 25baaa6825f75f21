import Foundation
import Testing
import Wire

@testable import Transport

@Suite struct DescriptorTests {
    /// Runs in a process of its own, so that the descriptors of other tests are not counted.
    @Test func nothingIsLeftOpen() async {
        await #expect(processExitsWith: .success) {
            func open() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
            func threads() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
            }
            // What the process opens once and for all is opened before the count begins.
            do {
                let trio = try Trio()
                #expect(trio.greetsAll("warm"))
                for index in 0..<3 { trio.stop(index) }
            }
            let before = try open()
            var timeouts = TransportTimeouts()
            timeouts.patience = .milliseconds(100)
            do {
                let trio = try Trio(timeouts: timeouts)
                for job in 0..<20 { #expect(trio.greetsAll("settling \(job)")) }
                let (warm, running) = (try open(), try threads())
                for job in 0..<200 { #expect(trio.greetsAll("job \(job)")) }
                // A few more may be under way, but not one a job.
                #expect(try open() <= warm + 8)
                #expect(try threads() <= running + 8)
                for job in 0..<30 {
                    _ = inParallel(3) { index in
                        let link = try trio.lease(index, trio.hello("bad \(job)"))
                        link.finish(reusable: false)
                    }
                    _ = inParallel(3) { index in
                        var hello = trio.hello("odd \(job)")
                        if index == job % 3 { hello.planDigest = hello.job }
                        return try trio.meet(index, hello, within: .seconds(1))
                    }
                }
                #expect(trio.greetsAll("still"))
                trio.stop(2)
                for job in 0..<5 { _ = inParallel(2) { try trio.meet($0, trio.hello("down \(job)")) } }
                trio.stop(0)
                trio.stop(1)
            }
            #expect(try open() == before)
        }
    }
}
