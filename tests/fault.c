/* fault.c - lets one call of a run fail: preloaded into the program by tests/hold.
 *
 *     FAULT="CALL N ERROR"    the Nth call of this kind (from 1) fails; with "N+" it and all behind it
 *     FAULT="malloc EACH"     every call for memory fails, each in a child of its own that is forked for it
 *                             and must end with exit status 3; the first that does not is told, and ends all
 *     FAULT_COUNTS=FILE       at the end the number of calls of each kind goes to FILE, "CALL COUNT" a line
 *
 * CALL is a kind of system call from the table below, `any` of them, or `malloc` (malloc, calloc, realloc and
 * the aligned ones, as render/memory.c passes them on).  ERROR is ENOSPC, EIO, EINTR and the like; SHORT, a
 * read or write of half its bytes; KILL or TERM, the signal just before the call; malloc knows only that
 * memory is exhausted.
 *
 * System calls are caught by a seccomp filter, not by their names: so those that libraries and the C
 * library's own streams make are met as well.  The filter traps each call of the table unless it comes from
 * this file's own instruction, and the handler of SIGSYS makes it in its place.  Calls before this object is
 * initialised, by the dynamic linker, are not met. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { UNUSABLE = 97 }; /* exit status where the kernel does not take the filter, or FAULT is wrong */

static const struct {
    int number;
    const char *kind;
} calls[] = {
    {SYS_write, "write"},     {SYS_pwrite64, "write"},  {SYS_writev, "write"},    {SYS_read, "read"},
    {SYS_pread64, "read"},    {SYS_readv, "read"},      {SYS_openat, "open"},     {SYS_close, "close"},
    {SYS_fsync, "fsync"},     {SYS_fdatasync, "fsync"}, {SYS_renameat, "rename"}, {SYS_renameat2, "rename"},
    {SYS_linkat, "link"},     {SYS_symlinkat, "link"},  {SYS_unlinkat, "unlink"}, {SYS_mkdirat, "mkdir"},
    {SYS_newfstatat, "stat"}, {SYS_fstat, "stat"},      {SYS_lseek, "seek"},      {SYS_ftruncate, "seek"},
    {SYS_flock, "lock"},      {SYS_getdents64, "list"}, {SYS_mmap, "map"},        {SYS_mremap, "map"},
#ifdef __x86_64__
    {SYS_open, "open"},       {SYS_creat, "open"},      {SYS_rename, "rename"},   {SYS_link, "link"},
    {SYS_symlink, "link"},    {SYS_unlink, "unlink"},   {SYS_rmdir, "unlink"},    {SYS_mkdir, "mkdir"},
    {SYS_stat, "stat"},       {SYS_lstat, "stat"},
#endif
};
enum { N_CALLS = sizeof calls / sizeof *calls };

static const struct {
    const char *name;
    int number;
} errors[] = {
    {"ENOSPC", ENOSPC}, {"EIO", EIO},     {"EINTR", EINTR},   {"EACCES", EACCES},
    {"EMFILE", EMFILE}, {"EROFS", EROFS}, {"ENOMEM", ENOMEM}, {"ENOENT", ENOENT},
};

enum action { NOTHING, FAIL, SHORT, SIGNAL };

static struct {
    char kind[16];
    long at;
    bool onwards, each;
    enum action action;
    int number; /* of the error or signal */
} fault;
static atomic_long met;               /* calls of the kind that fails */
static atomic_long made[N_CALLS + 1]; /* of each line of the table; the last: of memory */
static bool on;

/* ---- the one instruction whose calls are let through ---- */

extern char fault_behind_syscall[];
long fault_syscall(long number, long a, long b, long c, long d, long e, long f);

#if defined(__x86_64__)
__asm__(".text\n.globl fault_syscall\n.hidden fault_syscall\n.hidden fault_behind_syscall\n"
        "fault_syscall:\n mov %rdi,%rax\n mov %rsi,%rdi\n mov %rdx,%rsi\n mov %rcx,%rdx\n mov %r8,%r10\n"
        " mov %r9,%r8\n mov 8(%rsp),%r9\n syscall\n"
        ".globl fault_behind_syscall\nfault_behind_syscall:\n ret\n");
#define MACHINE AUDIT_ARCH_X86_64
static long argument(const ucontext_t *c, int i)
{
    static const int reg[] = {REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9};
    return c->uc_mcontext.gregs[reg[i]];
}
static void answer(ucontext_t *c, long value)
{
    c->uc_mcontext.gregs[REG_RAX] = value;
}
#elif defined(__aarch64__)
__asm__(".text\n.globl fault_syscall\n.hidden fault_syscall\n.hidden fault_behind_syscall\n"
        "fault_syscall:\n mov x8,x0\n mov x0,x1\n mov x1,x2\n mov x2,x3\n mov x3,x4\n mov x4,x5\n mov x5,x6\n"
        " svc #0\n.globl fault_behind_syscall\nfault_behind_syscall:\n ret\n");
#define MACHINE AUDIT_ARCH_AARCH64
static long argument(const ucontext_t *c, int i)
{
    return (long)c->uc_mcontext.regs[i];
}
static void answer(ucontext_t *c, long value)
{
    c->uc_mcontext.regs[0] = (unsigned long)value;
}
#else
#error "fault.c knows x86-64 and arm64 only"
#endif

/* ---- what fails ---- */

/* Is this call the one, or one of those? */
static bool hit(const char *kind)
{
    bool any = strcmp(fault.kind, "any") == 0 && strcmp(kind, "malloc") != 0;
    if (!on || fault.action == NOTHING || (!any && strcmp(fault.kind, kind) != 0))
        return false;
    long n = atomic_fetch_add(&met, 1) + 1;
    return n == fault.at || (fault.onwards && n > fault.at);
}

static bool moves_bytes(const char *kind)
{
    return strcmp(kind, "write") == 0 || strcmp(kind, "read") == 0;
}

static void caught(int signal_number, siginfo_t *info, void *context)
{
    (void)signal_number;
    ucontext_t *c = context;
    int i = 0;
    while (i < N_CALLS && calls[i].number != info->si_syscall)
        i++;
    const char *kind = i < N_CALLS ? calls[i].kind : "";
    atomic_fetch_add(&made[i], 1);
    long a[6];
    for (int k = 0; k < 6; k++)
        a[k] = argument(c, k);
    bool now = !(moves_bytes(kind) && a[0] == STDERR_FILENO) && hit(kind); /* what went wrong must be told */
    if (now && fault.action == SIGNAL)
        fault_syscall(SYS_kill, getpid(), fault.number, 0, 0, 0, 0);
    if (now && fault.action == SHORT && moves_bytes(kind) && a[2] > 1 && info->si_syscall != SYS_writev &&
        info->si_syscall != SYS_readv)
        a[2] /= 2;
    long result = 0;
    /* A close that fails has closed nevertheless. */
    if (!now || fault.action != FAIL || info->si_syscall == SYS_close)
        result = fault_syscall(info->si_syscall, a[0], a[1], a[2], a[3], a[4], a[5]);
    answer(c, now && fault.action == FAIL ? -fault.number : result);
}

static void give_up(const char *why)
{
    dprintf(STDERR_FILENO, "fault.so: %s\n", why);
    _exit(UNUSABLE);
}

static void read_fault(const char *text)
{
    if (strcmp(text, "malloc EACH") == 0) {
        strcpy(fault.kind, "malloc");
        fault.each = true;
        return;
    }
    char error[16], plus = 0, space = 0;
    if (sscanf(text, "%15s %ld%c%c%15s", fault.kind, &fault.at, &plus, &space, error) == 5 && plus == '+')
        fault.onwards = true;
    else if (sscanf(text, "%15s %ld %15s", fault.kind, &fault.at, error) != 3)
        give_up("FAULT is not CALL N ERROR");
    if (strcmp(error, "SHORT") == 0)
        fault.action = SHORT;
    else if (strcmp(error, "KILL") == 0 || strcmp(error, "TERM") == 0) {
        fault.action = SIGNAL;
        fault.number = error[0] == 'K' ? SIGKILL : SIGTERM;
    }
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(error, errors[i].name) == 0) {
            fault.action = FAIL;
            fault.number = errors[i].number;
        }
    if (fault.action == NOTHING)
        give_up("FAULT names an unknown error");
}

/* Trap the calls of the table unless they come from fault_syscall. */
static void set_filter(void)
{
    uint64_t ours = (uint64_t)(uintptr_t)fault_behind_syscall;
    struct sock_filter f[N_CALLS + 11];
    unsigned short n = 0;
#define LOAD(field) f[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (field))
#define UNLESS(value, skip) \
    f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skip))
#define RETURN(what) f[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, (what))
    LOAD(offsetof(struct seccomp_data, arch));
    UNLESS(MACHINE, 4);
    LOAD(offsetof(struct seccomp_data, instruction_pointer));
    UNLESS((uint32_t)ours, 3);
    LOAD(offsetof(struct seccomp_data, instruction_pointer) + 4);
    UNLESS((uint32_t)(ours >> 32), 1);
    RETURN(SECCOMP_RET_ALLOW);
    LOAD(offsetof(struct seccomp_data, nr));
    for (int i = 0; i < N_CALLS; i++)
        f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)calls[i].number,
                                              (unsigned char)(N_CALLS - i), 0);
    RETURN(SECCOMP_RET_ALLOW);
    RETURN(SECCOMP_RET_TRAP);
    struct sock_fprog program = {n, f};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        give_up("the kernel takes no filter of system calls");
}

__attribute__((constructor)) static void begin(void)
{
    const char *text = getenv("FAULT");
    if (text)
        read_fault(text);
    bool memory = strcmp(fault.kind, "malloc") == 0;
    struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART};
    if (!memory) {
        if (sigaction(SIGSYS, &action, NULL) != 0)
            give_up("no handler of signals");
        set_filter();
    }
    on = true;
}

/* The counts are put together before any is written: writing makes calls, too. */
__attribute__((destructor)) static void end(void)
{
    on = false;
    const char *path = getenv("FAULT_COUNTS");
    if (!path)
        return;
    long count[N_CALLS] = {0}, memory = atomic_load(&made[N_CALLS]);
    for (int i = 0; i < N_CALLS; i++) {
        int first = 0;
        while (strcmp(calls[first].kind, calls[i].kind) != 0)
            first++;
        count[first] += atomic_load(&made[i]);
        count[i] -= first != i; /* -1: no kind of its own */
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return;
    dprintf(fd, "malloc %ld\n", memory);
    for (int i = 0; i < N_CALLS; i++)
        if (count[i] >= 0)
            dprintf(fd, "%s %ld\n", calls[i].kind, count[i]);
    close(fd);
}

/* ---- memory: the names under which the program's own malloc and mimalloc meet ---- */

void *mi_malloc(size_t n);
void *mi_calloc(size_t n, size_t size);
void *mi_realloc(void *p, size_t n);
void *mi_memalign(size_t align, size_t n);

/* Let this call fail in a child: true there.  The program itself goes on and never knows. */
static bool fails_in_child(void)
{
    int status = 0;
    long pid = fault_syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0);
    if (pid == 0) {
        on = false;
        return true;
    }
    fault_syscall(SYS_wait4, pid, (long)&status, 0, 0, 0, 0);
    if (pid < 0 || status != 3 << 8) {
        dprintf(STDERR_FILENO, "fault.so: malloc %ld ends with status %#x\n", atomic_load(&made[N_CALLS]),
                status);
        _exit(UNUSABLE);
    }
    return false;
}

static bool exhausted(void)
{
    if (on)
        atomic_fetch_add(&made[N_CALLS], 1);
    if (on && fault.each) {
        if (!fails_in_child())
            return false;
        errno = ENOMEM;
        return true;
    }
    if (!hit("malloc"))
        return false;
    errno = ENOMEM;
    return true;
}

/* mimalloc's own function of this name. */
static void *real(void **known, const char *name)
{
    if (!*known)
        *known = dlsym(RTLD_NEXT, name);
    return *known;
}

void *mi_malloc(size_t n)
{
    static void *known;
    void *(*f)(size_t) = (void *(*)(size_t))real(&known, __func__);
    return exhausted() ? NULL : f(n);
}

void *mi_calloc(size_t n, size_t size)
{
    static void *known;
    void *(*f)(size_t, size_t) = (void *(*)(size_t, size_t))real(&known, __func__);
    return exhausted() ? NULL : f(n, size);
}

void *mi_realloc(void *p, size_t n)
{
    static void *known;
    void *(*f)(void *, size_t) = (void *(*)(void *, size_t))real(&known, __func__);
    return exhausted() ? NULL : f(p, n);
}

void *mi_memalign(size_t align, size_t n)
{
    static void *known;
    void *(*f)(size_t, size_t) = (void *(*)(size_t, size_t))real(&known, __func__);
    return exhausted() ? NULL : f(align, n);
}
