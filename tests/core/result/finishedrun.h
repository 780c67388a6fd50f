// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <memory>

namespace doorbuster {

/// A run that sold 100 of 100 units to 100 of 5,212 buyers, all as it should be.
RunResult passedRun();
/// The same shop, but 103 orders: V1 and V2 fail, with three findings of V1, V7 warns, V8 has no data.
RunResult overbookedRun();
/// The books could not be read to their end: 10,000 of 12,345 findings of V18, some of them nasty.
RunResult inconclusiveRun();
/// The set-up was refused.
RunResult failedRun();

CheckRow &checkOf(RunResult &result, QStringView id); ///< it must be there

std::shared_ptr<const RunResult> shared(RunResult result);

/// Every row of a model as "cell | cell".
QStringList rowsOf(const QAbstractItemModel &model);

} // namespace doorbuster
