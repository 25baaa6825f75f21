import CKernels

// Gates: words of 64 bits, in blocks of 64 words.

extension BitWord {
    /// Replicated ANDs, z = x_0 (y_0 + y_1) + x_1 y_0 + f + g over F_2; see
    /// ``Mersenne61/replicatedProduct(_:_:mask:into:)``.
    public static func replicatedProduct(
        _ x: (Span<BitWord>, Span<BitWord>), _ y: (Span<BitWord>, Span<BitWord>),
        mask: (Span<BitWord>, Span<BitWord>), into z: inout MutableSpan<BitWord>
    ) {
        precondition(x.0.count == z.count && mask.0.count == z.count && mask.1.count == z.count)
        z.withWords { z in
            mask.0.withWords { f in
                mask.1.withWords { g in
                    withFactors(x, y) { factors, count in
                        trefoil_gate_products(
                            Kernels.level.rawValue, factors.x0, factors.x1, factors.y0, factors.y1, f, g, count, z)
                    }
                }
            }
        }
    }

    /// z = x + y, element by element: exclusive or.
    public static func add(_ x: Span<BitWord>, _ y: Span<BitWord>, into z: inout MutableSpan<BitWord>) {
        precondition(x.count == z.count && y.count == z.count, "the columns are equally long")
        z.withWords { z in
            y.withWords { y in
                x.withWords { trefoil_exclusive_or(Kernels.level.rawValue, $0, y, x.count, z) }
            }
        }
    }

    /// z = x - y, element by element: exclusive or.
    public static func subtract(_ x: Span<BitWord>, _ y: Span<BitWord>, into z: inout MutableSpan<BitWord>) {
        add(x, y, into: &z)
    }

    /// Every word is an element.
    public static func areCanonical(_ x: Span<BitWord>) -> Bool { true }

    /// ``CheckField/addGridSums(_:_:variables:weights:skippingCorners:into:)`` for gates: blocks of 64 words (l = 6),
    /// the product being the conjunction of words, read as an element. The sums at the corners stay as they are.
    ///
    /// - Parameters:
    ///   - weights: one a block of 64 words.
    ///   - sums: 729.
    public static func addGateGridSums(
        _ x: (Span<BitWord>, Span<BitWord>), _ y: (Span<BitWord>, Span<BitWord>), weights: Span<BitWord>,
        into sums: inout MutableSpan<BitWord>
    ) {
        precondition(sums.count == Grid.pointCount(6), "there is a sum for each point")
        sums.withWords { sums in
            withFactors(x, y) { factors, count in
                withWeights(weights, blocks: Grid.blockCount(count, 6)) { weights in
                    trefoil_gate_grid_sums(
                        Kernels.level.rawValue, factors.x0, factors.x1, factors.y0, factors.y1, count, weights, sums)
                }
            }
        }
    }

    /// Folds each block of 64 words of gates into 64 elements, one a bit:
    /// z[64 a + b] = weights[a] x^b (sum over u of coefficients[u] (bit b of w[64 a + u])).
    ///
    /// - Parameters:
    ///   - w: words; those missing in the last block count as 0.
    ///   - coefficients: 64 of them.
    ///   - weights: one a block; nil weighs each element with 1, without x^b.
    ///   - z: 64 elements a block.
    public static func foldGates(
        _ w: Span<BitWord>, coefficients: Span<BitWord>, weights: Span<BitWord>?, into z: inout MutableSpan<BitWord>
    ) {
        let blocks = Grid.blockCount(w.count, 6)
        precondition(coefficients.count == 64 && z.count == 64 * blocks, "each block becomes 64 elements")
        z.withWords { z in
            withWeights(weights, blocks: blocks) { weights in
                coefficients.withWords { coefficients in
                    w.withWords {
                        trefoil_gate_fold(Kernels.level.rawValue, $0, w.count, coefficients, weights, z)
                    }
                }
            }
        }
    }
}
