// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/runresult.h"

#include <QString>

#include <memory>
#include <vector>

namespace doorbuster {

/// One thing that a buyer did or saw.
struct StoryLine {
    QString time; ///< "2:09.118" since the run's start; empty where it has none
    QString text;

    friend bool operator==(const StoryLine &, const StoryLine &) = default;
};

/// The buyers' own side of a run's books, by email. Only journeys that sent a buy are kept in a result, so only their
/// buyers have a story.
class BuyerStories {
public:
    static constexpr std::size_t maxJourneys = 5; ///< told of one email; the others are counted

    explicit BuyerStories(std::shared_ptr<const RunResult> result);

    /// What the buyer of this email lived through, journey by journey; empty for one who is not of this run. Takes some
    /// milliseconds for a million journeys.
    std::vector<StoryLine> story(const QString &email) const;

private:
    std::vector<const LedgerEntry *> journeysOf(const QString &email) const;

    std::shared_ptr<const RunResult> m_result;
};

} // namespace doorbuster
