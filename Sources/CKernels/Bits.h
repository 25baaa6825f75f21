// Bits of words regrouped. Included once by each level.

// One step of a transposition of 64 x 64 bits: swaps the two off-diagonal quadrants of each square of 2 width bits.
#define SWAP_QUADRANTS(words, width, mask)                                                     \
    for (int row_ = 0; row_ < 64; row_ += 2 * (width))                                         \
        for (int i_ = row_; i_ < row_ + (width); i_++) {                                       \
            __auto_type a_ = (words)[i_], b_ = (words)[i_ + (width)];                          \
            __auto_type swapped_ = (a_ >> (width) ^ b_) & (uint64_t)(mask);                    \
            (words)[i_] = a_ ^ swapped_ << (width);                                            \
            (words)[i_ + (width)] = b_ ^ swapped_;                                             \
        }

// Quadrants of halving size (Warren, Hacker's Delight, section 7-3).
#define TRANSPOSE(words)                                   \
    do {                                                   \
        SWAP_QUADRANTS(words, 32, 0x00000000FFFFFFFF)      \
        SWAP_QUADRANTS(words, 16, 0x0000FFFF0000FFFF)      \
        SWAP_QUADRANTS(words, 8, 0x00FF00FF00FF00FF)       \
        SWAP_QUADRANTS(words, 4, 0x0F0F0F0F0F0F0F0F)       \
        SWAP_QUADRANTS(words, 2, 0x3333333333333333)       \
        SWAP_QUADRANTS(words, 1, 0x5555555555555555)       \
    } while (0)

static void transpose_each(lanes *words) { TRANSPOSE(words); }

// The blocks from number `first` on, of `stride` blocks.
INLINE void planes_of_blocks(
    const uint64_t *column, size_t count, size_t width, uint64_t *planes, size_t first, size_t stride) {
    for (size_t b = first; b < stride; b += LANES) {
        lanes words[64];
        load_blocks(column, 64 * b, count, 64, words);
        transpose_each(words);
        for (size_t j = 0; j < width; j++) store_some(planes + j * stride, b, stride, words[j]);
    }
}

INLINE void column_of_blocks(
    const uint64_t *planes, size_t width, size_t count, uint64_t *column, size_t first, size_t stride) {
    for (size_t b = first; b < stride; b += LANES) {
        lanes words[64];
        for (size_t j = 0; j < 64; j++) words[j] = j < width ? load_some(planes + j * stride, b, stride) : all(0);
        transpose_each(words);
        store_blocks(column, 64 * b, count, 64, words);
    }
}

static void expand(const uint64_t *bits, size_t count, uint64_t *z) {
    size_t i = 0;
    for (; i + 64 <= count; i += 64) {
        uint64_t word = bits[i / 64];
        for (int b = 0; b < 64; b++) z[i + (size_t)b] = word >> b & 1;
    }
    for (; i < count; i++) z[i] = bits[i / 64] >> i % 64 & 1;
}

static int places_below(const uint32_t *places, size_t count, size_t limit) {
    uint32_t largest = 0;
    for (size_t i = 0; i < count; i++) largest = places[i] > largest ? places[i] : largest;
    return count == 0 || largest < limit;
}
