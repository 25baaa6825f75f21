import CKernels

// The verification's kernels over F_p.

extension Mersenne61: CheckField {
    /// See ``CheckField/addGridSums(_:_:variables:weights:skippingCorners:into:)``.
    public static func addGridSums(
        _ x: (Span<Mersenne61>, Span<Mersenne61>), _ y: (Span<Mersenne61>, Span<Mersenne61>), variables l: Int,
        weights: Span<Mersenne61>?, skippingCorners: Bool, into sums: inout MutableSpan<Mersenne61>
    ) {
        precondition((0...6).contains(l) && sums.count == Grid.pointCount(l), "there is a sum for each point")
        sums.withWords { sums in
            withFactors(x, y) { factors, count in
                withWeights(weights, blocks: Grid.blockCount(count, l)) { weights in
                    trefoil_number_grid_sums(
                        Kernels.level.rawValue, factors.x0, factors.x1, factors.y0, factors.y1, count, Int32(l),
                        weights,
                        skippingCorners ? 1 : 0, sums)
                }
            }
        }
    }

    /// See ``CheckField/addCornerSums(_:variables:weights:into:)``.
    public static func addCornerSums(
        _ z: Span<Mersenne61>, variables l: Int, weights: Span<Mersenne61>, into sums: inout MutableSpan<Mersenne61>
    ) {
        precondition((0...6).contains(l) && sums.count == 1 << l, "there is a sum for each corner")
        sums.withWords { sums in
            withWeights(weights, blocks: Grid.blockCount(z.count, l)) { weights in
                z.withWords {
                    trefoil_number_corner_sums(Kernels.level.rawValue, $0, z.count, Int32(l), weights, sums)
                }
            }
        }
    }

    /// See ``CheckField/fold(_:coefficients:weights:into:)``.
    public static func fold(
        _ x: Span<Mersenne61>, coefficients: Span<Mersenne61>, weights: Span<Mersenne61>?,
        into z: inout MutableSpan<Mersenne61>
    ) {
        let l = coefficients.count.trailingZeroBitCount
        precondition((0...6).contains(l) && coefficients.count == 1 << l, "there is a coefficient for each corner")
        precondition(z.count == Grid.blockCount(x.count, l), "each block becomes one element")
        z.withWords { z in
            withWeights(weights, blocks: Grid.blockCount(x.count, l)) { weights in
                coefficients.withWords { coefficients in
                    x.withWords {
                        trefoil_number_fold(
                            Kernels.level.rawValue, $0, x.count, Int32(l), coefficients, weights, z)
                    }
                }
            }
        }
    }

    /// z = factor x.
    public static func scale(_ x: Span<Mersenne61>, by factor: Mersenne61, into z: inout MutableSpan<Mersenne61>) {
        precondition(x.count == z.count, "the columns are equally long")
        z.withWords { z in
            x.withWords { trefoil_number_scale(Kernels.level.rawValue, $0, x.count, factor.value, z) }
        }
    }
}
