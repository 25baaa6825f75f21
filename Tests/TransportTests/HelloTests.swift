import Identity
import Primitives
import SecretSharing
import Testing
import Wire

@testable import Transport

@Suite struct HelloTests {
    enum Field: String, CaseIterable {
        case wireVersion, study, mode, policy, plan, batch, fewerTables, attempt
    }

    private static func change(_ field: Field, _ hello: JobHello) -> JobHello {
        var changed = hello
        switch field {
        case .wireVersion: changed.wireVersion = 9
        case .study: changed.studyDigest = Digest(of: "another study")
        case .mode: changed.mode = .active
        case .policy: changed.policyDigest = Digest(of: "open")
        case .plan: changed.planDigest = Digest(of: "another plan")
        case .batch: changed.tableVersions[1] = .init(table: "rome", batch: "cc33")
        case .fewerTables: changed.tableVersions.removeLast()
        case .attempt: changed.attempt = 2
        }
        return changed
    }

    private static func words(_ field: Field) -> (subject: String, own: String, others: String) {
        switch field {
        case .wireVersion: ("version of their messages", "2", "9")
        case .study: ("the study", "", Digest(of: "another study").short)
        case .mode: ("security mode", "passive", "active")
        case .policy: ("policy", Digest(of: "pilot").short, Digest(of: "open").short)
        case .plan: ("plan", Digest(of: "plan").short, Digest(of: "another plan").short)
        case .batch: ("tables", "rome in batch bb22", "rome in batch cc33")
        case .fewerTables: ("tables", "rome in batch bb22", "no further table")
        case .attempt: ("attempt", "1", "2")
        }
    }

    @Test(arguments: Field.allCases, [0, 2])
    func anyDifferenceIsNamedByAllThree(_ field: Field, _ odd: Int) throws {
        var timeouts = TransportTimeouts()
        timeouts.patience = .seconds(30)
        let trio = try Trio(timeouts: timeouts)
        let results = inParallel(3) { index in
            let hello = trio.hello()
            return try trio.meet(index, index == odd ? Self.change(field, hello) : hello)
        }
        let words = Self.words(field)
        for result in results {
            let problem = try #require(result.problem)
            #expect(problem.code == "hello-differs")
            #expect(problem.what.contains(words.subject), "\(problem)")
            #expect(problem.what.contains(words.own) && problem.what.contains(words.others), "\(problem)")
            #expect(problem.what.contains(Trio.names[odd]), "\(problem)")
            #expect(problem.mend != nil)
        }
        #expect(trio.greetsAll("afterwards"))
    }

    @Test func equalHellosAgree() throws {
        let trio = try Trio(started: [false, false, false])
        var other = trio.hello()
        other.role = .third
        other.nonce = [UInt8](repeating: 1, count: 32)
        #expect(trio.hello().difference(from: other, ownName: "a", otherName: "b") == nil)
        #expect(try JobHello(wireBytes: other.wireBytes) == other)
    }

    @Test func aNodeThatHoldsAnotherStudyIsToldSo() throws {
        let trio = try Trio(started: [true, true, false])
        let parties = try trio.peers(2).parties
        let connected = Gate()
        let problems = Gate()
        let other = try #require(
            StudyPeers(studyDigest: Digest(of: "elsewhere"), studyName: "DS1", ownRole: .third, parties: parties))
        let endpoint = try PeerEndpoint(
            credentials: trio.keys[2].tls, ownName: "oslo",
            listener: ListeningSocket.bind(#require(trio.addresses[2])),
            log: { _, line in
                if line.contains("do not agree on the study DS1"), line.contains("refused") { problems.open() }
            },
            controlHandler: { _, _, _ in connected.open() })
        endpoint.add(study: other)
        endpoint.start()
        defer { endpoint.stop() }
        problems.wait()
        let results = inParallel(2) { try trio.meet($0) }
        for result in results {
            let problem = try #require(result.problem)
            #expect(problem.code == "hello-differs" || problem.code == "peer-down", "\(problem)")
            #expect(problem.text.contains("oslo"))
        }
        #expect(
            throws: Problem(
                "unknown-study", "oslo does not take part in the study \(trio.study.short)", at: "node oslo",
                mend: "add the study to the configuration of oslo", kind: .refused)
        ) {
            try endpoint.lease(trio.hello(), study: trio.study, deadline: .now, cancellation: .init())
        }
    }

    @Test func goodbyesTravelWithoutControlCharacters() throws {
        for goodbye in [Goodbye.ended, .lost("rome"), .problem(Problem("a", "b", at: "c", mend: "d"), by: "rome")] {
            #expect(try Goodbye(wireBytes: goodbye.wireBytes) == goodbye)
        }
        let odd = Goodbye.problem(Problem("a", "red \u{1b}[31m\u{202e}text"), by: "ro\u{7}me")
        #expect(try Goodbye(wireBytes: odd.wireBytes) == .problem(Problem("a", "red [31mtext"), by: "rome"))
    }
}
