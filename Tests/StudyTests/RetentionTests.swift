import Testing

@testable import Study

@Suite("Retention")
struct RetentionTests {
    @Test("It is warned of 30 days before, in days that are rounded up, and over at its instant")
    func standing() {
        let day: UInt64 = 86_400
        let retention = Retention(until: 100 * day)
        #expect(retention.standing(at: 0) == .kept)
        #expect(retention.standing(at: 70 * day - 1) == .kept)
        #expect(retention.standing(at: 70 * day) == .ending(days: 30))
        #expect(retention.standing(at: 70 * day + 1) == .ending(days: 30))
        #expect(retention.standing(at: 99 * day) == .ending(days: 1))
        #expect(retention.standing(at: 100 * day - 1) == .ending(days: 1))
        #expect(retention.standing(at: 100 * day) == .over)
        #expect(Retention(until: nil).standing(at: .max) == .kept)
    }
}
