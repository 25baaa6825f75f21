// Memory for vectors that are too many for the stack; the caller frees it.
static lanes *scratch_lanes(size_t count) {
    size_t alignment = sizeof(lanes) < 16 ? 16 : sizeof(lanes);
    lanes *scratch = aligned_alloc(alignment, count * sizeof(lanes));
    if (!scratch) abort();
    return scratch;
}
