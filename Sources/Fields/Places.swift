import CKernels

/// Elements moved to and from other places of a column.
public enum Places {
    /// z[i] = x[places[i]]. A place may occur often or never.
    public static func gather<Element: BitwiseCopyable>(
        _ x: Span<Element>, at places: Span<UInt32>, into z: inout MutableSpan<Element>
    ) {
        precondition(places.count == z.count, "there is a place for each element")
        precondition(areBelow(x.count, places), "places are within the column")
        z.withWords { z in
            x.withWords { x in
                places.withUnsafeBufferPointer { trefoil_gather(x, $0.baseAddress, $0.count, z) }
            }
        }
    }

    /// z[places[i]] = x[i]. Places that are not named stay as they are; of those named twice the last element stays.
    public static func scatter<Element: BitwiseCopyable>(
        _ x: Span<Element>, to places: Span<UInt32>, into z: inout MutableSpan<Element>
    ) {
        precondition(places.count == x.count, "there is a place for each element")
        precondition(areBelow(z.count, places), "places are within the column")
        z.withWords { z in
            x.withWords { x in
                places.withUnsafeBufferPointer { trefoil_scatter(x, $0.baseAddress, $0.count, z) }
            }
        }
    }

    /// Whether every place is below `limit`.
    public static func areBelow(_ limit: Int, _ places: Span<UInt32>) -> Bool {
        places.withUnsafeBufferPointer {
            trefoil_places_below(Kernels.level.rawValue, $0.baseAddress, $0.count, limit) != 0
        }
    }
}
