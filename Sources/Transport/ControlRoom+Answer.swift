import Primitives
import SecretSharing
import Wire

extension ControlRoom {
    /// Checks the opening of a control connection and answers it; the study and the peer's role, or why not.
    func answer(
        _ hello: ControlHello, pin: Digest, on channel: TLSChannel
    ) throws(Problem) -> (study: StudyPeers, role: Role) {
        guard hello.wireVersion == JobHello.currentWireVersion else {
            throw Problem(
                "hello-differs",
                "the nodes do not agree on the version of their messages: \(ownName) has "
                    + "\(JobHello.currentWireVersion), the caller has \(hello.wireVersion)", at: "node \(ownName)",
                mend: "bring all three nodes to the same version of the program")
        }
        guard let study = lobby.study(hello.studyDigest) else { throw unknown(hello, pin) }
        guard study.role(withPin: pin) == hello.role else {
            throw Problem(
                "wrong-role", "the caller does not have the role in study \(study.studyName) that it claims",
                at: "node \(ownName)", mend: "give all three nodes the same study file", kind: .refused)
        }
        do throws(ChannelEnd) {
            try channel.send(ControlHello(study).wireBytes, tag: Frame.Tag.controlHello)
        } catch {
            throw error.problem(reaching: study[hello.role], from: ownName)
        }
        return (study, hello.role)
    }

    private func unknown(_ hello: ControlHello, _ pin: Digest) -> Problem {
        let name = hello.studyName.printable
        guard let own = lobby.study(named: hello.studyName) else {
            return Problem(
                "unknown-study", "\(ownName) does not take part in the study \(name)", at: "node \(ownName)",
                mend: "add the study to the configuration of \(ownName)", kind: .refused)
        }
        let caller = own.role(withPin: pin)
        let mode = own.mode?.rawValue ?? ""
        // The mode is part of the study, so a study file of another mode is another study.
        let (what, ours, theirs) =
            mode == hello.mode
            ? ("the study \(name)", own.studyDigest.short, hello.studyDigest.short)
            : ("the security mode of the study \(name)", mode, hello.mode.printable)
        let problem = Problem(
            "hello-differs",
            "the nodes do not agree on \(what): \(ownName) has \(ours), "
                + "\(caller.map { own[$0].name } ?? "the caller") has \(theirs)",
            at: "node \(ownName)", mend: "give all three nodes the same study file, and start them again")
        if let caller { lobby.note(problem, .init(study: own.studyDigest, role: caller)) }
        return problem
    }
}
