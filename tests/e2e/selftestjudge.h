// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "selftestrun.h"

#include "core/practice/defects.h"

#include <array>

namespace doorbuster {

/// What one check said. Worst last, but for Absent: a report without that check.
enum class SelfTestCell { Absent, NoData, Pass, Warn, Inconclusive, Fail };

using SelfTestCells = std::array<SelfTestCell, checkCount>;

/// The sale by the rule of the k6 script that this program replaces. There a sale that could not be read counted as 0
/// remaining, and orders that could not be read as none.
enum class ScriptVerdict { Ok, Overbooking, Underselling };
ScriptVerdict scriptVerdict(const VerificationReport &report);
QString nameOf(ScriptVerdict verdict); ///< "OK", "OVER", "UNDER"

/// How a run differs from what is specified of its defect.
struct SelfTestDifference {
    std::optional<std::size_t> check; ///< index; nothing for what is not a check's
    QString text; ///< a sentence
};

struct SelfTestJudgement {
    SelfTestCells cells{};
    std::vector<SelfTestDifference> differences;
    QString headline; ///< key
    std::optional<ScriptVerdict> script;
};

/// Compares a run with the row of its shop's defect: an expected cell must have exactly its verdict, a possible one
/// may, and all others must be quiet. `strict`: a check that the report does not have differs as well.
SelfTestJudgement judge(const DefectInfo &defect, const SelfTestOutcome &outcome, bool strict);

/// The index of a check's id; nothing for what is no V0 … V20.
std::optional<std::size_t> checkIndex(QStringView id);

} // namespace doorbuster
