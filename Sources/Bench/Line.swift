import Foundation
import MPC
import Primitives
import SecretSharing
import Transport
import Wire

/// A party's way to its neighbours for one repetition.
struct Line {
    /// The link.
    let link: any Link
    /// The secrets shared with the neighbours.
    let secrets: (left: [UInt8], right: [UInt8])
    /// Ends the use of the link; says whether that is in order.
    let finish: (Bool) -> Void

    /// A line over connections that a node's endpoint leases; the label is the same at all parties.
    static func leased(
        from endpoint: PeerEndpoint, study: Digest, label: String, mode: SecurityMode, latency: UInt64
    ) throws(Problem) -> Line {
        let digest = Digest(of: label)
        let hello = JobHello(
            studyDigest: study, planDigest: digest, tableVersions: [], mode: mode, policyDigest: study, job: digest,
            attempt: 1, role: .first)
        let leased = try endpoint.lease(
            hello, study: study, deadline: .now + .seconds(300), cancellation: JobCancellation())
        return Line(
            link: DelayedLink.over(leased, latency) { nanoseconds throws(LinkError) in
                try leased.pause(.nanoseconds(nanoseconds))
            }, secrets: leased.pairSecrets, finish: { leased.finish(reusable: $0) })
    }

    /// A line between threads of this process, with secrets from a seed that all of them have.
    static func inMemory(_ ring: MemoryLink, role: Role, label: String, seed: [UInt8], latency: UInt64) -> Line {
        func secret(_ role: Role) -> [UInt8] {
            HKDF.derive(secret: seed, salt: [], info: Array("pair/\(role.index)/\(label)".utf8), count: 32)
        }
        return Line(
            link: DelayedLink.over(ring, latency) { nanoseconds throws(LinkError) in
                Thread.sleep(forTimeInterval: Double(nanoseconds) * 1e-9)
            }, secrets: (secret(role), secret(role.right)), finish: { _ in })
    }
}

extension DelayedLink {
    /// The link itself if there is nothing to delay.
    static func over(
        _ link: any Link, _ latency: UInt64, wait: @escaping (UInt64) throws(LinkError) -> Void
    ) -> any Link {
        latency == 0 ? link : DelayedLink(link, latency: latency, wait: wait)
    }
}
