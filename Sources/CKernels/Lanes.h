// Included once by each level, which defines LANES: 2, 4 or 8 words that are worked on at a time, one of each of as
// many blocks.

#define INLINE static inline __attribute__((always_inline))

typedef uint64_t lanes __attribute__((vector_size(8 * LANES)));
typedef uint64_t loose_lanes __attribute__((vector_size(8 * LANES), aligned(8)));

INLINE lanes load(const uint64_t *x) { return *(const loose_lanes *)x; }
INLINE void store(uint64_t *z, lanes v) { *(loose_lanes *)z = v; }
INLINE lanes all(uint64_t x) { return (lanes){} + x; }

// The words at x[first ...], zeros from `count` on.
INLINE lanes load_some(const uint64_t *x, size_t first, size_t count) {
    if (first + LANES <= count) return load(x + first);
    lanes v = {};
    for (size_t i = 0; first + i < count; i++) v[i] = x[first + i];
    return v;
}

// Stores to z[first ...], nothing from `count` on.
INLINE void store_some(uint64_t *z, size_t first, size_t count, lanes v) {
    if (first + LANES <= count) return store(z + first, v);
    for (size_t i = 0; first + i < count; i++) z[first + i] = v[i];
}

#if LANES == 2
#define EVEN(a, b) __builtin_shufflevector(a, b, 0, 2)
#define ODD(a, b) __builtin_shufflevector(a, b, 1, 3)
#elif LANES == 4
#define EVEN(a, b) __builtin_shufflevector(a, b, 0, 4, 2, 6)
#define ODD(a, b) __builtin_shufflevector(a, b, 1, 5, 3, 7)
#define JOINED(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3)
#else
#define EVEN(a, b) __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14)
#define ODD(a, b) __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15)
#define LOW_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define HIGH_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#define JOINED(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7)
#endif

// Transposes LANES x LANES words.
INLINE void turn(lanes *r) {
    for (int i = 0; i < LANES; i += 2) {
        lanes a = r[i], b = r[i + 1];
        r[i] = EVEN(a, b);
        r[i + 1] = ODD(a, b);
    }
#if LANES == 4
    for (int i = 0; i < 2; i++) {
        lanes a = r[i], b = r[i + 2];
        r[i] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
        r[i + 2] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
    }
#elif LANES == 8
    for (int i = 0; i < 8; i += 4)
        for (int k = i; k < i + 2; k++) {
            lanes a = r[k], b = r[k + 2];
            r[k] = LOW_PAIRS(a, b);
            r[k + 2] = HIGH_PAIRS(a, b);
        }
    for (int i = 0; i < 4; i++) {
        lanes a = r[i], b = r[i + 4];
        r[i] = __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11);
        r[i + 4] = __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
    }
#endif
}

// How many words ahead of their use columns are fetched, at least.
#define AHEAD 512

INLINE void fetch(const uint64_t *x, size_t place) {
    // An address beyond the end of the column does no harm here; it is never used.
    __builtin_prefetch((const void *)((uintptr_t)x + 8 * place));
}

// LANES words of each of LANES rows that lie `stride` words apart, transposed. Halves of vectors are joined while they
// are loaded, which saves shuffles.
INLINE void load_turned(const uint64_t *x, size_t stride, lanes *v) {
#if LANES == 2
    for (size_t i = 0; i < 2; i++) v[i] = load(x + i * stride);
    turn(v);
#else
    typedef uint64_t half __attribute__((vector_size(4 * LANES), aligned(8)));
    for (size_t u = 0; u < LANES; u += LANES / 2) {
        lanes r[LANES / 2];
        for (size_t i = 0; i < LANES / 2; i++) {
            half a = *(const half *)(x + i * stride + u), b = *(const half *)(x + (i + LANES / 2) * stride + u);
            r[i] = JOINED(a, b);
        }
        lanes even = EVEN(r[0], r[1]), odd = ODD(r[0], r[1]);
#if LANES == 4
        v[u] = even;
        v[u + 1] = odd;
#else
        lanes more_even = EVEN(r[2], r[3]), more_odd = ODD(r[2], r[3]);
        v[u] = LOW_PAIRS(even, more_even);
        v[u + 1] = LOW_PAIRS(odd, more_odd);
        v[u + 2] = HIGH_PAIRS(even, more_even);
        v[u + 3] = HIGH_PAIRS(odd, more_odd);
#endif
    }
#endif
}

// Word u of each of LANES blocks of `size` words, of which the first begins at x[first]; zeros from `count` on.
INLINE void load_blocks(const uint64_t *x, size_t first, size_t count, size_t size, lanes *block) {
    if (size % LANES == 0 && first + LANES * size <= count) {
        for (size_t u = 0; u < size; u += LANES) {
            for (size_t i = 0; u % 8 == 0 && i < LANES; i++)
                fetch(x, first + i * size + u + (LANES * size > AHEAD ? LANES * size : AHEAD));
            load_turned(x + first + u, size, block + u);
        }
        return;
    }
    for (size_t u = 0; u < size; u++)
        for (size_t i = 0; i < LANES; i++) {
            size_t place = first + i * size + u;
            block[u][i] = place < count ? x[place] : 0;
        }
}

// The reverse, for blocks of a multiple of LANES words. Changes `block`.
INLINE void store_blocks(uint64_t *z, size_t first, size_t count, size_t size, lanes *block) {
    for (size_t u = 0; u < size; u += LANES) {
        turn(block + u);
        for (size_t i = 0; i < LANES; i++) store_some(z, first + i * size + u, count, block[u + i]);
    }
}

// The corners among the points of the grid, as 1.
static void mark_corners(uint8_t *marks, int variables) {
    size_t points = 1;
    marks[0] = 1;
    for (int j = 0; j < variables; j++, points *= 3)
        for (size_t p = 0; p < points; p++) {
            marks[points + p] = marks[p];
            marks[2 * points + p] = 0;
        }
}

static const size_t powers_of_3[] = {1, 3, 9, 27, 81, 243, 729};
