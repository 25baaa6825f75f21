import Fields
import Primitives
public import SecretSharing
public import Study
public import Wire

/// The two components of a table that a node holds, in full.
public struct ExpandedPart: Sendable {
    /// Component i of party i.
    public let own: TableComponent
    /// Component i+1 of party i.
    public let next: TableComponent
}

extension UploadPart {
    /// Expands the seeds and checks everything against what the owner signed.
    ///
    /// - Parameters:
    ///   - role: the node's own role.
    ///   - statement: the owner's statement.
    ///   - codebook: the study's columns, which give the layout.
    /// - Throws: `Problem` "bad-part" or "component-differs"; then nothing of the part may be used.
    public func expanded(
        for role: Role, statement: VerifiedStatement, codebook: Codebook
    ) throws(Problem) -> ExpandedPart {
        guard role == self.role else {
            throw Self.badPart("it is for the \(self.role) node, this is the \(role) one", of: statement.statement)
        }
        let layout = codebook.layout
        let components = role.components
        let own = try own.component(components.own, layout: layout, statement: statement.statement)
        let next = try next.component(components.next, layout: layout, statement: statement.statement)
        try statement.check(own)
        try statement.check(next)
        return ExpandedPart(own: own, next: next)
    }

    static func badPart(_ what: String, of statement: UploadStatement) -> Problem {
        Problem(
            "bad-part", "a part of the upload cannot be used: \(what)", at: "table \(statement.table)",
            mend: "upload the table again with the study file that the nodes have", kind: .refused)
    }
}

extension UploadPart.Content {
    /// The component in full.
    fileprivate func component(
        _ index: Int, layout: [VectorLayout], statement: UploadStatement
    ) throws(Problem) -> TableComponent {
        switch self {
        case .seed(let seed):
            // Only components 0 and 1 are streams; an upload in which all three were would be no table.
            guard index < 2 else { throw UploadPart.badPart("its third component is a seed", of: statement) }
            return TableComponent(seed: seed, index: index, layout: layout, rows: statement.rows)
        case .explicit(let salt, let vectors):
            guard index == 2 else { throw UploadPart.badPart("its first components are not seeds", of: statement) }
            guard vectors.count == layout.count else {
                throw UploadPart.badPart("it has \(vectors.count) vectors, the codebook \(layout.count)", of: statement)
            }
            var checked: [ComponentVector] = []
            for (vector, bytes) in zip(layout, vectors) {
                guard vector.kind.accepts(bytes, rows: statement.rows) else {
                    throw UploadPart.badPart("vector \(vector.label) is malformed", of: statement)
                }
                checked.append(ComponentVector(label: vector.label, kind: vector.kind, bytes: bytes))
            }
            return TableComponent(index: index, salt: salt, vectors: checked)
        }
    }
}

extension VectorLayout.Kind {
    /// Whether bytes are a canonical vector of this kind for so many rows.
    fileprivate func accepts(_ bytes: [UInt8], rows: Int) -> Bool {
        switch self {
        case .field:
            let elements: [Mersenne61]? = Component.elements(of: bytes, count: rows)
            return elements != nil
        case .bits:
            let elements: [BitWord]? = Component.elements(of: bytes, count: PackedBits.wordCount(rows))
            return elements != nil
        }
    }
}
