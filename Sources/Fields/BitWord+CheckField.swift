import CKernels

// The verification's kernels over GF(2^64).

extension BitWord {
    /// The element 1 of GF(2^64): bit 0.
    @inlinable
    public static var one: BitWord { BitWord(value: 1) }

    /// The product in GF(2^64), where the word is the polynomial of its bits modulo x^64 + x^4 + x^3 + x + 1; in
    /// constant time.
    public static func * (a: BitWord, b: BitWord) -> BitWord {
        BitWord(value: trefoil_word_product(Kernels.level.rawValue, a.value, b.value))
    }
}

extension BitWord: CheckField {
    /// See ``CheckField/addGridSums(_:_:variables:weights:skippingCorners:into:)``.
    public static func addGridSums(
        _ x: (Span<BitWord>, Span<BitWord>), _ y: (Span<BitWord>, Span<BitWord>), variables l: Int,
        weights: Span<BitWord>?, skippingCorners: Bool, into sums: inout MutableSpan<BitWord>
    ) {
        precondition((0...6).contains(l) && sums.count == Grid.pointCount(l), "there is a sum for each point")
        sums.withWords { sums in
            withFactors(x, y) { factors, count in
                withWeights(weights, blocks: Grid.blockCount(count, l)) { weights in
                    trefoil_word_grid_sums(
                        Kernels.level.rawValue, factors.x0, factors.x1, factors.y0, factors.y1, count, Int32(l),
                        weights,
                        skippingCorners ? 1 : 0, sums)
                }
            }
        }
    }

    /// See ``CheckField/addCornerSums(_:variables:weights:into:)``.
    public static func addCornerSums(
        _ z: Span<BitWord>, variables l: Int, weights: Span<BitWord>, into sums: inout MutableSpan<BitWord>
    ) {
        precondition((0...6).contains(l) && sums.count == 1 << l, "there is a sum for each corner")
        sums.withWords { sums in
            withWeights(weights, blocks: Grid.blockCount(z.count, l)) { weights in
                z.withWords {
                    trefoil_word_corner_sums(Kernels.level.rawValue, $0, z.count, Int32(l), weights, sums)
                }
            }
        }
    }

    /// See ``CheckField/fold(_:coefficients:weights:into:)``.
    public static func fold(
        _ x: Span<BitWord>, coefficients: Span<BitWord>, weights: Span<BitWord>?, into z: inout MutableSpan<BitWord>
    ) {
        let l = coefficients.count.trailingZeroBitCount
        precondition((0...6).contains(l) && coefficients.count == 1 << l, "there is a coefficient for each corner")
        precondition(z.count == Grid.blockCount(x.count, l), "each block becomes one element")
        z.withWords { z in
            withWeights(weights, blocks: Grid.blockCount(x.count, l)) { weights in
                coefficients.withWords { coefficients in
                    x.withWords {
                        trefoil_word_fold(
                            Kernels.level.rawValue, $0, x.count, Int32(l), coefficients, weights, z)
                    }
                }
            }
        }
    }

    /// z = factor x.
    public static func scale(_ x: Span<BitWord>, by factor: BitWord, into z: inout MutableSpan<BitWord>) {
        precondition(x.count == z.count, "the columns are equally long")
        z.withWords { z in
            x.withWords { trefoil_word_scale(Kernels.level.rawValue, $0, x.count, factor.value, z) }
        }
    }
}
