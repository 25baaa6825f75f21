import Inference
import Testing

@Suite("Distribution functions as in R")
struct DistributionTests {
    private typealias D = Distribution

    @Test("pnorm, far tails and logarithms included")
    func normal() {
        #expect(close(D.pnorm(-8), 6.220960574271785e-16, within: 1e-12))
        #expect(close(D.pnorm(8, lowerTail: false), 6.220960574271785e-16, within: 1e-12))
        #expect(close(D.pnorm(-40, log: true), -804.6084420137538, within: 1e-12))
        #expect(close(D.pnorm(1.96), 0.9750021048517796, within: 1e-14))
        #expect(close(D.qnorm(1e-10), -6.36134090240406, within: 1e-12))
        #expect(close(D.qnorm(0.975), 1.959963984540054, within: 1e-14))
        #expect(close(D.pnorm(D.qnorm(-1000, log: true), log: true), -1000, within: 1e-12))
        #expect(D.qnorm(1.1).isNaN && D.qnorm(0) == -.infinity && D.pnorm(1, mean: 1, sd: 0) == 1)
    }

    @Test("pt and qt, central and not")
    func studentsT() {
        #expect(close(D.pt(-3, df: 3), 0.02883444281121872, within: 1e-12))
        #expect(close(D.pt(12, df: 5, lowerTail: false), 3.544746258580764e-05, within: 1e-11))
        #expect(close(D.qt(0.975, df: 5), 2.570581835636314, within: 1e-12))
        #expect(close(D.qt(0.975, df: 1e6), 1.959966356814107, within: 1e-12))
        #expect(close(D.pt(2.2, df: 46, ncp: 3.49, lowerTail: false), 0.897784188679258, within: 1e-12))
        #expect(D.qt(0.5, df: 3) == 0 && D.pt(1, df: -1).isNaN)
    }

    @Test("pchisq, pf, pbeta, pgamma and pexp")
    func continuous() {
        #expect(close(D.pchisq(30, df: 4, lowerTail: false), 4.894437128029214e-06, within: 1e-12))
        #expect(close(D.qchisq(0.95, df: 10), 18.30703805327515, within: 1e-12))
        #expect(close(D.pchisq(3, df: 4, ncp: 3), 0.1816731096217865, within: 1e-11))
        #expect(close(D.pf(4, df1: 2, df2: 20, lowerTail: false), 0.0345716130336078, within: 1e-12))
        #expect(close(D.pbeta(0.01, 2, 3), 0.00059203, within: 1e-12))
        #expect(close(D.qgamma(0.5, shape: 2), 1.678346990016661, within: 1e-12))
        #expect(close(D.pexp(1e-20), 1e-20, within: 1e-14))
        #expect(D.pbeta(0.3, 0, 1) == 1 && D.pchisq(0, df: 1) == 0 && D.pf(-1, df1: 1, df2: 1) == 0)
    }

    @Test("pbinom, ppois and phyper, with their quantiles")
    func discrete() {
        #expect(close(D.pbinom(1, size: 5, prob: 0.3), 0.52822, within: 1e-12))
        #expect(D.qbinom(0.52822, size: 5, prob: 0.3) == 1)
        #expect(close(D.ppois(5, lambda: 2.2), 0.975090249695300, within: 1e-12))
        #expect(D.qpois(0.975, lambda: 2.2) == 5)
        #expect(close(D.phyper(1, m: 10, n: 20, k: 5), 0.4487811039535177, within: 1e-12))
        #expect(close(D.dpois(300, lambda: 1, log: true), -1415.905849945068, within: 1e-12))
    }

    @Test("pwilcox, psignrank, ptukey and qtukey")
    func ranks() {
        #expect(close(D.pwilcox(30, m: 8, n: 9), 0.302920608802962, within: 1e-12))
        #expect(D.psignrank(8, n: 10) == 0.0244140625)
        #expect(D.qwilcox(0.302920608802962, m: 8, n: 9) == 30)
        #expect(close(D.ptukey(3.5, nmeans: 3, df: 20, lowerTail: false), 0.0558918490820594, within: 1e-11))
        #expect(close(D.qtukey(0.95, nmeans: 3, df: 20), 3.577934581525569, within: 1e-11))
    }
}
