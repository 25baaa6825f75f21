import Fields
import SecretSharing
import TestSupport
import Testing

@testable import MPC

@Suite struct ViewTests {
    /// A false message in an opening is found by both honest parties, whoever sent it and whoever got it.
    @Test(arguments: Role.allCases) func aFalseOpeningIsFoundByBothHonestParties(corrupted: Role) throws {
        let parties = ThreeParties { role, link in
            role == corrupted ? HostileLink(link, message: 0, .flip(bit: 3)) : link
        }
        let outcomes = parties.outcomes { session in
            let mask: Shared<Mersenne61> = try session["mask"].random(count: 2)
            let opened = try session["open"].openMasked(mask)
            try session["views"].compareViews()
            return opened.count
        }
        for role in [corrupted.left, corrupted.right] {
            #expect(throws: MPCError.viewsDiffer(step: "views")) { try outcomes[role].get() }
        }
    }

    @Test func openingsAreTheValuesAndViewsAgree() throws {
        let outcome = try runThreeParties { session in
            let mask: Shared<Mersenne61> = try session["mask"].random(count: 5)
            let opened = try session["open"].openMasked(mask)
            try session["views"].compareViews()
            try session["again"].compareViews()
            return (mask: mask, opened: opened)
        }
        let masks = Parts { outcome[$0].mask }
        let values = try reconstruct(from: masks.byRole)
        #expect(Role.allCases.allSatisfy { outcome[$0].opened == values })
    }
}
