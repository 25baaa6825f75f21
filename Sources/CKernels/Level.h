// The kernels of a level as a table, and the same names at each level. Included last.

#define TABLE                                                                                              \
    {                                                                                                      \
        .word_product = word_product, .word_scale = word_scale, .word_grid_sums = word_grid_sums,           \
        .word_corner_sums = word_corner_sums, .word_fold = word_fold, .gate_grid_sums = gate_grid_sums,     \
        .gate_fold = gate_fold, .gate_products = gate_products, .exclusive_or = exclusive_or,               \
        .number_grid_sums = number_grid_sums, .number_corner_sums = number_corner_sums,                     \
        .number_fold = number_fold, .number_products = number_products,                                     \
        .number_inner_product = number_inner_product, .number_add = number_add,                             \
        .number_subtract = number_subtract, .number_multiply = number_multiply,                             \
        .number_scale = number_scale, .number_sum = number_sum, .number_prefix_sums = number_prefix_sums,   \
        .number_mask = number_mask, .number_all_canonical = number_all_canonical, .transpose = transpose,   \
        .planes = planes, .column = column, .expand = expand, .places_below = places_below,                 \
    }
