// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/processusage.h"

#ifdef Q_OS_WIN
#include <windows.h>
// after windows.h
#include <psapi.h>
#else
#include <sys/resource.h>
#endif

namespace doorbuster {

using namespace Qt::StringLiterals;

#ifdef Q_OS_WIN

std::chrono::nanoseconds processCpuTime()
{
    FILETIME created, exited, kernel, user;
    if (!GetProcessTimes(GetCurrentProcess(), &created, &exited, &kernel, &user))
        return {};
    const auto ticks = [](FILETIME time) { return (qint64(time.dwHighDateTime) << 32) | time.dwLowDateTime; };
    return std::chrono::nanoseconds(100 * (ticks(kernel) + ticks(user)));
}

qint64 processPeakMemory()
{
    PROCESS_MEMORY_COUNTERS counters;
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters) ? qint64(counters.PeakWorkingSetSize) : 0;
}

std::optional<QString> allowOpenSockets(int)
{
    return std::nullopt; // sockets are not limited by a count of file descriptors here
}

#else

std::chrono::nanoseconds processCpuTime()
{
    rusage usage {};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return {};
    const auto duration = [](timeval time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return duration(usage.ru_utime) + duration(usage.ru_stime);
}

qint64 processPeakMemory()
{
    rusage usage {};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return 0;
#ifdef Q_OS_MACOS
    return usage.ru_maxrss; // bytes
#else
    return qint64(usage.ru_maxrss) * 1024;
#endif
}

std::optional<QString> allowOpenSockets(int sockets)
{
    constexpr rlim_t spare = 256; // libraries, files, event loops, the connections of set-up and verification
    const rlim_t needed = rlim_t(sockets) + spare;
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return std::nullopt;
    rlimit raised = limit;
    raised.rlim_cur = needed;
    if (raised.rlim_max != RLIM_INFINITY && raised.rlim_max < needed)
        raised.rlim_max = needed; // only a privileged process may; the call tells
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
        return std::nullopt;
    return u"%1 virtual users need %2 open files, but this system allows a process %3 (ulimit -n); raise the limit or plan "
           "fewer virtual users"_s.arg(QString::number(sockets), QString::number(needed), QString::number(limit.rlim_max));
}

#endif

} // namespace doorbuster
