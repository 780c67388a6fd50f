// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/result/runresult.h"

#include <QByteArray>

namespace doorbuster {

/// A result as JUnit's XML, for a CI to show: a suite of checks and one of thresholds, a test case for each row. A row
/// that fails is a failure, an inconclusive one an error, one without data is skipped, a warning passes and tells by
/// its output. The headline and its inputs are properties of the first suite. A run without a verdict has an error of
/// its own there, so that it never looks like a pass.
QByteArray junitXml(const RunResult &result);

SaveStatus writeJunit(const RunResult &result, const QString &file);

} // namespace doorbuster
