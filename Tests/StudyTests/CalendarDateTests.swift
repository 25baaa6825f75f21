import Study
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
    @Test("Days that exist are read, others are not")
    func reading() {
        #expect(CalendarDate("2035-12-31")?.description == "2035-12-31")
        #expect(CalendarDate("2024-02-29") != nil)
        for text in [
            "2023-02-29", "2035-13-01", "2035-00-10", "2035-04-31", "35-12-31", "2035-12-311", "2035/12/31", "",
        ] {
            #expect(CalendarDate(text) == nil, "\(text)")
        }
    }

    @Test(
        "A day ends where the next begins in UTC",
        arguments: [("1970-01-01", 86_400), ("2000-02-29", 951_868_800), ("2035-12-31", 2_082_758_400)])
    func end(text: String, seconds: UInt64) throws {
        #expect(try #require(CalendarDate(text)).end == seconds)
    }
}
