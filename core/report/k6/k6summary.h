// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/result/runresult.h"

#include <QByteArray>
#include <QString>

namespace doorbuster {

/// The result in the shape of k6's `--summary-export`: metrics with their figures, times in ms, rates over the whole
/// run as k6 divides. A threshold's boolean means that it *failed*, as there. One without data reads false.
/// A generator-bound run has {"doorbuster": {"generatorBound": true}} beside k6's keys, as its figures do not describe
/// the shop.
QByteArray k6SummaryExport(const RunResult &result);

SaveStatus writeK6Summary(const RunResult &result, const QString &file);

} // namespace doorbuster
