// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/result/runresult.h"

#include <QByteArray>

namespace doorbuster {

/// A report of a run as one HTML page that needs nothing else: no request to anywhere, no script, charts as inline SVG.
/// Its own security policy forbids both, should a text ever get through unescaped. It follows the reader's choice of
/// light or dark, and prints on A4 with every finding unfolded.
QByteArray htmlReport(const RunResult &result);

SaveStatus writeHtmlReport(const RunResult &result, const QString &file);

} // namespace doorbuster
