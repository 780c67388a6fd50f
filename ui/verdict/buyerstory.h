// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"
#include "ui/verdict/callstory.h"

#include <memory>
#include <vector>

namespace doorbuster {

/// The buyers' own side of a run's books, by email. Only journeys that sent a buy are kept in a result, so only their
/// buyers have a story.
class BuyerStories {
public:
    static constexpr std::size_t maxJourneys = 5; ///< told of one email; the others are counted
    static constexpr std::size_t maxFindings = 8; ///< likewise

    explicit BuyerStories(std::shared_ptr<const RunResult> result);
    /// With the findings of this verdict of the run in place of the latest one's.
    BuyerStories(std::shared_ptr<const RunResult> result, std::shared_ptr<const VerificationReport> report);

    /// What the buyer of this email lived through, journey by journey and call by call, and what the checks found of
    /// it; empty for one who is not of this run. Takes some milliseconds for a million journeys.
    std::vector<StoryLine> story(const QString &email) const;

private:
    void addFindings(const QString &email, std::vector<StoryLine> &story) const;
    std::vector<const LedgerEntry *> journeysOf(const QString &email) const;

    std::shared_ptr<const RunResult> m_result;
    std::shared_ptr<const VerificationReport> m_report; ///< null without a result
};

} // namespace doorbuster
