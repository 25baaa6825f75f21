// Arithmetic modulo p = 2^61 - 1, one element at a time.

typedef unsigned __int128 wide;

static const uint64_t p = ((uint64_t)1 << 61) - 1;

// The residue of a word below 2 p.
INLINE uint64_t reduced_once(uint64_t x) {
    uint64_t y = x - p;
    return y < x ? y : x;
}

INLINE uint64_t reduced_word(uint64_t x) { return reduced_once((x & p) + (x >> 61)); }

// The residue of any 128 bits.
INLINE uint64_t reduced_wide(wide x) {
    return reduced_word(((uint64_t)x & p) + ((uint64_t)(x >> 61) & p) + (uint64_t)(x >> 122));
}

// The residue of a number below 2^124 or so; the sum of the two parts stays below 2^64.
INLINE uint64_t reduced_product(wide x) { return reduced_word(((uint64_t)x & p) + (uint64_t)(x >> 61)); }

INLINE uint64_t number_difference(uint64_t x, uint64_t y) { return reduced_once(x + (p - y)); }
