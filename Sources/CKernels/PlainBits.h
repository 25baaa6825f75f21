// Bits regrouped without an instruction for bit matrices.

static void transpose(uint64_t *words) { TRANSPOSE(words); }

static void planes(const uint64_t *column, size_t count, size_t width, uint64_t *planes) {
    planes_of_blocks(column, count, width, planes, 0, (count + 63) / 64);
}

static void column(const uint64_t *planes, size_t width, size_t count, uint64_t *column) {
    column_of_blocks(planes, width, count, column, 0, (count + 63) / 64);
}
