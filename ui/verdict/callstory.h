// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/ledger/ledger.h"

#include <QString>

#include <vector>

namespace doorbuster {

/// One thing that a buyer did or saw.
struct StoryLine {
    QString time; ///< "2:09.118" since the run's start; empty where it has none
    QString text;

    friend bool operator==(const StoryLine &, const StoryLine &) = default;
};

/// A moment of a story, given in ns since the run's start.
QString storyTime(qint64 ns);

/// At most so many lines are told of one journey; what is left is counted.
inline constexpr std::size_t mostCallLines = 200;

/// The calls of one journey, as its buyer lived through them: buy, looks, hold, confirm. Looks that only show the buyer
/// moving up are told as one; a place that grew or was lost, trouble and silence never are left out. Buys and confirms
/// stand at the moment of sending, looks at the moment of their answer.
std::vector<StoryLine> describeCalls(const LedgerEntry &entry);

} // namespace doorbuster
