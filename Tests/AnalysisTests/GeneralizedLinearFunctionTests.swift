import Inference
import Testing
import Wire

/// `glm` on shares against R 4.2.2.
struct GeneralizedLinearFunctionTests {
    private static func expect(
        _ call: String, coefficients: [Double], errors: [Double], numbers: [Double], tolerance: Double
    ) throws {
        let session = try SharedSession()
        let fit = try session.object(of: "fit <- \(call)\nfit")
        let summary = try session.object(of: "summary(fit)")
        let table = try #require(summary["coefficients"]).doubles
        let names = ["deviance", "null.deviance", "aic"]
        let found = names.map { fit[$0]?.doubles.first ?? .nan } + [summary["dispersion"]?.doubles.first ?? .nan]
        let expected = coefficients + errors + numbers
        #expect(table.count >= 4)
        for (value, other) in zip(table.prefix(4) + found, expected) {
            #expect(abs(value - other) <= tolerance * abs(other), "\(value) for \(other)")
        }
    }

    @Test("gaussian: the sums of lm")
    func gaussian() throws {
        try Self.expect(
            "glm(age ~ weight, family = gaussian, data = t)",
            coefficients: [-118.95569766853144, 2.65412964416205], errors: [44.198529043820486, 0.628697298975432],
            numbers: [1124.2056516171760, 7802.808, 47.2663556588261, 374.7352172057253], tolerance: 1e-9)
    }

    @Test("Gamma with the inverse link")
    func gamma() throws {
        try Self.expect(
            "glm(weight ~ age, family = Gamma, data = t)",
            coefficients: [1.90067353149313e-02, -6.31151018164998e-05],
            errors: [1.66477663074172e-03, 1.86222379051748e-05],
            numbers: [0.0432445409366240, 0.2057725414309912, 38.5715748714042661, 0.0147734610505843], tolerance: 1e-5)
    }

    @Test("Gamma with the inverse link: a predictor that could be 0 or negative is refused")
    func negative() throws {
        let plan =
            #"glm.step(weight, age, beta = c(0.01, 0.001), center = 60, family = "Gamma", link = "inverse", data = load("S", "t"))"#
        #expect(try Fixture().refusal(plan) == "cannot-fit")
    }
}
