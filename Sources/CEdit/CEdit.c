#include "CEdit.h"

#include <editline/readline.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static trefoil_candidate the_candidate = NULL;
static int word_start = 0;
static int was_interrupted = 0;

static char *next_match(const char *word, int state) {
    if (the_candidate == NULL) return NULL;
    const char *found = the_candidate(rl_line_buffer, word_start, word, state);
    return found == NULL ? NULL : strdup(found);
}

static char **matches(const char *word, int start, int end) {
    (void)end;
    word_start = start;
    rl_attempted_completion_over = 1;
    rl_completion_append_character = '\0';
    return rl_completion_matches(word, next_match);
}

// Ctrl-C while a line is typed: ends the line without a result.
static int interrupt_line(int count, int key) {
    (void)count;
    (void)key;
    was_interrupted = 1;
    rl_done = 1;
    return 0;
}

// While a line is typed, Ctrl-C is a key like any other; at all other times it is a signal.
static int take_interrupt_key(struct termios *before) {
    struct termios reading;
    if (tcgetattr(STDIN_FILENO, before) != 0) return 0;
    reading = *before;
    reading.c_cc[VINTR] = _POSIX_VDISABLE;
    return tcsetattr(STDIN_FILENO, TCSADRAIN, &reading) == 0;
}

void trefoil_edit_prepare(const char *program, trefoil_candidate candidate) {
    struct termios before;
    setlocale(LC_CTYPE, "C.UTF-8");
    rl_readline_name = program;
    the_candidate = candidate;
    rl_attempted_completion_function = matches;
    rl_basic_word_break_characters = " \t\n\"'`@><=;|&{(,+-*/!~^[]:)?";
    using_history();
    // The editor learns the terminal's special keys when it begins; Ctrl-C must not be one of them.
    int is_terminal = take_interrupt_key(&before);
    rl_initialize();
    rl_add_defun("interrupt-line", interrupt_line, 'C' & 0x1f);
    if (is_terminal) tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}

char *trefoil_edit_read_line(const char *prompt) {
    struct termios before;
    int is_terminal = take_interrupt_key(&before);
    was_interrupted = 0;
    char *line = readline(prompt);
    if (is_terminal) tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    errno = 0;
    if (was_interrupted) {
        free(line);
        line = NULL;
        errno = EINTR;
    }
    return line;
}

void trefoil_edit_remember(const char *line) { add_history(line); }

int trefoil_edit_load_history(const char *path) { return read_history(path); }

int trefoil_edit_save_history(const char *path, int limit) {
    stifle_history(limit);
    return write_history(path);
}
