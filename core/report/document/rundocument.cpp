// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/document/rundocument.h"

#include "core/charts/resultcharts.h"
#include "core/report/document/documentparts.h"
#include "core/result/verdictsign.h"
#include "core/text/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int noteLength = 600;
constexpr int cellLength = 200;
constexpr qsizetype noteLines = 40;

DocumentTable evidenceOf(const Evidence &evidence)
{
    DocumentTable table;
    if (evidence.rows.empty()) {
        return table;
    }
    qsizetype width = evidence.columns.size();
    const auto row = [&](std::size_t index) {
        std::vector<DocumentCell> cells{formatCount(index + 1)};
        for (const QString &cell : evidence.rows[index]) {
            cells.emplace_back(displayText(cell, cellLength));
        }
        if (evidence.worst == index) {
            cells.front().text += u" worst"_s;
            cells.front().verdict = CheckVerdict::Fail;
        }
        width = std::max(width, qsizetype(cells.size()) - 1);
        table.rows.push_back(std::move(cells));
    };
    const std::vector<std::size_t> order = evidence.shownOrder();
    const std::size_t shown = std::min(RunDocument::evidenceRows, order.size());
    for (std::size_t i = 0; i < shown; ++i) {
        row(order[i]);
    }
    table.columns.push_back({u"#"_s, true});
    for (qsizetype i = 0; i < width; ++i) {
        table.columns.push_back({displayText(evidence.columns.value(i), 40), false, true});
    }
    for (auto &cells : table.rows) {
        cells.resize(table.columns.size());
    }
    if (evidence.count > qint64(table.rows.size())) {
        const QString which =
            evidence.worst ? u"The worst findings first: %1 of %2"_s : u"The first %1 of %2 findings"_s;
        table.remark = which.arg(formatCount(shown), formatCount(evidence.count))
            + u"; the result file has %1."_s.arg(formatCount(evidence.rows.size()));
    }
    return table;
}

QString findingsText(const Evidence &evidence, std::size_t shown)
{
    if (evidence.count > qint64(shown)) {
        return u"%1 of %2 findings"_s.arg(formatCount(shown), formatCount(evidence.count));
    }
    return shown == 1 ? u"1 finding"_s : u"%1 findings"_s.arg(formatCount(shown));
}

DocumentCheck checkOf(const CheckRow &row)
{
    DocumentCheck check{.id = toString(row.id), .title = displayText(row.title, 80), .verdict = row.verdict};
    check.severity = toString(row.severity).toString();
    check.expected = displayText(row.expected, cellLength);
    check.actual = displayText(row.actual, cellLength);
    check.difference = row.difference ? formatDifference(row.difference) : QString();
    check.note = displayText(row.note, noteLength);
    check.evidence = evidenceOf(row.evidence);
    check.findings = check.hasEvidence() ? findingsText(row.evidence, check.evidence.rows.size()) : QString();
    if (row.verdict > CheckVerdict::Pass) {
        check.meaning = displayText(row.meaning, noteLength);
    }
    return check;
}

std::vector<DocumentFact> factsOf(const RunResult &result)
{
    std::vector<DocumentFact> facts{{u"Target"_s, displayText(displayUrl(result.apiBase))},
        {u"Started"_s, formatDateTime(result.startedAt)},
        {u"Took"_s, result.phases.empty() ? absentText() : formatClock(result.wholeTime())}};
    if (!result.practiceDefect.isEmpty()) {
        facts.push_back({u"Practice shop"_s,
            result.practiceDefect == "none"_L1 ? u"correct"_s
                                               : u"with defect "_s + displayText(result.practiceDefect, 40)});
    }
    return facts;
}

} // namespace

RunDocument makeRunDocument(const RunResult &result)
{
    RunDocument document;
    const QString name = displayText(result.profile.name.trimmed(), 120);
    document.title = name.isEmpty() ? u"Flash-sale run"_s : name;
    for (const QString &line :
        result.profile.notes.split(u'\n').first(std::min(noteLines, result.profile.notes.count(u'\n') + 1))) {
        if (!line.trimmed().isEmpty()) {
            document.notes.append(displayText(line, noteLength));
        }
    }
    document.facts = factsOf(result);
    document.verdict = summarise(result);
    for (const CheckRow &row : result.verification.checks) {
        document.checks.push_back(checkOf(row));
    }
    document.figures = document::figures(result);
    document.thresholds = document::thresholds(result);
    if (!result.seconds.empty() && result.loadTime().count() > 0) {
        document.charts = resultCharts(result);
    }
    document.tables = {{document::requests(result)}, {document::journeys(result), document::journeyTimes(result)},
        {document::failures(result)}, {document::phases(result), document::stages(result)},
        {document::generator(result), document::environment(result)}, {document::settings(result)}};
    for (auto &group : document.tables) {
        std::erase_if(group, [](const DocumentTable &table) { return !table.isShown(); });
    }
    std::erase_if(document.tables, [](const auto &group) { return group.empty(); });
    document.footer = u"Doorbuster %1 · run %2"_s.arg(
        result.machine.version.isEmpty() ? QStringLiteral(DOORBUSTER_VERSION) : displayText(result.machine.version, 20),
        displayText(result.runId, 60));
    return document;
}

namespace document {

DocumentTable factTable(const QString &title, const std::vector<DocumentFact> &facts)
{
    DocumentTable table{.title = title};
    table.columns.resize(2);
    table.columns.back().isLong = true;
    for (const DocumentFact &fact : facts) {
        table.rows.push_back({fact.name, fact.value});
    }
    return table;
}

DocumentCell badge(CheckVerdict verdict)
{
    DocumentCell cell(verdictText(verdict));
    cell.verdict = verdict;
    cell.isBadge = true;
    return cell;
}

} // namespace document

} // namespace doorbuster
