// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/result/runresult.h"

#include <QString>

namespace doorbuster {

/// The report of a run as a PDF: A4, light, page numbers, headings of tables repeated on every page, words as text,
/// charts as vectors. The same as the HTML report tells. For the thread of the UI, since it needs fonts; takes some 100
/// ms.
SaveStatus saveReportPdf(const RunResult &result, const QString &file);

} // namespace doorbuster
