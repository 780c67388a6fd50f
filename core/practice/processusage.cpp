// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/processusage.h"

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

#include <algorithm>
#include <ctime>

namespace doorbuster {

using namespace std::chrono;

#ifdef Q_OS_UNIX

ProcessUsage processUsage()
{
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return {};
    const auto time = [](const timeval &value) { return seconds(value.tv_sec) + microseconds(value.tv_usec); };
#ifdef Q_OS_DARWIN
    constexpr qint64 unit = 1;
#else
    constexpr qint64 unit = 1024;
#endif
    return {time(usage.ru_utime), time(usage.ru_stime), qint64(usage.ru_maxrss) * unit};
}

quint64 raiseFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    const auto before = limit.rlim_cur;
#ifdef Q_OS_DARWIN
    // An "unlimited" maximum is refused there as a new limit.
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, OPEN_MAX);
#else
    limit.rlim_cur = limit.rlim_max;
#endif
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before;
}

#else

ProcessUsage processUsage()
{
    return {microseconds(qint64(std::clock()) * 1'000'000 / CLOCKS_PER_SEC), {}, {}};
}

quint64 raiseFileLimit()
{
    return 0;
}

#endif

} // namespace doorbuster
