// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/result/runresult.h"
#include "core/text/progress.h"

#include <QString>

namespace doorbuster {

/// The report of a run as a PDF: A4, light, page numbers, headings of tables repeated on every page, words as text,
/// charts as vectors. The same as the HTML report tells. Blocks, for 100 ms and more; any thread.
SaveStatus saveReportPdf(const RunResult &result, const QString &file, const Progress &progress = {});

} // namespace doorbuster
