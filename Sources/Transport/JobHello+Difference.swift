import Primitives
import SecretSharing
import Wire

extension JobHello {
    /// The first thing in which two hellos that should agree do not, in words; nil if they agree.
    ///
    /// - Parameters:
    ///   - other: what the other node said.
    ///   - ownName: the name of the node that said `self`.
    ///   - otherName: the name of the other node.
    func difference(from other: JobHello, ownName: String, otherName: String) -> Problem? {
        func differ(_ what: String, _ own: String, _ others: String, _ mend: String) -> Problem {
            Problem(
                "hello-differs", "the nodes do not agree on \(what): \(ownName) has \(own), \(otherName) has \(others)",
                at: "nodes \(ownName) and \(otherName)", mend: mend)
        }
        if wireVersion != other.wireVersion {
            return differ(
                "the version of their messages", "\(wireVersion)", "\(other.wireVersion)",
                "bring all three nodes to the same version of the program")
        }
        // The study says the mode, so its digest differs too; the mode is what people want to hear.
        if mode != other.mode {
            return differ(
                "the security mode", mode.rawValue, other.mode.rawValue,
                "give all three nodes the same study file, and start them again")
        }
        if studyDigest != other.studyDigest {
            return differ(
                "the study", studyDigest.short, other.studyDigest.short,
                "give all three nodes the same study file, and start them again")
        }
        if policyDigest != other.policyDigest {
            return differ(
                "the policy", policyDigest.short, other.policyDigest.short,
                "give all three nodes the same study file, and the same version of the program")
        }
        if planDigest != other.planDigest {
            return differ(
                "the plan", planDigest.short, other.planDigest.short,
                "bring all three nodes to the same version of the program, and ask again")
        }
        if let (own, others) = Self.differingTables(tableVersions, other.tableVersions) {
            return differ("the tables", own, others, "ask again; if it happens again, restart the node that is behind")
        }
        if attempt != other.attempt {
            return differ("the number of the attempt", "\(attempt)", "\(other.attempt)", "ask again")
        }
        return nil
    }

    private static func differingTables(_ a: [TableVersion], _ b: [TableVersion]) -> (String, String)? {
        guard a != b else { return nil }
        func words(_ version: TableVersion?) -> String {
            guard let version else { return "no further table" }
            return "\(version.table.printable) in batch \(String(version.batch.printable.prefix(12)))"
        }
        for i in 0..<max(a.count, b.count) {
            let (own, others) = (i < a.count ? a[i] : nil, i < b.count ? b[i] : nil)
            if own != others { return (words(own), words(others)) }
        }
        return nil
    }
}

extension Digest {
    /// The first twelve digits, enough for people to tell two apart.
    var short: String { String(hex.prefix(12)) }
}

extension String {
    /// The text without characters that could play tricks on a terminal or a log.
    var printable: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter { ![.control, .format].contains($0.properties.generalCategory) }))
    }
}
