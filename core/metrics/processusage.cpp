// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/processusage.h"

#ifdef Q_OS_WIN
#include <windows.h>
// after windows.h
#include <psapi.h>
#else
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <climits>
#endif

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono;

#ifdef Q_OS_WIN

ProcessUsage processUsage()
{
    ProcessUsage usage;
    FILETIME created, exited, kernel, user;
    if (GetProcessTimes(GetCurrentProcess(), &created, &exited, &kernel, &user)) {
        const auto time = [](FILETIME ticks) {
            return microseconds(((qint64(ticks.dwHighDateTime) << 32) | ticks.dwLowDateTime) / 10);
        };
        usage.userTime = time(user);
        usage.systemTime = time(kernel);
    }
    PROCESS_MEMORY_COUNTERS counters;
    if (GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters))
        usage.maxResidentBytes = qint64(counters.PeakWorkingSetSize);
    return usage;
}

// Sockets are not limited by a count of files there.

void occupyStandardStreams()
{
}

quint64 raiseFileLimit()
{
    return 0;
}

std::optional<QString> allowOpenSockets(int)
{
    return std::nullopt;
}

#else

namespace {

/// What a process may ask for at most.
rlim_t largestLimit(const rlimit &limit)
{
#ifdef Q_OS_MACOS
    // An "unlimited" maximum is refused there as a new limit.
    return std::min<rlim_t>(limit.rlim_max, OPEN_MAX);
#else
    return limit.rlim_max;
#endif
}

} // namespace

ProcessUsage processUsage()
{
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return {};
    const auto time = [](const timeval &value) { return seconds(value.tv_sec) + microseconds(value.tv_usec); };
#ifdef Q_OS_MACOS
    constexpr qint64 unit = 1;
#else
    constexpr qint64 unit = 1024;
#endif
    return {time(usage.ru_utime), time(usage.ru_stime), qint64(usage.ru_maxrss) * unit};
}

void occupyStandardStreams()
{
    for (int stream = 0; stream <= STDERR_FILENO; ++stream) {
        // The lowest free number is taken: this one, as those below are open.
        if (::fcntl(stream, F_GETFD) < 0 && ::open("/dev/null", O_RDONLY) < 0)
            return;
    }
}

quint64 raiseFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = largestLimit(limit);
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before;
}

std::optional<QString> allowOpenSockets(int sockets)
{
    constexpr rlim_t spare = 256; // libraries, files, event loops, the connections of set-up and verification
    const rlim_t needed = rlim_t(sockets) + spare;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return std::nullopt;
    rlimit raised = limit;
    raised.rlim_cur = needed;
    raised.rlim_max =
        std::max(limit.rlim_max, needed); // only a privileged process may pass its maximum; else the call fails
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
        return std::nullopt;
    return u"%1 virtual users need %2 open files, but this system allows a process %3 (ulimit -n); raise the limit or "
           u"plan "
           "fewer virtual users"_s.arg(
               QString::number(sockets), QString::number(needed), QString::number(largestLimit(limit)));
}

#endif

} // namespace doorbuster
