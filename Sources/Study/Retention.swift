/// Until when a study's tables may be kept.
public struct Retention: Sendable, Hashable {
    /// How long before the end it is warned of, in seconds: 30 days.
    public static let warning: UInt64 = 30 * 86_400

    /// How it stands at an instant.
    public enum Standing: Sendable, Hashable {
        /// The end is far.
        case kept
        /// The end is near; so many days are left, rounded up.
        case ending(days: Int)
        /// The end has come.
        case over
    }

    /// The instant at which all tables are deleted, in seconds since 1970 UTC; nil where there is no end.
    public let until: UInt64?

    /// A retention.
    public init(until: UInt64?) { self.until = until }

    /// How it stands at an instant, in seconds since 1970 UTC.
    public func standing(at now: UInt64) -> Standing {
        guard let until else { return .kept }
        if now >= until { return .over }
        guard until - now <= Self.warning else { return .kept }
        return .ending(days: Int((until - now + 86_399) / 86_400))
    }
}
