import Language
import Testing

@Suite("The grid of survival times")
struct TimeGridTests {
    @Test(
        "Width and ticks",
        arguments: [
            // months with one decimal, days, years with two decimals, a constant, bounds beside the grid
            (1, 0, 2400, 20, 0, 121), (0, 0, 5000, 50, 0, 101), (2, 0, 1000, 10, 0, 101), (0, 7, 7, 1, 7, 1),
            (0, -13, 290, 5, -10, 61), (0, 3, 123, 1, 3, 121), (0, 3, 124, 2, 4, 61),
        ] as [(Int, Int128, Int128, Int128, Int128, Int)])
    func ticks(decimals: Int, minimum: Int128, maximum: Int128, width: Int128, first: Int128, count: Int) {
        let grid = TimeGrid(DecimalType(decimals: decimals, minimum: minimum, maximum: maximum))
        #expect(grid.width == width)
        #expect(grid.ticks.first == first)
        #expect(grid.ticks.count == count)
        #expect(zip(grid.ticks, grid.ticks.dropFirst()).allSatisfy { $1 - $0 == width })
        #expect((grid.ticks.last ?? 0) >= maximum)
        #expect(grid.units.first == UInt64(first - minimum))
    }

    @Test("Times are at the scale of the column")
    func times() {
        let grid = TimeGrid(DecimalType(decimals: 1, minimum: 0, maximum: 2400))
        #expect(Array(grid.times.prefix(3)) == [0, 2, 4])
        #expect(grid.times.last == 240)
    }
}
