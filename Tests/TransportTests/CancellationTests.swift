import MPC
import Testing
import Wire

@testable import Transport

@Suite struct CancellationTests {
    private let reason = Problem("cancelled", "the analyst cancelled the query")

    @Test func aWaitForAMessageEndsAtOnceEverywhere() throws {
        let trio = try Trio()
        let cancellation = JobCancellation()
        let ready = (0..<3).map { _ in Gate() }
        let outcomes = inParallel(4) { [reason] index -> (LinkError, Problem?)? in
            if index == 3 {
                for gate in ready { gate.wait() }
                cancellation.cancel(reason: reason)
                return nil
            }
            let link = try trio.lease(index, cancellation: index == 0 ? cancellation : JobCancellation())
            ready[index].open()
            do throws(LinkError) {
                _ = try link.receive(8, tag: 1, from: .right)
                return nil
            } catch {
                return (error, link.failure)
            }
        }
        #expect(try outcomes[0].get()?.0 == .cancelled)
        // The others pass the reason on as their neighbour's words.
        for index in 0..<3 {
            var told = try outcomes[index].get()?.1
            #expect(index == 0 || told?.place?.contains(" reports") == true)
            told?.place = reason.place
            #expect(told == reason)
        }
        #expect(trio.greetsAll("afterwards"))
    }

    @Test func aWaitForTheOthersEndsAtOnce() throws {
        let trio = try Trio()
        let cancellation = JobCancellation()
        let outcomes = inParallel(2) { [reason] index in
            if index == 0 { return try trio.meet(0, cancellation: cancellation) }
            // The lease has registered its bell by the time its hello is with a neighbour.
            try trio.waitForCallers(1, at: 2)
            cancellation.cancel(reason: reason)
        }
        #expect(outcomes[0].problem == reason)
    }

    @Test func aCancelledJobDoesNotBegin() throws {
        let trio = try Trio()
        let cancellation = JobCancellation()
        cancellation.cancel(reason: reason)
        cancellation.cancel(reason: Problem("later", "Too late."))
        #expect(cancellation.isCancelled && cancellation.reason == reason)
        #expect(inParallel(1) { _ in try trio.meet(0, cancellation: cancellation) }[0].problem == reason)
    }

    @Test func stoppingCancelsLeases() throws {
        let trio = try Trio()
        let outcomes = inParallel(2) { index in
            if index == 0 { return try trio.meet(0) }
            try trio.waitForCallers(1, at: 2)
            trio.stop(0)
        }
        #expect(outcomes[0].problem?.code == "node-stopping")
        #expect(inParallel(1) { _ in try trio.meet(0) }[0].problem != nil)
    }
}
