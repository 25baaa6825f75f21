import MPC
import Primitives
import SecretSharing
import Testing
import Wire

@testable import Transport

@Suite struct LossTests {
    @Test(arguments: [0, 1, 2]) func aNodeThatStopsIsNamedByBothOthers(_ gone: Int) throws {
        let trio = try Trio()
        #expect(trio.greetsAll("before"))
        let ready = (0..<3).map { _ in Gate() }
        let errors = inParallel(4) { index -> LinkError? in
            if index == 3 {
                for gate in ready { gate.wait() }
                trio.stop(gone)
                return nil
            }
            let link = try trio.lease(index)
            ready[index].open()
            do throws(LinkError) {
                // Each waits for a message that never comes, some from the one that stops and some from the other.
                _ = try link.receive(8, tag: 1, from: .left)
                return nil
            } catch {
                #expect(link.failure != nil)
                #expect(throws: error) { try link.send([1], tag: 2, to: .left) }
                return error
            }
        }
        for index in 0..<3 {
            let error = try errors[index].get()
            if index == gone {
                #expect(error == .cancelled)
            } else {
                #expect(error == .lost(node: Trio.names[gone]), "\(String(describing: error))")
            }
        }
    }

    @Test(arguments: [0, 1, 2]) func aNodeThatStopsAfterItsPartIsNotMissed(_ gone: Int) throws {
        let trio = try Trio()
        let (sender, receiver) = ((gone + 1) % 3, (gone + 2) % 3)
        let stopped = Gate()
        let outcomes = inParallel(3) { index -> [UInt8] in
            defer { if index == gone { stopped.open() } }
            let link = try trio.lease(index)
            if index == gone {
                link.finish(reusable: true)
                trio.stop(gone)
                return []
            }
            defer { link.finish(reusable: true) }
            if index == receiver { return try link.receive(8, tag: 1, from: .left) }
            #expect(index == sender)
            stopped.wait()
            try link.send([1, 2, 3, 4, 5, 6, 7, 8], tag: 1, to: .right)
            return []
        }
        #expect(try outcomes[receiver].get() == [1, 2, 3, 4, 5, 6, 7, 8])
    }

    @Test func aNodeThatIsStartedAnewIsReached() throws {
        let trio = try Trio()
        #expect(trio.greetsAll("before"))
        for gone in [2, 0] {
            trio.stop(gone)
            try trio.restart(gone)
            #expect(trio.greetsAll("after \(gone)"))
        }
    }

    @Test func aNodeThatIsDownIsNamed() throws {
        var timeouts = TransportTimeouts()
        timeouts.patience = .milliseconds(300)
        let trio = try Trio(started: [true, true, false], timeouts: timeouts)
        let results = inParallel(2) { try trio.meet($0) }
        for result in results {
            let problem = try #require(result.problem)
            #expect(problem.code == "peer-down")
            #expect(problem.kind == .tryAgain)
            #expect(problem.text.contains("oslo"))
        }
    }

    @Test func nodesThatAreDownAreAllNamed() throws {
        var timeouts = TransportTimeouts()
        timeouts.patience = .milliseconds(300)
        for alone in 0..<3 {
            let trio = try Trio(started: (0..<3).map { $0 == alone }, timeouts: timeouts)
            let problem = try #require(inParallel(1) { _ in try trio.meet(alone) }[0].problem)
            #expect(problem.code == "peer-down")
            for other in 0..<3 where other != alone { #expect(problem.text.contains(Trio.names[other])) }
        }
    }

    @Test func aNodeThatDoesNotBeginIsNamed() throws {
        let trio = try Trio()
        #expect(trio.greetsAll("before"))
        let results = inParallel(2) { try trio.meet($0, trio.hello("late"), within: .milliseconds(300)) }
        for result in results {
            let problem = try #require(result.problem)
            #expect(problem.code == "peer-late" || problem.code == "peer-down")
            #expect(problem.text.contains("oslo"))
        }
        #expect(results.contains { $0.problem?.code == "peer-late" })
        #expect(trio.greetsAll("after"))
    }

    @Test func aNodeThatBeginsLaterIsWaitedFor() throws {
        let trio = try Trio()
        let results = inParallel(3) { index in
            if index == 2 {
                // The hellos of the others are there before this node begins.
                try trio.waitForCallers(2, at: 2)
            }
            let link = try trio.lease(index)
            try link.send([UInt8(index)], tag: 1, to: .left)
            let got = try link.receive(1, tag: 1, from: .right)
            link.finish(reusable: true)
            return got
        }
        for (index, result) in results.enumerated() { #expect(try result.get() == [UInt8((index + 1) % 3)]) }
    }

    @Test func aSilentNeighbourIsNamed() throws {
        var timeouts = TransportTimeouts()
        timeouts.hop = .milliseconds(200)
        let trio = try Trio(timeouts: timeouts)
        let done = Gate()
        let errors = inParallel(3) { index -> LinkError? in
            let link = try trio.lease(index)
            if index != 0 {
                done.wait()
                return nil
            }
            defer { done.open() }
            do throws(LinkError) {
                _ = try link.receive(8, tag: 1, from: .right)
                return nil
            } catch {
                return error
            }
        }
        #expect(try errors[0].get() == .timedOut(node: "rome"))
    }

    @Test func anUnfinishedJobEndsThatOfTheOthers() throws {
        let trio = try Trio()
        let ready = [Gate(), Gate()]
        let errors = inParallel(3) { index -> LinkError? in
            let link = try trio.lease(index)
            if index != 1 { ready[index / 2].open() }
            if index == 1 {
                for gate in ready { gate.wait() }
                link.finish(reusable: false)
                return nil
            }
            do throws(LinkError) {
                _ = try link.receive(8, tag: 1, from: index == 0 ? .right : .left)
                return nil
            } catch {
                return error
            }
        }
        #expect(try errors[0].get() == .lost(node: "rome"))
        #expect(try errors[2].get() == .lost(node: "rome"))
        #expect(trio.greetsAll("afterwards"))
    }

    @Test func aNodeThatIsDoneMayLeaveBeforeTheOthers() throws {
        let trio = try Trio()
        let left = Gate()
        let results = inParallel(3) { index -> [UInt8] in
            let link = try trio.lease(index)
            if index == 1 {
                try link.send([1, 1, 1], tag: 1, to: .left)
                link.finish(reusable: false)
                left.open()
                return []
            }
            if index == 2 {
                left.wait()
                try link.send([2], tag: 2, to: .right)
                return []
            }
            let fromLeft = try link.receive(1, tag: 2, from: .left)
            let fromRight = try link.receive(3, tag: 1, from: .right)
            return fromLeft + fromRight
        }
        #expect(try results[0].get() == [2, 1, 1, 1])
    }
}
