// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"
#include "core/result/runresult.h"
#include "core/result/verdictsummary.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace doorbuster {

/// A report of a run as what stands in it, without how it looks: HTML page and PDF are formatters over it. All its
/// texts are made safe by displayText(), but not escaped for any format.

struct DocumentCell {
    QString text;
    std::optional<CheckVerdict> verdict; ///< the cell is a verdict's badge, or has its colour where `text` is no badge
    bool isBadge = false;

    DocumentCell(QString cellText = {}) // the usual cell is a text, so it converts
        : text(std::move(cellText))
    {
    }
};

struct DocumentColumn {
    QString title;
    bool isNumber = false; ///< right-aligned, digits of one width
    bool isLong = false; ///< its texts may be long and without a space, and be broken anywhere
    QString group; ///< a title above this column and its neighbours of the same group; usually empty
};

struct DocumentTable {
    QString title;
    std::vector<DocumentColumn> columns;
    std::vector<std::vector<DocumentCell>> rows; ///< as many cells as columns
    bool hasTotal = false; ///< the last row sums the others up
    bool isGeneratorBound = false; ///< said beside the title: the figures do not describe the shop
    QString remark; ///< below the table; usually empty
    QString emptyText; ///< said where there are no rows; a table without either is left out

    bool isShown() const { return !rows.empty() || !emptyText.isEmpty(); }
};

/// A name and a value.
struct DocumentFact {
    QString name;
    QString value;
};

/// A figure to be read at a glance.
struct DocumentFigure {
    QString name;
    QString value;
    QString detail;
};

struct DocumentCheck {
    QString id;
    QString title;
    CheckVerdict verdict = CheckVerdict::NoData;
    QString severity; ///< "fail", "warn", "off"
    QString expected;
    QString actual;
    QString difference; ///< with its sign; empty where there is none
    QString note;
    QString meaning; ///< only of a row that found something
    QString findings; ///< how many there are, and are shown: "50 of 20,000 findings"; empty without evidence
    DocumentTable evidence; ///< its first findings; the remark says how many there are besides

    bool hasEvidence() const { return !evidence.rows.empty(); }
};

struct RunDocument {
    static constexpr std::size_t evidenceRows = 50; ///< of one check

    QString title;
    QStringList notes; ///< the profile's, line by line
    std::vector<DocumentFact> facts; ///< target, start, length
    VerdictSummary verdict;
    std::vector<DocumentFigure> figures; ///< none without load
    std::vector<DocumentCheck> checks;
    DocumentTable thresholds;
    std::vector<ChartData> charts; ///< none without load
    /// Requests, journeys, failures, phases, …, in their order; those of one group may stand side by side.
    std::vector<std::vector<DocumentTable>> tables;
    QString footer;
};

RunDocument makeRunDocument(const RunResult &result);

} // namespace doorbuster
