// Line editing with history and completion, by libedit (BSD licence).
#ifndef TREFOIL_CEDIT_H
#define TREFOIL_CEDIT_H

#include <stddef.h>

// Gives the candidate with this number for the word that begins at `start` of `line`; NULL after the last one.
// The text is copied at once.
typedef const char *(*trefoil_candidate)(const char *line, int start, const char *word, int number);

// Prepares the editor; `candidate` may be NULL.
void trefoil_edit_prepare(const char *program, trefoil_candidate candidate);

// Reads a line; the caller frees it. NULL at the end of input, and with errno EINTR after Ctrl-C.
char *trefoil_edit_read_line(const char *prompt);

void trefoil_edit_remember(const char *line);
int trefoil_edit_load_history(const char *path);
int trefoil_edit_save_history(const char *path, int limit);

#endif
