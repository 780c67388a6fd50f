// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/defects.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace doorbuster {

/// How many buyers a scenario is played with.
struct SelfTestLoad {
    QString name;
    int buyers = 0;
};

/// light (40 buyers), medium (200) or heavy (1000); nothing for another name.
std::optional<SelfTestLoad> findLoad(QStringView name);

/// What has to happen in a sale so that a defect shows. Stock and pace are per buyer, so that a scenario takes the same
/// time with any load.
struct SelfTestScenario {
    using Time = std::chrono::milliseconds;

    QString name;
    Time ramp{500}; ///< from the load's start until all buyers are there
    Time stay{3500}; ///< of all buyers, after the ramp
    double stock = 0.6; ///< units per buyer
    double holdsPerSecond = 0.5; ///< per buyer
    Time holdTtl{900'000};
    Time poll{200};
    double backoffFactor = 1.5;
    Time startsIn{300}; ///< from the sale's creation; the load starts 100 ms after that
    Time duration{600'000};
    Time grace{500};
    Time settle{300};
    double buyAgain = 0.1; ///< share of the buyers who try to buy once more after their order

    QStringList shopArguments(Defect defect, const SelfTestLoad &load, quint32 seed) const;
    /// Of `doorbuster-cli`, but for the target and the result's file.
    QStringList runArguments(const SelfTestLoad &load, quint32 seed) const;
};

/// One row of the self-test's table.
struct SelfTestCase {
    QString name; ///< of the defect; for a correct shop in another defect's scenario, that too
    Defect defect = Defect::None;
    SelfTestScenario scenario;
};

/// All defects, each in the scenario that shows it, and a correct shop in all scenarios: what shows a defect must show
/// nothing there.
std::vector<SelfTestCase> selfTestCases();

} // namespace doorbuster
