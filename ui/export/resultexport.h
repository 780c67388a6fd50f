// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/runcharts.h"
#include "core/files/savestatus.h"
#include "core/result/runresult.h"
#include "core/text/progress.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace doorbuster {

/// What can be made from a run that is over.
enum class ExportKind : quint8 {
    Result, ///< the whole result, to be opened again
    Report, ///< the report as one HTML page
    ReportPdf, ///< the same as a PDF
    Junit, ///< checks and thresholds for a CI
    Samples, ///< every sample as k6's lines; only where they were recorded
    Summary, ///< as k6's --summary-export
    Seconds, ///< CSV
    Requests, ///< CSV
    Checks, ///< CSV
    Evidence, ///< CSV, a file for each check that found something
    Charts, ///< images
};
inline constexpr std::size_t exportKindCount = std::size_t(ExportKind::Charts) + 1;

QString exportKindTitle(ExportKind kind); ///< "Result", "k6 lines", …
QString exportKindPurpose(ExportKind kind); ///< one sentence: what it is good for

enum class ChartImage : quint8 { Svg, Png, Pdf };

struct ExportSource {
    std::shared_ptr<const RunResult> result;
    QString samplesFile; ///< k6 lines of this run, packed or not; empty where they were not recorded
};

struct ExportChoice {
    QList<ExportKind> kinds;
    bool compress = false; ///< result and k6 lines as .json.gz
    QList<RunChart> charts; ///< for ExportKind::Charts
    ChartImage image = ChartImage::Svg;
    int scale = 2; ///< of a PNG: pixels for each point, 1…3
    bool dark = false; ///< the charts' colours
    QString folder;
    QString name; ///< the beginning of every file's name
};

/// One file to be written.
struct ExportFile {
    QString what; ///< "Result", "Chart: Latency"
    QString path;
    std::function<SaveStatus(const Progress &)> write; ///< blocks; on any thread
};

/// Why this kind cannot be made of this run, as a sentence; empty where it can.
QString exportProblem(ExportKind kind, const ExportSource &source);

/// The files that a choice comes to, in the order of the kinds; kinds that cannot be made are left out. Nothing is
/// written yet, and no file is looked at.
std::vector<ExportFile> plannedFiles(const ExportSource &source, const ExportChoice &choice);

/// Where files go that nobody chose a place for: the documents' folder, or the home where there is none.
QString usualFolder();
/// Profile and start of the run as the beginning of a file's name, safe on every file system:
/// "friday-s-drop-20261122-110157".
QString proposedExportName(const RunResult &result);
/// The same for what a user typed: characters that some file system refuses become dashes; empty becomes "run".
QString safeFileName(const QString &text);

} // namespace doorbuster
