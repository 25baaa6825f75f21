import Fields
import SecretSharing
import TestSupport

@testable import MPC

/// Attacks that a mistake in the verification would let through: each succeeds every time against a verification with that
/// mistake, and never against the right order. The attacker is the second party, with a program of its own.
enum AttackTrial {
    /// How often an attack is tried.
    static let tries = 100
    static let attacker = Role.second

    /// What is multiplied: two small numbers each.
    struct Inputs: Sendable {
        var x: Shared<Mersenne61>
        var y: Shared<Mersenne61>

        static func dealt(_ seed: UInt64) -> Parts<Inputs> {
            var dealer = Dealer(seed: seed)
            let (x, y) = (dealer.numbers([3, 5]), dealer.numbers([7, -4]))
            return Parts { Inputs(x: x[$0], y: y[$0]) }
        }
    }

    /// Tries an attack; counts how often both honest parties were content.
    static func successes(
        mode: SecurityMode = .passive, _ attack: @escaping @Sendable (Session, Inputs) throws -> Void
    ) -> Int {
        (0..<UInt64(tries)).filter { seed in
            let inputs = Inputs.dealt(seed)
            let outcomes = ThreeParties(mode: mode, seed: seed).outcomes { try attack($0, inputs[$0.role]) }
            return [attacker.left, attacker.right].allSatisfy { (try? outcomes[$0].get()) != nil }
        }.count
    }

    /// The claim that z = x y, for a small verification.
    static func claim(_ inputs: Inputs, _ z: Shared<Mersenne61>) -> ([Mersenne61]) -> SmallVerification.Claim {
        { weights in
            SmallVerification.Claim(x: inputs.x.scaled(by: weights), y: inputs.y, z: z.scaled(by: weights).sum())
        }
    }

    /// The errors at the attacker, zeros at the others.
    static func errors(_ errors: [Mersenne61], _ role: Role) -> [Mersenne61] {
        role == attacker ? errors : errors.map { _ in .zero }
    }
}
