public import Fields
import Primitives

/// Why parts do not make a whole.
public enum SharingError: Error, Hashable, Sendable {
    /// A party's part is missing.
    case missingPart(Role)
    /// The parts of two parties differ in length.
    case lengthsDiffer(Role, Role)
    /// A party's part holds something that is no element.
    case notCanonical(Role)
    /// The component that two parties both hold is not the same: at least one of them is wrong.
    case componentsDiffer(Role, Role)
}

/// Puts a vector together from the parts of all three parties.
///
/// Each component comes twice; both copies must agree, so that no single party can change the result unnoticed. The
/// error names two parties because nothing here can tell which of them is at fault.
public func reconstruct<Element: ShareElement>(
    from parts: [Role: Shared<Element>]
) throws(SharingError) -> [Element] {
    var own: [[Element]] = []
    for role in Role.allCases {
        guard let part = parts[role] else { throw .missingPart(role) }
        guard let neighbour = parts[role.right] else { throw .missingPart(role.right) }
        guard part.own.count == part.next.count, part.next.count == neighbour.own.count else {
            throw .lengthsDiffer(role, role.right)
        }
        guard Component.isCanonical(part.own), Component.isCanonical(part.next) else {
            throw .notCanonical(role)
        }
        guard constantTimeEqual(Component.bytes(of: part.next), Component.bytes(of: neighbour.own)) else {
            throw .componentsDiffer(role, role.right)
        }
        own.append(part.own)
    }
    return Shared.combine(Shared.combine(own[0], own[1], Element.add), own[2], Element.add)
}

/// Puts a vector of bits together from the parts of all three parties; see ``reconstruct(from:)-(_)``.
public func reconstruct(from parts: [Role: SharedBits]) throws(SharingError) -> PackedBits {
    for role in Role.allCases {
        guard let part = parts[role] else { throw .missingPart(role) }
        guard let neighbour = parts[role.right] else { throw .missingPart(role.right) }
        guard part.count == neighbour.count else { throw .lengthsDiffer(role, role.right) }
    }
    let words = try reconstruct(from: parts.mapValues(\.words))
    return PackedBits(words: words.map(\.value), count: parts[.first]?.count ?? 0)
}
