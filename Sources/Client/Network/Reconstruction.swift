import Fields
import Messages
import SecretSharing
import Wire

/// Puts the three nodes' shares of a result together.
enum Reconstruction {
    /// The released integers.
    ///
    /// Each component comes from two nodes; copies that differ, and values that are no field elements, are an error.
    static func values(of parts: [ResultPart], nodes: [String]) throws(Problem) -> [Int64] {
        var shares: [Role: Shared<Mersenne61>] = [:]
        for part in parts {
            guard part.own.count == part.next.count else {
                throw StudyClient.disagreement("the part of \(nodes[part.role.index]) is malformed")
            }
            var components: [[Mersenne61]] = []
            for component in [part.own, part.next] {
                guard component.allSatisfy({ $0 < Mersenne61.modulus }) else {
                    throw StudyClient.disagreement("the part of \(nodes[part.role.index]) is malformed")
                }
                components.append(component.map { Mersenne61($0) })
            }
            shares[part.role] = Shared(own: components[0], next: components[1])
        }
        do {
            return try reconstruct(from: shares).map(\.signedValue)
        } catch {
            throw StudyClient.disagreement("\(error)")
        }
    }
}
