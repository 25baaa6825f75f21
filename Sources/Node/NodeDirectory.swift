import Foundation
import Logging
import Primitives
import SecretSharing
import Study
import Wire

/// The studies that a node serves, by the digest that requests name.
struct NodeDirectory: Sendable {
    let name: String
    let services: [Digest: StudyService]
    let log: Logger

    /// The service of a study.
    ///
    /// - Throws: `Problem` "wrong-study" that says which studies the node serves.
    func service(of digest: Digest) throws(Problem) -> StudyService {
        guard let service = services[digest] else {
            let served = services.values.map {
                "\($0.study.name) (\($0.study.digest.short)) in mode \($0.study.mode.rawValue)"
            }
            .sorted()
            throw Problem(
                "wrong-study", "the node serves no study with the digest \(digest.short)", at: "node \(name)",
                mend: "it serves: \(served.joined(separator: ", ")); compare your study file with the operators'",
                kind: .refused)
        }
        return service
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
