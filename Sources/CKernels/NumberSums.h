// F_p without products. Included once by each level.


INLINE lanes lanes_reduced_once(lanes x) { return __builtin_elementwise_min(x, x - p); }

static void number_add(const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) store(z + i, lanes_reduced_once(load(x + i) + load(y + i)));
    for (; i < count; i++) z[i] = reduced_once(x[i] + y[i]);
}

static void number_subtract(const uint64_t *x, const uint64_t *y, size_t count, uint64_t *z) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) store(z + i, lanes_reduced_once(load(x + i) + (p - load(y + i))));
    for (; i < count; i++) z[i] = number_difference(x[i], y[i]);
}

static uint64_t number_sum(const uint64_t *x, size_t count) {
    // The halves of the words apart, so that 2^32 of them fit.
    lanes low = {}, high = {};
    for (size_t i = 0; i < count; i += LANES) {
        lanes v = load_some(x, i, count);
        low += v & 0xFFFFFFFF;
        high += v >> 32;
    }
    wide sum = 0;
    for (int i = 0; i < LANES; i++) sum += low[i] + ((wide)high[i] << 32);
    return reduced_wide(sum);
}

// x := x & p; whether any word is p now, which is no element.
static int number_mask(uint64_t *x, size_t count) {
    lanes above = {};
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        lanes v = load(x + i) & p;
        store(x + i, v);
        above |= v + 1;
    }
    uint64_t bits = 0;
    for (int k = 0; k < LANES; k++) bits |= above[k];
    for (; i < count; i++) {
        x[i] &= p;
        bits |= x[i] + 1;
    }
    return bits >> 61 != 0;
}

static int number_all_canonical(const uint64_t *x, size_t count) {
    // p - 1 - v borrows, or v has a bit above the 61, exactly if v is none of 0 ... p - 1.
    lanes bad = {};
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        lanes v = load(x + i);
        bad |= v | (p - 1 - v);
    }
    uint64_t bits = 0;
    for (int k = 0; k < LANES; k++) bits |= bad[k];
    for (; i < count; i++) bits |= x[i] | (p - 1 - x[i]);
    return bits >> 61 == 0;
}
