import Inference
import Testing

@Suite("Drawings in characters")
struct TextPlotTests {
    @Test("Survival curves with a mark for each group, a legend and the numbers at risk")
    func survival() throws {
        let plot = try #require(Plot(PlotFixtures.leukaemia, title: "Title"))
        #expect(
            plot.text(width: 64, height: 13)
                == """
                                                     Title

                           1.00 +&&&*
                                |  o**
                                |  oo+*
                           0.75 +   o ***
                                |   oo  *
                                |    +oo&+*
                           0.50 +       oo**
                                |        oo*
                                |         o&*+**
                           0.25 +          o   *
                                |          ooo ******************************+
                                |            o
                           0.00 +            o
                                ++-------------+------------+-------------+---
                                 0             50          100           150
                                                     Time

                *** x=Maintained   ooo x=Nonmaintained   + censored   & several

                Number at risk
                x=Maintained     11            1            1             1
                x=Nonmaintained  12            0            0             0
                """)
    }

    @Test("One curve in lines, plain and of box drawing characters")
    func single() throws {
        let plot = try #require(Plot(PlotFixtures.single, title: "Title"))
        #expect(
            plot.text(width: 48, height: 9)
                == """
                                       Title

                1.00 +----------.
                     |          |
                0.75 +          '---------+---------.
                     |                              |
                0.50 +                              |
                     |                              '--------+
                0.25 +
                     |
                0.00 +
                     ++---------+---------+--------+---------+
                      0         1         2        3         4
                                        Time

                + censored

                Number at risk
                      4         4         3        2         1
                """)
        #expect(
            plot.text(width: 48, height: 9, marks: .boxDrawing)
                == """
                                       Title

                1.00 ┤──────────┐
                     │          │
                0.75 ┤          └─────────+─────────┐
                     │                              │
                0.50 ┤                              │
                     │                              └────────+
                0.25 ┤
                     │
                0.00 ┤
                     └┬─────────┬─────────┬────────┬─────────┬
                      0         1         2        3         4
                                        Time

                + censored

                Number at risk
                      4         4         3        2         1
                """)
    }

    @Test("A histogram")
    func histogram() throws {
        let plot = try #require(Plot(PlotFixtures.histogram, title: "Title"))
        #expect(
            plot.text(width: 48)
                == """
                Title

                    mpg   Frequency
                [10,15] |########################### 6
                (15,20] | NA
                (20,25] |#################################### 8
                (25,30] |######### 2
                (30,35] |################## 4
                """)
    }

    @Test("Boxes")
    func boxes() throws {
        let plot = try #require(Plot(PlotFixtures.boxes, title: "Title"))
        #expect(
            plot.text(width: 56)
                == """
                                          Title
                   |
                OJ |  o       |--------[========|===]-----|
                   |
                VC |     |--------[=====|========]------------|      o
                   ++-----------+------------+-----------+-----------+
                    0           10           20          30          40
                                          Value
                """)
    }

    @Test("Estimates with intervals")
    func forest() throws {
        let plot = try #require(Plot(PlotFixtures.cox, title: "Title"))
        #expect(
            plot.text()
                == """
                Title
                                                                   95% interval
                 age |                                      #|     1.02 (1.00 to 1.04)
                 sex |    |------------#------------|       :      0.60 (0.43 to 0.83)
                none |                                      :      NA
                     +-+---------------+-----------+--------+-----
                      0.4             0.6         0.8      1.0
                                      Hazard ratio
                """)
    }

}
