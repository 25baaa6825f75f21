import Foundation
import TestSupport
import Testing

/// In active mode a party deviates in one message: any message of any role, in every protocol.
///
/// Both honest parties must end with an error, or both with the right values. Only what is sent in the last step may
/// stop one of them alone, as the other needs nothing more.
///
/// TREFOIL_TAMPER=long tries every deviation at every message (`make tamper`); see ``TamperRun/tally(all:)``.
@Suite(.serialized) struct TamperProtocolTests {
    private static let all = ProcessInfo.processInfo.environment["TREFOIL_TAMPER"] == "long"

    @Test(arguments: TamperCase.all) func noDeviationChangesWhatIsReleased(tampered: TamperCase) throws {
        let tally = try TamperRun(tampered: tampered).tally(all: Self.all)
        print(tally.line(of: tampered.name))
        // At once, since a long run is long.
        fflush(nil)
        #expect(tally.deviations > 0)
        #expect(tally.wrong == 0)
        #expect(tally.oneSidedTooEarly == 0)
        #expect(tally.aborted + tally.harmless + tally.oneSided == tally.deviations)
    }
}

extension TamperRun.Tally {
    fileprivate func line(of name: String) -> String {
        let columns = [
            ("messages", messages), ("deviations", deviations), ("aborted", aborted), ("harmless", harmless),
            ("one aborted at the end", oneSided), ("released wrong", wrong),
        ]
        let name = "tamper: " + name.padding(toLength: 18, withPad: " ", startingAt: 0)
        return name + columns.map { label, count in "  \(label) \(count)" }.joined()
    }
}
