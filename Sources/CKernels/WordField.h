// GF(2^64). Included once by each level, which defines EVEN_PRODUCTS(a, b) and ODD_PRODUCTS(a, b): the carry-less
// products of the words in even or odd lanes, each in the two lanes that the pair had.

#define MOST_VARIABLES 6
#define MOST_POINTS 729

// high x^64 + low, reduced: x^64 = x^4 + x^3 + x + 1. The four bits that this pushes beyond the top come back the
// same way.
#define REDUCED(low, high)                                                    \
    ({                                                                        \
        __auto_type h_ = (high);                                              \
        h_ ^= h_ >> 63 ^ h_ >> 61 ^ h_ >> 60;                                 \
        (low) ^ h_ ^ h_ << 1 ^ h_ << 3 ^ h_ << 4;                             \
    })

// The products of words, from those in even and those in odd lanes.
INLINE lanes reduced(lanes even, lanes odd) { return REDUCED(EVEN(even, odd), ODD(even, odd)); }

INLINE lanes products(lanes a, lanes b) { return reduced(EVEN_PRODUCTS(a, b), ODD_PRODUCTS(a, b)); }

// The element that all pairs of lanes add up to.
INLINE uint64_t total(lanes pairs) {
    uint64_t low = 0, high = 0;
    for (int i = 0; i < LANES; i += 2) {
        low ^= pairs[i];
        high ^= pairs[i + 1];
    }
    return REDUCED(low, high);
}

static uint64_t word_product(uint64_t a, uint64_t b) {
    lanes pair = EVEN_PRODUCTS(((lanes){a}), ((lanes){b}));
    return REDUCED((uint64_t)pair[0], (uint64_t)pair[1]);
}

static void word_scale(const uint64_t *x, size_t count, uint64_t factor, uint64_t *z) {
    for (size_t i = 0; i < count; i += LANES)
        store_some(z, i, count, products(load_some(x, i, count), all(factor)));
}

// The values at the points of the grid from those at the corners, in place: variable by variable, highest first,
// from the last to the first so that nothing is overwritten before it is read.
INLINE void extend_words(lanes *v, int variables) {
    size_t parts = 1;
    for (int j = variables - 1; j >= 0; j--, parts *= 3) {
        size_t size = (size_t)1 << j;
        for (size_t h = parts; h-- > 0;) {
            lanes *from = v + 2 * size * h, *to = v + 3 * size * h;
            for (size_t i = size; i-- > 0;) to[2 * size + i] = from[i] ^ from[size + i];
            for (size_t i = 2 * size; h > 0 && i-- > 0;) to[i] = from[i];
        }
    }
}

INLINE void add_word_grid_sums(
    const uint64_t *const columns[4], size_t count, int variables, const uint64_t *weights, int skip_corners,
    uint64_t *sums, lanes *scratch) {
    size_t size = (size_t)1 << variables, points = powers_of_3[variables], blocks = (count + size - 1) / size;
    lanes *x0 = scratch, *x1 = x0 + points, *y0 = x1 + points, *y01 = y0 + points, *pairs = y01 + points;
    uint8_t skipped[MOST_POINTS] = {0};
    if (skip_corners) mark_corners(skipped, variables);
    for (size_t p = 0; p < points; p++) pairs[p] = all(0);
    for (size_t a = 0; a < blocks; a += LANES) {
        for (int c = 0; c < 4; c++) load_blocks(columns[c], a * size, count, size, scratch + (size_t)c * points);
        for (size_t u = 0; u < size; u++) y01[u] ^= y0[u];
        if (weights) {
            lanes w = load_some(weights, a, blocks);
            for (size_t u = 0; u < size; u++) {
                x0[u] = products(x0[u], w);
                x1[u] = products(x1[u], w);
            }
        }
        for (int c = 0; c < 4; c++) extend_words(scratch + (size_t)c * points, variables);
        for (size_t p = 0; p < points; p++)
            if (!skipped[p])
                pairs[p] ^= EVEN_PRODUCTS(x0[p], y01[p]) ^ ODD_PRODUCTS(x0[p], y01[p]) ^ EVEN_PRODUCTS(x1[p], y0[p])
                    ^ ODD_PRODUCTS(x1[p], y0[p]);
    }
    for (size_t p = 0; p < points; p++) sums[p] ^= total(pairs[p]);
}

static void word_grid_sums(
    const uint64_t *x0, const uint64_t *x1, const uint64_t *y0, const uint64_t *y1, size_t count, int variables,
    const uint64_t *weights, int skip_corners, uint64_t *sums) {
    const uint64_t *columns[4] = {x0, x1, y0, y1};
    if (variables == 3) {
        lanes scratch[5 * 27];
        add_word_grid_sums(columns, count, 3, weights, skip_corners, sums, scratch);
    } else {
        lanes *scratch = scratch_lanes(5 * powers_of_3[variables]);
        add_word_grid_sums(columns, count, variables, weights, skip_corners, sums, scratch);
        free(scratch);
    }
}

static void word_corner_sums(
    const uint64_t *z, size_t count, int variables, const uint64_t *weights, uint64_t *sums) {
    size_t size = (size_t)1 << variables;
    if (size < LANES) {
        // A vector holds several blocks.
        lanes even = {}, odd = {};
        for (size_t i = 0; i < count; i += LANES) {
            lanes w = {};
            for (size_t k = 0; k < LANES && i + k < count; k++) w[k] = weights[(i + k) >> variables];
            lanes v = load_some(z, i, count);
            even ^= EVEN_PRODUCTS(v, w);
            odd ^= ODD_PRODUCTS(v, w);
        }
        lanes sum = reduced(even, odd);
        for (size_t i = 0; i < LANES; i++) sums[i & (size - 1)] ^= sum[i];
        return;
    }
    lanes even[64 / LANES] = {}, odd[64 / LANES] = {};
    for (size_t a = 0; a * size < count; a++) {
        lanes w = all(weights[a]);
        for (size_t u = 0; u < size; u += LANES) {
            lanes v = load_some(z, a * size + u, count);
            even[u / LANES] ^= EVEN_PRODUCTS(v, w);
            odd[u / LANES] ^= ODD_PRODUCTS(v, w);
        }
    }
    for (size_t u = 0; u < size; u += LANES) {
        lanes sum = reduced(even[u / LANES], odd[u / LANES]);
        store(sums + u, load(sums + u) ^ sum);
    }
}

INLINE void fold_words(
    const uint64_t *x, size_t count, int variables, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z) {
    size_t size = (size_t)1 << variables, blocks = (count + size - 1) / size;
    for (size_t a = 0; a < blocks; a += LANES) {
        lanes block[64], even = {}, odd = {};
        load_blocks(x, a * size, count, size, block);
        for (size_t u = 0; u < size; u++) {
            lanes c = all(coefficients[u]);
            even ^= EVEN_PRODUCTS(block[u], c);
            odd ^= ODD_PRODUCTS(block[u], c);
        }
        lanes v = reduced(even, odd);
        if (weights) v = products(v, load_some(weights, a, blocks));
        store_some(z, a, blocks, v);
    }
}

static void word_fold(
    const uint64_t *x, size_t count, int variables, const uint64_t *coefficients, const uint64_t *weights,
    uint64_t *z) {
    if (variables == 3)
        fold_words(x, count, 3, coefficients, weights, z);
    else
        fold_words(x, count, variables, coefficients, weights, z);
}
