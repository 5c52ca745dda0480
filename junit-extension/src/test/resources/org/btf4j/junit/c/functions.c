// SPDX-License-Identifier: Apache-2.0
// Functions. pahole describes those that are defined and whose parameters have names, so all are and have.

struct device { int id; };
typedef int handler(int irq, void *data);
typedef unsigned long size;
typedef int pair[2];

void nothing(void) {}
void no_parameters() {}
int one(int a) {}
static int hidden(struct device *device, const char *name) {}
static long long_value(unsigned long value) {}
extern char *exported(char **names, int names_count) {}
int variadic(const char *format, ...) {}
struct device by_value(struct device device) {}
struct device *with_pointers(struct device *const device, void **out, struct unknown *unknown) {}
int arrays(int a[], int b[3], int c[2][3], pair d, const char *const e[]) {}
int callbacks(handler a, handler *b, void (*c)(int x), int (*d[2])(void)) {}
int (*returns_pointer(int selector))(int argument) {}
void (*returns_typedef(handler *handler))(void) {}
const char *const returns_constant(void) {}
volatile int returns_volatile(const int a, volatile int b) {}
size returns_typedef_value(size a, const size b) {}
enum color { RED, GREEN } paint(enum color color) {}
_Bool compare(long double a, float b, __int128 c) {}
