// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/html/htmlreport.h"

#include "core/charts/chartsvg.h"
#include "core/charts/csstokens.h"
#include "core/files/filesaver.h"
#include "core/report/document/rundocument.h"
#include "core/report/html/htmlstyle.h"
#include "core/report/html/htmlwriter.h"
#include "core/result/verdictsign.h"
#include "core/text/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int chartWidth = 624; ///< about what a chart gets on a page of two columns, so that its texts keep their size
constexpr int chartHeight = 264;

QByteArray toneClass(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Pass:
        return "pass";
    case CheckVerdict::Warn:
        return "warn";
    case CheckVerdict::Fail:
        return "fail";
    case CheckVerdict::Inconclusive:
        return "inconclusive";
    case CheckVerdict::Off:
    case CheckVerdict::NoData:
        break;
    }
    return "nodata";
}

QByteArray classes(const QByteArray &names)
{
    return names.isEmpty() ? QByteArray() : "class=\"" + names.trimmed() + '"';
}

/// Puts a document into HTML; a temporary of htmlReport().
class Page {
public:
    explicit Page(const RunDocument &document)
        : m_document(document)
    {
    }

    QByteArray write()
    {
        m_html.markup("<!DOCTYPE html>\n");
        {
            const auto html = m_html.element("html", "lang=\"en\"");
            writeHead();
            const auto body = m_html.element("body");
            const auto main = m_html.element("main");
            writeTitle();
            writeVerdict();
            writeFigures();
            writeChecks();
            writeTable(m_document.thresholds);
            writeCharts();
            writeTables();
            m_html.element("footer", {}, m_document.footer);
        }
        return m_html.finish();
    }

private:
    void writeHead()
    {
        const auto head = m_html.element("head");
        m_html.markup("<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                      "'unsafe-inline'; img-src data:\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n");
        m_html.element("title", {}, m_document.verdict.line + u" \u2013 "_s + m_document.title);
        m_html.markup("<style>\n" + htmlStyle() + "</style>\n");
    }

    void writeTitle()
    {
        const auto head = m_html.element("header", classes("head"));
        m_html.element("h1", {}, m_document.title);
        for (const QString &line : m_document.notes) {
            m_html.element("p", classes("secondary"), line);
        }
        const auto facts = m_html.element("dl", classes("facts"));
        for (const DocumentFact &fact : m_document.facts) {
            const auto pair = m_html.element("div");
            m_html.element("dt", {}, fact.name);
            m_html.element("dd", {}, fact.value);
        }
    }

    void writeVerdict()
    {
        const VerdictSummary &verdict = m_document.verdict;
        {
            const auto halves = m_html.element("div", classes("halves"));
            {
                const auto card = m_html.element("section", classes("card verdict " + toneClass(verdict.books.tone)));
                writeHalf(u"The shop’s books"_s, verdict.books);
                const auto inputs = m_html.element("dl", classes("inputs"));
                writeInput(u"Starting stock"_s, verdict.starting);
                writeInput(u"Paid orders"_s, verdict.paid);
                writeInput(u"Remaining"_s, verdict.remaining);
                writeInput(u"Difference"_s, verdict.difference, verdict.differs ? "differs" : "");
            }
            const auto card = m_html.element("section", classes("card verdict " + toneClass(verdict.thresholds.tone)));
            writeHalf(u"The limits you set"_s, verdict.thresholds);
            const auto inputs = m_html.element("dl", classes("inputs"));
            const std::size_t shown = std::min(verdict.failedThresholds.size(), VerdictSummary::thresholdsInHeadline);
            for (std::size_t i = 0; i < shown; ++i) {
                writeInput(verdict.failedThresholds[i].rule, verdict.failedThresholds[i].actual, "differs");
            }
        }
        for (const VerdictRemark &remark : verdict.remarks) {
            m_html.element(
                "p", classes("card notice " + toneClass(remark.tone)), verdictSign(remark.tone) + u' ' + remark.text);
        }
    }

    void writeHalf(const QString &title, const VerdictHalf &half)
    {
        const auto words = m_html.element("div");
        m_html.element("p", classes("half"), title);
        m_html.element("p", classes("headline"), half.signedHeadline());
        m_html.element("p", classes("secondary"), half.sentence);
    }

    void writeInput(const QString &name, const QString &value, const QByteArray &names = {})
    {
        const auto pair = m_html.element("div");
        m_html.element("dt", {}, name);
        m_html.element("dd", classes(names), value);
    }

    void writeFigures()
    {
        if (m_document.figures.empty()) {
            return;
        }
        const auto tiles = m_html.element("div", classes("tiles"));
        for (const DocumentFigure &figure : m_document.figures) {
            const auto tile = m_html.element("dl", classes("card tile"));
            m_html.element("dt", {}, figure.name);
            m_html.element("dd", {}, figure.value);
            m_html.element("dd", classes("detail"), figure.detail);
        }
    }

    void writeHeading(const QString &title, bool isGeneratorBound)
    {
        const auto heading = m_html.element("h2");
        m_html.text(title);
        if (isGeneratorBound) {
            m_html.element("span", classes("bound"), u"! generator-bound"_s);
        }
    }

    void writeChecks()
    {
        const auto card = m_html.element("section", classes("card"));
        writeHeading(u"Verification"_s, false);
        if (m_document.checks.empty()) {
            m_html.element("p", classes("secondary"), u"The shop's books were not read, so nothing was checked."_s);
            return;
        }
        {
            const auto scroll = m_html.element("div", classes("scroll"));
            const auto table = m_html.element("table", classes("checks"));
            {
                const auto head = m_html.element("thead");
                const auto row = m_html.element("tr");
                for (const QString &title :
                    {QString(), u"Check"_s, u"Verdict"_s, u"Severity"_s, u"Expected"_s, u"Actual"_s}) {
                    m_html.element("th", "scope=\"col\"", title);
                }
                m_html.element("th", "scope=\"col\" class=\"number\"", u"Difference"_s);
            }
            const auto body = m_html.element("tbody");
            for (const DocumentCheck &check : m_document.checks) {
                writeCheck(check);
            }
        }
        for (const DocumentCheck &check : m_document.checks) {
            if (check.hasEvidence() || !check.meaning.isEmpty()) {
                writeFinding(check);
            }
        }
    }

    void writeCheck(const DocumentCheck &check)
    {
        const auto row = m_html.element("tr");
        m_html.element("td", classes("id"), check.id);
        {
            const auto cell = m_html.element("td", classes("long"));
            m_html.text(check.title);
            if (!check.note.isEmpty()) {
                m_html.element("span", classes("note"), check.note);
            }
        }
        {
            const auto cell = m_html.element("td");
            writeBadge(check.verdict);
        }
        m_html.element("td", {}, check.severity);
        m_html.element("td", classes("long"), check.expected);
        m_html.element("td", classes("long"), check.actual);
        m_html.element("td", classes("number"), check.difference);
    }

    void writeBadge(CheckVerdict verdict)
    {
        m_html.element("span", classes("badge " + toneClass(verdict)), verdictText(verdict));
    }

    /// What a check found, what that means, and the findings themselves, folded where nothing is wrong.
    void writeFinding(const DocumentCheck &check)
    {
        const auto finding = m_html.element("div", classes("finding"));
        {
            const auto title = m_html.element("div", classes("title"));
            m_html.element("h3", {}, check.id + u" · "_s + check.title);
            writeBadge(check.verdict);
        }
        if (!check.meaning.isEmpty()) {
            m_html.element("p", {}, check.meaning);
        }
        if (!check.hasEvidence()) {
            return;
        }
        // The table stands beside the fold, not in it: what a browser folds away itself it would not print.
        m_html.markup(check.verdict == CheckVerdict::Fail ? "<details open><summary>" : "<details><summary>");
        m_html.text(check.findings);
        m_html.markup("</summary></details>\n");
        const auto evidence = m_html.element("div", classes("evidence"));
        writeRows(check.evidence);
    }

    void writeTable(const DocumentTable &table)
    {
        const auto card = m_html.element("section", classes("card"));
        writeHeading(table.title, table.isGeneratorBound);
        if (table.rows.empty()) {
            m_html.element("p", classes("secondary"), table.emptyText);
            return;
        }
        {
            const auto scroll = m_html.element("div", classes("scroll"));
            writeRows(table, false);
        }
        if (!table.remark.isEmpty()) {
            m_html.element("p", classes("remark"), table.remark);
        }
    }

    void writeRows(const DocumentTable &table, bool withRemark = true)
    {
        constexpr std::size_t many = 9;
        const bool isNamed =
            std::ranges::all_of(table.columns, [](const DocumentColumn &column) { return column.title.isEmpty(); });
        {
            const auto element = m_html.element("table",
                classes(isNamed                       ? "names"
                        : table.columns.size() > many ? "wide"
                                                      : ""));
            if (!isNamed) {
                writeColumns(table.columns);
            }
            const auto body = m_html.element("tbody");
            for (std::size_t i = 0; i < table.rows.size(); ++i) {
                const bool isTotal = table.hasTotal && i + 1 == table.rows.size();
                const auto row = m_html.element("tr", classes(isTotal ? "total" : ""));
                for (std::size_t column = 0; column < table.columns.size(); ++column) {
                    writeCell(table.rows[i][column], table.columns[column]);
                }
            }
        }
        if (withRemark && !table.remark.isEmpty()) {
            m_html.element("p", classes("remark"), table.remark);
        }
    }

    void writeColumns(const std::vector<DocumentColumn> &columns)
    {
        const auto head = m_html.element("thead");
        if (std::ranges::any_of(columns, [](const DocumentColumn &column) { return !column.group.isEmpty(); })) {
            const auto row = m_html.element("tr");
            for (std::size_t first = 0; first < columns.size();) {
                std::size_t end = first + 1;
                while (end < columns.size() && columns[end].group == columns[first].group) {
                    ++end;
                }
                m_html.element("th",
                    "class=\"group\" scope=\"colgroup\" colspan=\"" + QByteArray::number(qulonglong(end - first)) + '"',
                    columns[first].group);
                first = end;
            }
        }
        const auto row = m_html.element("tr");
        for (const DocumentColumn &column : columns) {
            m_html.element("th", column.isNumber ? "scope=\"col\" class=\"number\"" : "scope=\"col\"", column.title);
        }
    }

    void writeCell(const DocumentCell &cell, const DocumentColumn &column)
    {
        const auto element = m_html.element("td", classes(column.isNumber ? "number" : column.isLong ? "long" : ""));
        if (cell.verdict) {
            m_html.element("span", classes((cell.isBadge ? "badge " : "tone ") + toneClass(*cell.verdict)), cell.text);
        } else {
            m_html.text(cell.text);
        }
    }

    void writeCharts()
    {
        if (m_document.charts.empty()) {
            return;
        }
        const auto charts = m_html.element("div", classes("charts"));
        for (const ChartData &chart : m_document.charts) {
            const auto figure = m_html.element("figure", classes("card"));
            m_html.markup(chartSvg(chart, {.tokens = cssTokens, .width = chartWidth, .height = chartHeight}));
        }
    }

    void writeTables()
    {
        for (const std::vector<DocumentTable> &group : m_document.tables) {
            const auto pair = m_html.element("div", classes(group.size() > 1 ? "pair" : ""));
            for (const DocumentTable &table : group) {
                writeTable(table);
            }
        }
    }

    const RunDocument &m_document;
    HtmlWriter m_html;
};

} // namespace

QByteArray htmlReport(const RunResult &result)
{
    const RunDocument document = makeRunDocument(result);
    return Page(document).write();
}

SaveStatus writeHtmlReport(const RunResult &result, const QString &file)
{
    const QByteArray content = htmlReport(result);
    return saveFile(file, std::string_view(content.constData(), std::size_t(content.size())));
}

} // namespace doorbuster
