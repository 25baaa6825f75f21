import Foundation
import SecretSharing
import Study
import Wire

/// The synthetic pilot study: Munich and Rome, 24 patients each, as the published pilot describes its cohort.
enum DemoStudy {
    /// A hospital of the study.
    struct Hospital: Sendable {
        /// The owner's name and the name of its file.
        let name: String
        /// Its table.
        let table: String
    }

    static let hospitals = [
        Hospital(name: "munich", table: "munich_production"), Hospital(name: "rome", table: "rome_production"),
    ]

    /// The study's parties, with the pilot's codebook.
    static func make(mode: SecurityMode = .active, policy: Policy = .pilot) throws(Problem) -> EphemeralStudy {
        EphemeralStudy(
            name: "DS1", title: "MR-guided radiotherapy of adrenal gland metastases (synthetic data)", data: .synthetic,
            mode: mode, policy: policy, nodeNames: ["node-munich", "node-rome", "node-third"],
            owners: hospitals.map { EphemeralStudy.Owner(name: $0.name, tables: [$0.table]) }, analyst: "analyst",
            codebook: try .read(String(decoding: PackageResources.codebook_yaml, as: UTF8.self), path: "codebook.yaml"))
    }

    /// A hospital's table: from a folder, or the one that comes with the program.
    static func table(of hospital: Hospital, folder: String?) throws(Problem) -> (bytes: [UInt8], name: String) {
        guard let folder else {
            let bytes = hospital.name == "munich" ? PackageResources.munich_csv : PackageResources.rome_csv
            return (bytes, "\(hospital.name).csv")
        }
        let path = URL(fileURLWithPath: folder).appendingPathComponent("\(hospital.name).csv").path
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "file-unreadable", "the table cannot be read", at: path,
                mend: "--data wants a folder with munich.csv and rome.csv", kind: .usage)
        }
        return (Array(data), path)
    }

    /// The session of the paper, an expression a line.
    static let session = [
        #"tm <- load("DS1", "munich_production")"#,
        #"tr <- load("DS1", "rome_production")"#,
        "tm$age",
        "quantile(tm$age)",
        "freq(tm$gender)",
        "length(c(tm$age, tr$age))",
        "freq(c(tm$gender, tr$gender))",
        "quantile(c(tm$age, tr$age))",
        "freq(c(subset(tm, event_death == 0)$follow_up, subset(tr, event_death == 0)$follow_up))",
        """
        freq(c(subset(tm, event_death == 0 & ecog_status == 0)$follow_up,
               subset(tr, event_death == 0 & ecog_status == 0)$follow_up))
        """,
    ]

    /// What a policy means for the session, in words.
    static func meaning(of policy: Policy) -> String {
        policy.needsCounts
            ? "nothing about fewer than \(policy.minimumGroup) patients is released; what is refused says why"
            : "exact extremes and cells of one patient are shown, as the published pilot did"
    }

    static let protectedHeading =
        "What the policy refuses is refused above; medians, means, tables, curves and tests are still there:"

    /// What an analyst asks under a policy that protects patients, an expression a line.
    static let protectedSession = [
        "d <- rbind(tm, tr)",
        "median(d$age)",
        "mean(d$age)",
        "sd(d$age)",
        "quantile(d$age, probs = c(0.25, 0.5, 0.75))",
        "table(d$gender)",
        "table(d$gender, d$event_death)",
        "t.test(age ~ gender, data = d)",
        #"survfit(Surv(follow_up, event_death == "1") ~ 1, data = d)"#,
        #"survdiff(Surv(follow_up, event_death == "1") ~ gender, data = d)"#,
    ]
}
