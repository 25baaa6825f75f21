import MPC
import Primitives
import Wire

/// How the end of a computation without a result is put into words.
///
/// A party is named only for what it did to this node over its own connection. Where another party's deviation may be
/// behind that, the words say that nobody is proved guilty.
struct JobFailure {
    let job: Digest
    let node: String

    private var place: String { "job \(job.short), node \(node)" }

    /// The problem that an error of the computation is for the analyst and the operators.
    ///
    /// - Parameters:
    ///   - reason: why the job was cancelled here.
    ///   - link: what the link found, in words.
    func problem(_ error: MPCError, reason: Problem?, link: Problem?) -> Problem {
        if let reason { return reason }
        switch error {
        case .verificationFailed(let step):
            return deviation("the check of the computation failed at step \(step)")
        case .copiesDiffer(let step):
            return deviation("the two other nodes gave different copies of a share at step \(step)")
        case .viewsDiffer(let step):
            return deviation("the nodes have seen different values opened at step \(step)")
        case .notAPermutation(let step):
            return deviation("what was opened as an order of rows names a row twice at step \(step)")
        case .link(.outOfStep(let other, _, _), let step):
            return misstep("\(other) sent a message of another step than \(step)")
        case .link(.wrongLength(let other, let expected, let got), let step):
            return misstep("\(other) sent \(got) bytes at step \(step), where \(expected) were due")
        case .notCanonical(let other, let step):
            return Problem(
                "not-canonical", "\(other) sent a value outside the field at step \(step)", at: place,
                mend: "nothing was released; tell the operator of \(other), and ask again once the fault is found")
        case .link(.lost(let other), let step), .link(.timedOut(let other), let step):
            return link.map { at(step, $0) }
                ?? Problem(
                    "node-lost", "the node \(other) was lost during the query at step \(step)", at: place,
                    mend: "see that \(other) runs and can be reached, then ask again", kind: .tryAgain)
        case .link(.cancelled, let step):
            return link.map { at(step, $0) }
                ?? Problem("cancelled", "the query was cancelled at step \(step)", at: place, kind: .tryAgain)
        case .stepReused(let step):
            return Problem(
                "internal", "the program used the step \(step) twice", at: place,
                mend: "report it, with the nodes' logs")
        }
    }

    /// A job whose program ended before all was verified; it must not release anything.
    func unverified(_ count: Int) -> Problem {
        Problem(
            "unverified", "the computation ended with \(count) steps that were not verified", at: place,
            mend: "nothing was released; report it, with the nodes' logs")
    }

    /// An error that is none of the computation's.
    var unexpected: Problem {
        Problem(
            "internal", "the computation ended with an error of the program", at: place,
            mend: "report it, with the nodes' logs")
    }

    private func deviation(_ what: String) -> Problem {
        Problem(
            "deviation", "\(what): a node deviated from the protocol, and which one cannot be proved", at: place,
            mend: "nothing was released; ask again, and if it happens again let the three operators compare their "
                + "programs, logs and machines")
    }

    private func misstep(_ what: String) -> Problem {
        Problem(
            "out-of-step", "\(what); which node left the protocol first cannot be proved", at: place,
            mend: "nothing was released; ask again, and if it happens again let the three operators compare their "
                + "programs and logs")
    }

    /// What the link found, with job and step.
    private func at(_ step: String, _ problem: Problem) -> Problem {
        var problem = problem
        problem.place = [problem.place, "job \(job.short), step \(step)"].compactMap { $0 }.joined(separator: ", ")
        return problem
    }
}
