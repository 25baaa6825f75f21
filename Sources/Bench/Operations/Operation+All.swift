// Every operation is an entry in one of the files beside this one: its inputs, what the clock sees, and the check
// against the cleartext twin.

extension Operation {
    /// All operations in the order in which they are measured.
    static let all: [Operation] = [
        product, innerProduct, and, chain, lessThan, lessThanBits(12), lessThanBits(32), equal, shuffle,
        sort("sort", width: 32, sizes: [1000, 10_000, 100_000, 1_000_000]),
        sort("sort12", width: 12, sizes: [1_000_000]), quantile, frequency, groupSum, divide, upload,
    ]
}
