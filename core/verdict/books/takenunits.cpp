// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/takenunits.h"

#include "core/verdict/books/unmetdemand.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace doorbuster {

namespace {

constexpr qint64 forGood = std::numeric_limits<qint64>::max();

/// Adds up spans of time in which one unit was taken.
class Overlap {
public:
    void add(qint64 from, qint64 until)
    {
        if (until <= from)
            return;
        m_steps.emplace_back(from, 1);
        if (until != forGood)
            m_steps.emplace_back(until, -1);
    }
    MostTaken most()
    {
        // What ends at a moment ends before what begins at it.
        std::sort(m_steps.begin(), m_steps.end());
        MostTaken most;
        qint64 taken = 0;
        for (const auto &[at, step] : m_steps) {
            taken += step;
            if (taken > most.units)
                most = {taken, at};
        }
        return most;
    }

private:
    std::vector<std::pair<qint64, int>> m_steps;
};

} // namespace

MostTaken takenForCertain(const QueueHistory &queue)
{
    Overlap overlap;
    for (const QueueStay &stay : queue.stays()) {
        if (stay.end != QueueStay::End::Held)
            continue;
        qint64 until = forGood;
        if (!stay.ordered) {
            until = std::max(stay.heldUntil, stay.held.to);
            if (stay.firstConfirm != LedgerEntry::never)
                until = std::min(until, stay.firstConfirm);
        }
        overlap.add(stay.held.to, until);
    }
    return overlap.most();
}

MostTaken takenAtMost(const QueueHistory &queue)
{
    Overlap overlap;
    for (const QueueStay &stay : queue.stays()) {
        if (stay.end == QueueStay::End::Held)
            overlap.add(stay.held.from, stay.ordered ? forGood : freeAt(stay, queue.longestTtl()));
    }
    return overlap.most();
}

} // namespace doorbuster
