import Inference
import Testing

@Suite("Results print as in R")
struct PrintTests {
    private let x = Sample.moments([1.1, 2.2, 3.3, 4, 7.5])
    private let y = Sample.moments([2.5, 3.6, 4.7, 8, 9, 12])
    private let z = Sample.moments([1, 2, 5])

    @Test("A test with interval and estimates")
    func welch() throws {
        let expected = """

            \tWelch Two Sample t-test

            data:  x and y
            t = -1.6359, df = 8.6782, p-value = 0.1376
            alternative hypothesis: true difference in means is not equal to 0
            95 percent confidence interval:
             -7.204031  1.177365
            sample estimates:
            mean of x mean of y\u{20}
             3.620000  6.633333\u{20}


            """
        #expect(try TTest.twoSample(x, y, dataName: "x and y").printedHTest() == expected)
    }

    @Test("A title that begins with a blank, several parameters, no null value")
    func parts() throws {
        let pooled = try TTest.twoSample(x, y, equalVariances: true, dataName: "x and y").printedHTest()
        #expect(pooled?.hasPrefix("\n\tTwo Sample t-test\n\n") == true)
        let means = try OneWayTest.test([x, y], dataName: "v and g").printedHTest()
        #expect(means?.contains("F = 2.676, num df = 1.0000, denom df = 8.6782, p-value = 0.1376\n") == true)
        let four = try ProportionTest.test(successes: [83, 90, 129, 70], trials: [86, 93, 136, 82], dataName: "x")
        #expect(four.printedHTest()?.contains("X-squared = 12.6, df = 3, p-value = 0.005585\n") == true)
        #expect(
            four.printedHTest()?.contains(
                """
                alternative hypothesis: two.sided
                sample estimates:
                   prop 1    prop 2    prop 3    prop 4\u{20}
                0.9651163 0.9677419 0.9485294 0.8536585\u{20}
                """) == true)
        let tiny = try ChiSquaredTest.independence(ContingencyTable(rows: [[300, 2], [1, 400]]), dataName: "t")
        #expect(tiny.printedHTest()?.contains("p-value < 2.2e-16\n") == true)
        let fisher = try FisherTest.test(ContingencyTable(rows: [[3, 2], [1, 4]]), dataName: "t").printedHTest()
        #expect(fisher?.contains("   0.218046 390.562917\n") == true)
        #expect(RObject.null.printedHTest() == nil)
    }

    @Test("A planned sample size")
    func power() throws {
        let expected = """

                 Two-sample t test power calculation\u{20}

                          n = 20
                      delta = 1
                         sd = 1
                  sig.level = 0.05
                      power = 0.8689528
                alternative = two.sided

            NOTE: n is number in *each* group


            """
        #expect(try PowerTTest.solve(n: 20, delta: 1).printedPower() == expected)
    }

    @Test("Comparisons of all pairs")
    func pairs() throws {
        let groups = [SampleGroup("a", x), SampleGroup("b", y), SampleGroup("c", z)]
        let pairwise = """

            \tPairwise comparisons using t tests with pooled SD\u{20}

            data:  v and g\u{20}

              a    b  \u{20}
            b 0.26 -  \u{20}
            c 0.67 0.26

            P value adjustment method: holm\u{20}

            """
        #expect(try PairwiseTests.tTest(groups, dataName: "v and g").printedPairwiseTests() == pairwise)
        let tukey = """
              Tukey multiple comparisons of means
                95% family-wise confidence level

            Fit: aov(formula = v ~ g)

            $g
                      diff       lwr      upr     p adj
            b-a  3.0133333 -1.883790 7.910457 0.2623661
            c-a -0.9533333 -6.859486 4.952820 0.9014503
            c-b -3.9666667 -9.685275 1.751941 0.1922235


            """
        #expect(try TukeyHSD.test(groups, term: "g").printedTukeyHSD(fit: "aov(formula = v ~ g)") == tukey)
    }

    @Test("An analysis of variance, as summary and as anova write it")
    func anova() {
        let table = OneWayAnalysis([x, y, z]).table(term: "g")
        let summary = """
                        Df Sum Sq Mean Sq F value Pr(>F)
            g            2  40.66  20.331   2.267   0.15
            Residuals   11  98.63   8.966              \u{20}

            """
        #expect(table.printedAnova() == summary)
        let anova = """
            Analysis of Variance Table

            Response: v
                      Df Sum Sq Mean Sq F value Pr(>F)
            g          2 40.661 20.3306  2.2675 0.1498
            Residuals 11 98.628  8.9662              \u{20}

            """
        #expect(table.printedAnova(response: "v") == anova)
        // mpg by cyl of mtcars
        let cylinders = OneWayAnalysis([
            SampleMoments(count: 11, mean: 26.66363636363636, squares: 203.3854545454545),
            SampleMoments(count: 7, mean: 19.74285714285714, squares: 12.67714285714286),
            SampleMoments(count: 14, mean: 15.1, squares: 85.2),
        ])
        let starred = """
                        Df Sum Sq Mean Sq F value   Pr(>F)\u{20}\u{20}\u{20}\u{20}
            factor(cyl)  2  824.8   412.4    39.7 4.98e-09 ***
            Residuals   29  301.3    10.4                    \u{20}
            ---
            Signif. codes:  0 ‘***’ 0.001 ‘**’ 0.01 ‘*’ 0.05 ‘.’ 0.1 ‘ ’ 1

            """
        #expect(cylinders.table(term: "factor(cyl)").printedAnova() == starred)
    }
}
