// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

namespace doorbuster {

/// Told how much of a piece of work is done, 0…1, from time to time and on the thread that does it. False asks to give
/// up; then nothing is left behind. An empty one never does.
using Progress = std::function<bool(double)>;

/// Whether to go on.
inline bool report(const Progress &progress, double share)
{
    return !progress || progress(share);
}

/// Progress of the part of `whole` that lies between these shares of it.
inline Progress partOf(const Progress &whole, double from, double to)
{
    if (!whole)
        return {};
    return [whole, from, to](double share) { return whole(from + share * (to - from)); };
}

} // namespace doorbuster
