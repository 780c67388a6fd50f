// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "selftestjudge.h"

namespace doorbuster {

/// One row: the runs of a shop with one load, and different seeds.
struct SelfTestRow {
    struct Run {
        quint32 seed = 0;
        SelfTestJudgement judgement;
    };

    QString name;
    std::vector<Run> runs;

    bool differs() const;
};

/// The table shop × checks as text, its legend, and below each difference in words. Where a row's runs disagree, the
/// worst is shown.
QString selfTestTable(const QString &title, const std::vector<SelfTestRow> &rows);

} // namespace doorbuster
