/* Lies between QEMU and the terminal at the far end of its serial port: says what a terminal has not, how the CTS wire
   stands. It is low while the file named by COMANDA_CTS_LOW exists. */
#define _GNU_SOURCE
#include <asm/termbits.h>
#include <dlfcn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int ioctl(int descriptor, unsigned long request, ...)
{
    static int (*real)(int, unsigned long, ...);
    va_list rest;
    void *argument;

    va_start(rest, request);
    argument = va_arg(rest, void *);
    va_end(rest);
    if (request == TIOCMGET && isatty(descriptor)) {
        *(int *)argument = TIOCM_DSR | TIOCM_CAR;
        if (access(getenv("COMANDA_CTS_LOW"), F_OK) != 0)
            *(int *)argument |= TIOCM_CTS;
        return 0;
    }
    if (!real)
        real = dlsym(RTLD_NEXT, "ioctl");
    return real(descriptor, request, argument);
}
