// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QByteArray>

namespace doorbuster {

/// Tables of a result as CSV (see CsvText). The first row names the columns, which are the same for every run; times
/// are milliseconds in columns whose name ends in `_ms`.

/// Every second of the run: time, users, requests, percentiles, stock, journeys by outcome and reason; then the same
/// figures of requests for each request name. Like SecondRow, it counts the load only.
QByteArray secondsCsv(const RunResult &result);

/// Every request name of every group that was sent, with counts, times and statuses ("200:135 503:5"; 0 is without
/// response). Rates and times are there for the load only.
QByteArray requestsCsv(const RunResult &result);

/// The table of the verdict.
QByteArray checksCsv(const VerificationReport &report);

/// The findings of one check: their number, "worst" beside the worst one, and the check's own columns. It holds what
/// the result holds, which may be less than Evidence::count.
QByteArray evidenceCsv(const Evidence &evidence);

} // namespace doorbuster
