import CKernels

/// The loops over columns, written in C for several kinds of processors; all give the same bits.
public enum Kernels {
    /// A kind of processor that the loops are written for.
    public enum Level: Int32, CaseIterable, Sendable {
        /// Any processor.
        case portable
        /// x86-64 with SSE4.1 and PCLMULQDQ.
        case sse
        /// x86-64 with AVX2 and BMI2 too.
        case avx2
        /// x86-64 with AVX-512, its integer and byte extensions, VPCLMULQDQ and GFNI too (Ice Lake, Zen 4).
        case avx512
    }

    /// The level at which this process works: the highest that the processor knows, or, if that is lower, what the
    /// environment variable TREFOIL_KERNELS asked for at the first use (portable, sse, avx2 or native).
    public static let level = Level(rawValue: trefoil_chosen_level()) ?? .portable

    /// The levels that this processor can work at, lowest first.
    public static var available: [Level] { Level.allCases.filter { $0.rawValue <= trefoil_best_level() } }
}

extension Span where Element: BitwiseCopyable {
    /// Calls a kernel with the address of the column, whose elements are words of 64 bits.
    func withWords<Result>(_ body: (UnsafePointer<UInt64>?) -> Result) -> Result {
        precondition(MemoryLayout<Element>.stride == 8)
        return withUnsafeBufferPointer { buffer in
            body(UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: UInt64.self))
        }
    }
}

extension MutableSpan where Element: BitwiseCopyable {
    /// Calls a kernel with the address of the column that it writes, whose elements are words of 64 bits.
    mutating func withWords<Result>(_ body: (UnsafeMutablePointer<UInt64>?) -> Result) -> Result {
        precondition(MemoryLayout<Element>.stride == 8)
        return withUnsafeMutableBufferPointer { buffer in
            body(UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: UInt64.self))
        }
    }
}

/// The addresses of the components of two shares.
typealias FactorWords = (
    x0: UnsafePointer<UInt64>?, x1: UnsafePointer<UInt64>?, y0: UnsafePointer<UInt64>?, y1: UnsafePointer<UInt64>?
)

/// Calls a kernel with the components of two shares, which are equally long.
func withFactors<Element: BitwiseCopyable, Result>(
    _ x: (Span<Element>, Span<Element>), _ y: (Span<Element>, Span<Element>), _ body: (FactorWords, Int) -> Result
) -> Result {
    let count = x.0.count
    precondition(x.1.count == count && y.0.count == count && y.1.count == count, "the columns are equally long")
    return x.0.withWords { x0 in
        x.1.withWords { x1 in
            y.0.withWords { y0 in
                y.1.withWords { y1 in body((x0, x1, y0, y1), count) }
            }
        }
    }
}

/// Calls a kernel with the weights of blocks, if there are any.
func withWeights<Element: BitwiseCopyable, Result>(
    _ weights: Span<Element>?, blocks: Int, _ body: (UnsafePointer<UInt64>?) -> Result
) -> Result {
    guard let weights else { return body(nil) }
    precondition(weights.count >= blocks, "each block has a weight")
    // Without blocks no weight is read, but there must be no doubt that there are weights.
    return weights.withWords(body)
}
