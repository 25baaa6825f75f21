import Primitives
import SecretSharing
import Synchronization
import Testing
import Wire

@testable import Transport

@Suite struct ControlTests {
    /// Every node sends each message it receives back, up to a number of times.
    @Test func messagesGoBothWays() throws {
        let results = Mutex<[String: Int]>([:])
        let done = Gate()
        let trio = try Trio(handler: { study, role, connection in
            let own = study.ownRole
            do {
                for number in 0..<20 {
                    let size = number == 10 ? 3 << 20 : number
                    try connection.send([UInt8](repeating: own.rawValue, count: size))
                }
                for number in 0..<20 {
                    let size = number == 10 ? 3 << 20 : number
                    let frame = try connection.receive(limit: 4 << 20, deadline: .now + .seconds(60))
                    guard frame == [UInt8](repeating: role.rawValue, count: size) else { return }
                }
            } catch {
                return
            }
            let isLast = results.withLock { results in
                results["\(own) \(role) \(connection.peerName)", default: 0] += 1
                return results.count == 6
            }
            if isLast { done.open() }
            Trio.drain(study, role, connection)
        })
        done.wait()
        #expect(results.withLock { Set($0.keys) }.contains("first third oslo"))
        _ = trio
    }

    @Test func manyThreadsMaySend() throws {
        let counted = Gate()
        let trio = try Trio(handler: { study, role, connection in
            if study.ownRole == .first, role == .second {
                _ = inParallel(4) { thread in
                    for number in 0..<100 { try connection.send([UInt8(thread), UInt8(number)]) }
                }
            }
            if study.ownRole == .second, role == .first {
                var next = [0, 0, 0, 0]
                while let frame = try? connection.receive(limit: 2, deadline: nil) {
                    guard Int(frame[1]) == next[Int(frame[0])] else { return }
                    next[Int(frame[0])] += 1
                    if next.allSatisfy({ $0 == 100 }) { counted.open() }
                }
            }
            Trio.drain(study, role, connection)
        })
        counted.wait()
        _ = trio
    }

    @Test func aConnectionThatEndsIsOpenedAgain() throws {
        let count = Mutex(0)
        let enough = Gate()
        let trio = try Trio(handler: { study, role, connection in
            let number = count.withLock { count in
                count += study.ownRole == .first && role == .second ? 1 : 0
                return count
            }
            if study.ownRole == .first, role == .second, number < 4 {
                connection.close()
                return
            }
            if number >= 4 { enough.open() }
            Trio.drain(study, role, connection)
        })
        enough.wait()
        #expect(trio.greetsAll("afterwards"))
    }

    @Test func aStoppedNodeIsConnectedAgainWhenItComesBack() throws {
        let ups = Mutex(0)
        let (first, second) = (Gate(), Gate())
        let trio = try Trio(handler: { study, role, connection in
            if study.ownRole == .first, role == .third {
                let number = ups.withLock { ups in
                    ups += 1
                    return ups
                }
                if number == 1 { first.open() } else { second.open() }
            }
            Trio.drain(study, role, connection)
        })
        first.wait()
        trio.stop(2)
        try trio.restart(2)
        second.wait()
        #expect(try trio[0].isConnected(.third, study: trio.study))
    }

    @Test func waitingEndsAtTheDeadlineAndOnClosing() throws {
        let codes = Mutex<[String]>([])
        let done = Gate()
        let trio = try Trio(handler: { study, role, connection in
            guard study.ownRole == .first, role == .second else { return Trio.drain(study, role, connection) }
            func note(_ body: () throws(Problem) -> Void) {
                do throws(Problem) {
                    try body()
                } catch {
                    codes.withLock { $0.append(error.code) }
                }
            }
            note { () throws(Problem) in _ = try connection.receive(limit: 1, deadline: .now + .milliseconds(20)) }
            let results = inParallel(2) { index in
                if index == 0 {
                    _ = try connection.receive(limit: 1, deadline: nil)
                } else {
                    connection.close()
                }
            }
            if let problem = results[0].problem { codes.withLock { $0.append(problem.code) } }
            note { () throws(Problem) in try connection.send([1]) }
            done.open()
        })
        done.wait()
        #expect(codes.withLock { Array($0.prefix(3)) } == ["timed-out", "peer-down", "peer-down"])
        _ = trio
    }

    @Test func aMessageLongerThanTheLimitEndsTheConnection() throws {
        let code = Mutex<String?>(nil)
        let done = Gate()
        let trio = try Trio(handler: { study, role, connection in
            if study.ownRole == .second, role == .first { try? connection.send([1, 2, 3, 4]) }
            guard study.ownRole == .first, role == .second else { return Trio.drain(study, role, connection) }
            do throws(Problem) {
                _ = try connection.receive(limit: 3, deadline: nil)
            } catch {
                code.withLock { $0 = $0 ?? error.code }
            }
            done.open()
        })
        done.wait()
        #expect(code.withLock { $0 } == "malformed-message")
        _ = trio
    }
}
