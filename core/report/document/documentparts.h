// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/document/rundocument.h"

namespace doorbuster::document {

/// The parts of a RunDocument.

// documentfigures.cpp: what was measured
std::vector<DocumentFigure> figures(const RunResult &result);
DocumentTable thresholds(const RunResult &result);
DocumentTable requests(const RunResult &result);
DocumentTable journeys(const RunResult &result); ///< how they ended
DocumentTable journeyTimes(const RunResult &result);
DocumentTable failures(const RunResult &result);
DocumentTable generator(const RunResult &result);

// documentsetting.cpp: under which circumstances
DocumentTable phases(const RunResult &result);
DocumentTable stages(const RunResult &result);
DocumentTable environment(const RunResult &result);
DocumentTable settings(const RunResult &result); ///< those that are not the plan's defaults

/// Two columns without titles.
DocumentTable factTable(const QString &title, const std::vector<DocumentFact> &facts);
DocumentCell badge(CheckVerdict verdict);

} // namespace doorbuster::document
