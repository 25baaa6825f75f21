#include "CEdit.h"

#include <editline/readline.h>
#include <errno.h>
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static trefoil_candidate the_candidate = NULL;
static int word_start = 0;
static sigjmp_buf interrupted;
static volatile sig_atomic_t is_reading = 0;

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

void trefoil_edit_prepare(const char *program, trefoil_candidate candidate) {
    setlocale(LC_CTYPE, "C.UTF-8");
    rl_readline_name = program;
    the_candidate = candidate;
    rl_attempted_completion_function = matches;
    rl_basic_word_break_characters = " \t\n\"'`@><=;|&{(,+-*/!~^[]:)?";
    using_history();
}

static void on_interrupt(int number) {
    (void)number;
    if (is_reading) siglongjmp(interrupted, 1);
}

char *trefoil_edit_read_line(const char *prompt) {
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_interrupt;
    sigemptyset(&action.sa_mask);
    // libedit puts the terminal back and sends the signal again, which then comes here.
    sigaction(SIGINT, &action, &before);
    char *line = NULL;
    int error = 0;
    if (sigsetjmp(interrupted, 1) == 0) {
        is_reading = 1;
        line = readline(prompt);
        is_reading = 0;
    } else {
        is_reading = 0;
        error = EINTR;
    }
    sigaction(SIGINT, &before, NULL);
    errno = error;
    return line;
}

void trefoil_edit_remember(const char *line) { add_history(line); }

int trefoil_edit_load_history(const char *path) { return read_history(path); }

int trefoil_edit_save_history(const char *path, int limit) {
    stifle_history(limit);
    return write_history(path);
}
