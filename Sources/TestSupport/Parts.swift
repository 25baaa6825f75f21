public import Fields
public import SecretSharing

/// What each of the three parties holds, gathered in one place. For tests only.
public struct Parts<Part: Sendable>: Sendable {
    private let parts: [Part]

    /// Asks for the part of each role.
    public init(_ part: (Role) throws -> Part) rethrows { parts = try Role.allCases.map(part) }

    /// The part of one party.
    public subscript(role: Role) -> Part { parts[role.index] }

    /// The parts by role, as reconstruction takes them.
    public var byRole: [Role: Part] { Dictionary(uniqueKeysWithValues: zip(Role.allCases, parts)) }
}

extension Parts where Part == Shared<Mersenne61> {
    /// The shared numbers, checked and put together, as signed integers.
    public func reconstructed() throws(SharingError) -> [Int] {
        try reconstruct(from: byRole).map { Int($0.signedValue) }
    }
}

extension Parts where Part == SharedBits {
    /// The shared bits, checked and put together.
    public func reconstructed() throws(SharingError) -> [Bool] {
        try reconstruct(from: byRole).bools
    }
}

extension Parts where Part == SharedPlanes {
    /// The shared column, checked and put together from its planes.
    public func reconstructed() throws(SharingError) -> [UInt64] {
        var column = [UInt64](repeating: 0, count: self[.first].count)
        for j in self[.first].planes.indices {
            let plane = try Parts<SharedBits> { self[$0].planes[j] }.reconstructed()
            for (i, bit) in plane.enumerated() where bit { column[i] |= 1 << UInt64(j) }
        }
        return column
    }
}

extension Parts where Part == [SharedBits] {
    /// Each of the shared vectors of bits, checked and put together.
    public func reconstructed() throws(SharingError) -> [[Bool]] {
        var vectors: [[Bool]] = []
        for k in self[.first].indices { vectors.append(try Parts<SharedBits> { self[$0][k] }.reconstructed()) }
        return vectors
    }
}
