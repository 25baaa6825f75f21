import CKernels

// Element-wise kernels: columns in, one column out, all of the same length.

extension Mersenne61 {
    /// Replicated products, z = x_0 (y_0 + y_1) + x_1 y_0 + f - g: a party's part of the product of two shares,
    /// with its zero share f - g added.
    ///
    /// - Parameters:
    ///   - x: the two components of the first factor.
    ///   - y: the two components of the second factor.
    ///   - mask: the streams f and g of the zero share.
    ///   - z: receives the part of the product.
    public static func replicatedProduct(
        _ x: (Span<Mersenne61>, Span<Mersenne61>), _ y: (Span<Mersenne61>, Span<Mersenne61>),
        mask: (Span<Mersenne61>, Span<Mersenne61>), into z: inout MutableSpan<Mersenne61>
    ) {
        precondition(x.0.count == z.count && mask.0.count == z.count && mask.1.count == z.count)
        z.withWords { z in
            mask.0.withWords { f in
                mask.1.withWords { g in
                    withFactors(x, y) { factors, count in
                        trefoil_number_products(
                            Kernels.level.rawValue, factors.x0, factors.x1, factors.y0, factors.y1, f, g, count, z)
                    }
                }
            }
        }
    }

    /// The sum over all positions of x_0 (y_0 + y_1) + x_1 y_0: a party's part of an inner product of two shares.
    public static func replicatedInnerProduct(
        _ x: (Span<Mersenne61>, Span<Mersenne61>), _ y: (Span<Mersenne61>, Span<Mersenne61>)
    ) -> Mersenne61 {
        withFactors(x, y) { factors, count in
            Mersenne61(
                unchecked: trefoil_number_inner_product(
                    Kernels.level.rawValue, factors.x0, factors.x1, factors.y0, factors.y1, count))
        }
    }

    /// Whether every word is an element, below p.
    public static func areCanonical(_ x: Span<Mersenne61>) -> Bool {
        x.withWords { trefoil_number_all_canonical(Kernels.level.rawValue, $0, x.count) != 0 }
    }

    /// Keeps the low 61 bits of random words; whether any of them is p then, which is no element.
    public static func mask(_ x: inout MutableSpan<Mersenne61>) -> Bool {
        let count = x.count
        return x.withWords { trefoil_number_mask(Kernels.level.rawValue, $0, count) != 0 }
    }

    /// The sum of all elements.
    public static func sum(_ x: Span<Mersenne61>) -> Mersenne61 {
        x.withWords { Mersenne61(unchecked: trefoil_number_sum(Kernels.level.rawValue, $0, x.count)) }
    }

    /// The running sums x_0, x_0 + x_1, ...
    public static func prefixSums(_ x: Span<Mersenne61>, into z: inout MutableSpan<Mersenne61>) {
        precondition(x.count == z.count, "the columns are equally long")
        z.withWords { z in
            x.withWords { trefoil_number_prefix_sums(Kernels.level.rawValue, $0, x.count, z) }
        }
    }

    /// z = x + y, element by element.
    public static func add(_ x: Span<Mersenne61>, _ y: Span<Mersenne61>, into z: inout MutableSpan<Mersenne61>) {
        withPair(x, y, &z) { trefoil_number_add(Kernels.level.rawValue, $0, $1, $2, $3) }
    }

    /// z = x - y, element by element.
    public static func subtract(_ x: Span<Mersenne61>, _ y: Span<Mersenne61>, into z: inout MutableSpan<Mersenne61>) {
        withPair(x, y, &z) { trefoil_number_subtract(Kernels.level.rawValue, $0, $1, $2, $3) }
    }

    /// z = x y, element by element.
    public static func multiply(_ x: Span<Mersenne61>, _ y: Span<Mersenne61>, into z: inout MutableSpan<Mersenne61>) {
        withPair(x, y, &z) { trefoil_number_multiply(Kernels.level.rawValue, $0, $1, $2, $3) }
    }

    private static func withPair(
        _ x: Span<Mersenne61>, _ y: Span<Mersenne61>, _ z: inout MutableSpan<Mersenne61>,
        _ body: (UnsafePointer<UInt64>?, UnsafePointer<UInt64>?, Int, UnsafeMutablePointer<UInt64>?) -> Void
    ) {
        let count = z.count
        precondition(x.count == count && y.count == count, "the columns are equally long")
        z.withWords { z in
            y.withWords { y in
                x.withWords { body($0, y, count, z) }
            }
        }
    }
}
