import Foundation
import Glibc
import MPC
import Synchronization
import Testing
import Wire

@testable import Transport

/// A party that computes slowly, or not at all any more: its connections stay open, but nothing comes.
@Suite struct StoppedPartyTests {
    private static func timeouts(hop: Duration) -> TransportTimeouts {
        var timeouts = TransportTimeouts()
        timeouts.hop = hop
        return timeouts
    }

    /// Hops to the left with 8 bytes each; each party adds its number to what it got.
    private static func hops(_ range: Range<UInt64>, _ index: Int, _ link: TLSLink) throws(LinkError) {
        for tag in range {
            try link.send([UInt8](repeating: UInt8(index), count: 8), tag: tag, to: .left)
            let got = try link.receive(8, tag: tag, from: .right)
            #expect(got == [UInt8](repeating: UInt8((index + 1) % 3), count: 8))
        }
    }

    @Test(arguments: [0, 1, 2]) func aPartyThatStopsIsNamedAndTheNextJobRuns(_ stopped: Int) throws {
        // Long enough for a busy machine to begin the job.
        let hop = Duration.seconds(2)
        let trio = try Trio(timeouts: Self.timeouts(hop: hop))
        #expect(trio.greetsAll("before"))
        let ends = [Gate(), Gate()]
        let errors = inParallel(3) { index -> (LinkError, Problem?)? in
            let link = try trio.lease(index)
            do throws(LinkError) {
                try Self.hops(0..<5, index, link)
                if index == stopped {
                    for gate in ends { gate.wait() }
                    // It goes on where it was and finds the job ended.
                    try Self.hops(5..<100, index, link)
                } else {
                    defer { ends[index == (stopped + 1) % 3 ? 0 : 1].open() }
                    try Self.hops(5..<100, index, link)
                }
                return nil
            } catch {
                return (error, link.failure)
            }
        }
        let (name, waiting) = (Trio.names[stopped], Trio.names[(stopped + 2) % 3])
        // Its left neighbour waits for it, and names it.
        let (error, problem) = try #require(try errors[(stopped + 2) % 3].get())
        #expect(error == .timedOut(node: name))
        #expect(problem?.code == "peer-silent" && problem?.kind == .tryAgain)
        #expect(problem?.what.hasPrefix("the node \(name) sent nothing ") == true)
        // Its right neighbour waits for the left one, at the same time; it is told, or gives up by itself.
        let (next, told) = try #require(try errors[(stopped + 1) % 3].get())
        #expect(next == .lost(node: name) || next == .timedOut(node: waiting))
        #expect(["peer-silent", "peer-down"].contains(told?.code) && told?.kind == .tryAgain)
        #expect(try errors[stopped].get() != nil)
        #expect(trio.greetsAll("after"))
    }

    /// What waits for a party that takes nothing any more goes with the job.
    @Test func whatWasNotTakenIsGivenBack() throws {
        let trio = try Trio(timeouts: Self.timeouts(hop: .milliseconds(200)))
        #expect(trio.greetsAll("before"))
        let isOver = Gate()
        let result = inParallel(3) { index -> Bool in
            if index != 0 {
                let link = try trio.lease(index)
                isOver.wait()
                link.finish(reusable: false)
                return true
            }
            defer { isOver.open() }
            weak var channel: TLSChannel?
            do {
                let link = try trio.lease(index)
                channel = link.right.channel
                #expect(throws: LinkError.timedOut(node: "rome")) {
                    try link.send([UInt8](repeating: 7, count: 32 << 20), tag: 1, to: .right)
                    _ = try link.receive(8, tag: 1, from: .right)
                }
                #expect(link.right.channel.hasOutgoing)
            }
            return channel == nil
        }
        #expect(try result[0].get())
    }

    /// The time-out is for a message, not for a job: who is slow but sends in time is waited for.
    @Test func aSlowPartyIsWaitedFor() throws {
        let hop = Duration.seconds(2)
        let trio = try Trio(timeouts: Self.timeouts(hop: hop))
        let results = inParallel(3) { index -> Duration in
            let link = try trio.lease(index)
            let start = ContinuousClock.now
            for tag in 0..<12 {
                if index == 1 {
                    // Work that takes longer than all that the others do.
                    let end = ContinuousClock.now + hop / 10
                    while ContinuousClock.now < end {}
                }
                try Self.hops(UInt64(tag)..<UInt64(tag) + 1, index, link)
            }
            let time = ContinuousClock.now - start
            link.finish(reusable: true)
            return time
        }
        for result in results { #expect(try result.get() > hop) }
    }

    /// Runs in a process of its own, so that the descriptors and threads of other tests are not counted.
    @Test func stoppedPartiesLeaveNothingOpen() async {
        await #expect(processExitsWith: .success) {
            func count(_ folder: String) throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(folder)").count
            }
            var timeouts = TransportTimeouts()
            timeouts.hop = .milliseconds(50)
            let trio = try Trio(timeouts: timeouts)
            func stop(_ job: Int) {
                let othersAreDone = [Gate(), Gate()]
                _ = inParallel(3) { index in
                    let link = try trio.lease(index, trio.hello("stopped \(job)"))
                    if index == job % 3 {
                        for gate in othersAreDone { gate.wait() }
                    } else {
                        defer { othersAreDone[index == (job + 1) % 3 ? 0 : 1].open() }
                        _ = try link.receive(8, tag: 1, from: index == (job + 1) % 3 ? .left : .right)
                    }
                }
            }
            for job in 0..<3 { stop(job) }
            #expect(trio.greetsAll("settled"))
            let (descriptors, threads) = (try count("fd"), try count("task"))
            for job in 3..<18 { stop(job) }
            #expect(trio.greetsAll("still"))
            // A few more may be under way, but not one a job.
            #expect(try count("fd") <= descriptors + 8)
            #expect(try count("task") <= threads + 8)
        }
    }
}
