import Foundation
import Language
import Study
import Wire

/// The files of a study as its commands read them.
enum StudyFiles {
    /// The bytes of a file.
    static func bytes(of path: String) throws(Problem) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "file-unreadable", "the file cannot be read", at: path, mend: "check its name and permissions")
        }
        return Array(data)
    }

    /// A study whose agreed plans can be read too.
    static func checked(_ path: String) throws(Problem) -> Study {
        let study = try Study.load(path: path)
        do throws(Problem) {
            try study.checkAnalyses()
        } catch {
            var placed = error
            placed.place = error.place.map { "\(path), \($0)" } ?? path
            throw placed
        }
        return study
    }

    /// The version that a study amends, which must be given for one that amends any.
    static func previous(of study: Study, _ path: String?) throws(Problem) -> Study? {
        guard study.version > 1 else { return nil }
        guard let path else {
            throw Problem(
                "previous-needed", "version \(study.version) amends another, to be compared with",
                mend: "give the file of version \(study.version - 1): --previous FILE", kind: .usage)
        }
        let previous = try Study.load(path: path)
        try study.checkAmends(previous)
        return previous
    }

    /// What a signer agrees to, in words: the whole study, or of an amendment what differs.
    static func words(of study: Study, since previous: Study?) -> [String] {
        guard let previous else { return study.words }
        return ["version \(study.version) of the study \(study.name), against version \(previous.version):"]
            + study.differences(from: previous).map { "  " + $0 }
    }
}

extension UInt64 {
    /// Seconds since 1970 as an instant in RFC 3339, UTC.
    var instantText: String {
        Date(timeIntervalSince1970: TimeInterval(Swift.min(self, 253_402_300_799))).formatted(.iso8601)
    }
}
