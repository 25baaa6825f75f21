import Foundation
import Logging
import Primitives
import SecretSharing
import Study
import Synchronization
import Wire

/// The studies that a node serves: by the digest of the version in force, which queries and uploads name, and by that of
/// version 1, which stays.
final class NodeDirectory: Sendable {
    let name: String
    let log: Logger
    private let services = Mutex<[Digest: StudyService]>([:])
    private let renew = Mutex<(@Sendable (StudyService) async throws(Problem) -> StudyService)?>(nil)

    init(name: String, log: Logger) {
        self.name = name
        self.log = log
    }

    /// All services.
    var all: [StudyService] { services.withLock { Array($0.values) } }

    /// Takes the services up, and what makes the next service of a study after an amendment.
    func serve(
        _ list: [StudyService], renewing: @escaping @Sendable (StudyService) async throws(Problem) -> StudyService
    ) {
        services.withLock { $0 = Dictionary(uniqueKeysWithValues: list.map { ($0.study.identity, $0) }) }
        renew.withLock { $0 = renewing }
    }

    /// The service of a version in force.
    ///
    /// - Throws: `Problem` "wrong-study" that says which studies the node serves.
    func service(of digest: Digest) throws(Problem) -> StudyService {
        guard let service = all.first(where: { $0.study.digest == digest }) else { throw unknown(digest) }
        return service
    }

    /// The service of a study in whatever version.
    func service(identity: Digest) throws(Problem) -> StudyService {
        guard let service = services.withLock({ $0[identity] }) else { throw unknown(identity) }
        return service
    }

    /// After an act: puts a new service in the place of one whose version is no longer in force.
    func refresh(_ service: StudyService) async throws(Problem) -> StudyService {
        guard service.authority.study.digest != service.study.digest, let renew = renew.withLock({ $0 }) else {
            return service
        }
        let next = try await renew(service)
        services.withLock { $0[next.study.identity] = next }
        return next
    }

    private func unknown(_ digest: Digest) -> Problem {
        let served = all.map {
            "\($0.study.name) (\($0.study.digest.short)), version \($0.study.version), in mode \($0.study.mode.rawValue)"
        }
        .sorted()
        return Problem(
            "wrong-study", "the node serves no study with the digest \(digest.short)", at: "node \(name)",
            mend: "it serves: \(served.joined(separator: "; ")); compare your study file with the operators'",
            kind: .refused)
    }
}

extension Problem {
    /// The problem as the HTTPS interface writes it.
    var jsonObject: [String: String] {
        var object = ["code": code, "what": what, "kind": "\(kind.rawValue)"]
        object["place"] = place
        object["mend"] = mend
        return object
    }
}
