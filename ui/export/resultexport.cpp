// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/resultexport.h"

#include "core/files/filesaver.h"
#include "core/report/html/htmlreport.h"
#include "core/report/junit.h"
#include "core/report/k6/k6summary.h"
#include "core/result/resultfile.h"
#include "core/text/format.h"
#include "ui/charts/chartexport.h"
#include "ui/export/reportpdf.h"
#include "ui/export/resultcsv.h"
#include "ui/export/samplescopy.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr qsizetype maxNameBytes = 160; // file systems take 255, and endings follow

struct ResultExportWords {
    Q_DECLARE_TR_FUNCTIONS(ResultExport)
};

SaveStatus save(const QString &path, const QByteArray &content)
{
    return saveFile(path, std::string_view(content.constData(), std::size_t(content.size())));
}

QString endingOf(ChartImage image)
{
    switch (image) {
    case ChartImage::Svg:
        return u".svg"_s;
    case ChartImage::Png:
        return u".png"_s;
    case ChartImage::Pdf:
        break;
    }
    return u".pdf"_s;
}

SaveStatus draw(const RunResult &result, const std::vector<RunChart> &charts, ChartImage image, int scale, bool dark,
    const QString &path)
{
    const ChartSvgStyle style{.tokens = dark ? darkTokens : lightTokens, .caption = chartCaption(result)};
    std::vector<ChartData> data;
    for (const RunChart chart : charts) {
        data.push_back(makeRunChart(chart, chartInputOf(result)));
    }
    switch (image) {
    case ChartImage::Svg:
        return saveChartSvg(data.front(), style, path);
    case ChartImage::Png:
        return saveChartPng(data.front(), style, scale, path);
    case ChartImage::Pdf:
        break;
    }
    return saveChartsPdf(data, style, path);
}

/// Makes the files of one choice.
class Planner {
public:
    Planner(const ExportSource &source, const ExportChoice &choice)
        : m_source(source)
        , m_choice(choice)
    {
    }

    std::vector<ExportFile> plan()
    {
        for (const ExportKind kind : m_choice.kinds) {
            if (exportProblem(kind, m_source).isEmpty()) {
                add(kind);
            }
        }
        return std::move(m_files);
    }

private:
    using Content = QByteArray (*)(const RunResult &);

    void add(ExportKind kind)
    {
        const std::shared_ptr<const RunResult> result = m_source.result;
        const QString packing = m_choice.compress ? u".gz"_s : QString();
        switch (kind) {
        case ExportKind::Result:
            return addFile(kind, u".json"_s + packing,
                [result](const QString &path, const Progress &progress) { return saveResult(*result, path, progress); });
        case ExportKind::Report:
            return addFile(kind, u"-report.html"_s,
                [result](const QString &path, const Progress &) { return writeHtmlReport(*result, path); });
        case ExportKind::ReportPdf:
            return addFile(kind, u"-report.pdf"_s, [result](const QString &path, const Progress &progress) {
                return saveReportPdf(*result, path, progress);
            });
        case ExportKind::Junit:
            return addFile(kind, u"-junit.xml"_s,
                [result](const QString &path, const Progress &) { return writeJunit(*result, path); });
        case ExportKind::Samples:
            return addFile(kind, u"-k6-lines.json"_s + packing,
                [file = m_source.samplesFile](
                    const QString &path, const Progress &progress) { return copySamples(file, path, progress); });
        case ExportKind::Summary:
            return addFile(kind, u"-k6-summary.json"_s,
                [result](const QString &path, const Progress &) { return writeK6Summary(*result, path); });
        case ExportKind::Seconds:
            return addTable(kind, u"-seconds.csv"_s, secondsCsv);
        case ExportKind::Requests:
            return addTable(kind, u"-requests.csv"_s, requestsCsv);
        case ExportKind::Checks:
            return addTable(kind, u"-checks.csv"_s, [](const RunResult &run) { return checksCsv(run.verification); });
        case ExportKind::Evidence:
            return addEvidence();
        case ExportKind::Charts:
            return addCharts();
        }
    }

    void addFile(ExportKind kind, const QString &ending,
        std::function<SaveStatus(const QString &, const Progress &)> write)
    {
        addFile(exportKindTitle(kind), ending, std::move(write));
    }

    void addFile(const QString &what, const QString &ending,
        std::function<SaveStatus(const QString &, const Progress &)> write)
    {
        const QString path = QDir(m_choice.folder).filePath(safeFileName(m_choice.name) + ending);
        m_files.push_back({what, path,
            [path, write = std::move(write)](const Progress &progress) { return write(path, progress); }});
    }

    void addTable(ExportKind kind, const QString &ending, Content content)
    {
        addFile(kind, ending, [result = m_source.result, content](const QString &path, const Progress &) {
            return save(path, content(*result));
        });
    }

    void addEvidence()
    {
        for (const CheckRow &check : m_source.result->verification.checks) {
            if (check.evidence.rows.empty()) {
                continue;
            }
            const std::shared_ptr<const Evidence> evidence(m_source.result, &check.evidence);
            const QString id = toString(check.id).toLower();
            addFile(ResultExportWords::tr("Evidence: %1").arg(toString(check.id)), u"-evidence-"_s + id + u".csv"_s,
                [evidence](const QString &path, const Progress &) { return save(path, evidenceCsv(*evidence)); });
        }
    }

    void addCharts()
    {
        std::vector<RunChart> charts;
        for (const RunChart chart : m_choice.charts) {
            charts.push_back(chart);
        }
        if (m_choice.image == ChartImage::Pdf && charts.size() > 1) {
            return addDrawing(ResultExportWords::tr("Charts"), u"-charts.pdf"_s, charts);
        }
        const QString ending = endingOf(m_choice.image);
        for (const RunChart chart : charts) {
            addDrawing(ResultExportWords::tr("Chart: %1").arg(runChartTitle(chart)), u'-' + runChartId(chart) + ending,
                {chart});
        }
    }

    void addDrawing(const QString &what, const QString &ending, const std::vector<RunChart> &charts)
    {
        addFile(what, ending,
            [result = m_source.result, charts, image = m_choice.image, scale = m_choice.scale, dark = m_choice.dark](
                const QString &path, const Progress &) {
                return draw(*result, charts, image, scale, dark, path);
            });
    }

    const ExportSource &m_source;
    const ExportChoice &m_choice;
    std::vector<ExportFile> m_files;
};

} // namespace

QString exportKindTitle(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Result:
        return ResultExportWords::tr("Result");
    case ExportKind::Report:
        return ResultExportWords::tr("Report");
    case ExportKind::ReportPdf:
        return ResultExportWords::tr("Report as PDF");
    case ExportKind::Junit:
        return ResultExportWords::tr("JUnit");
    case ExportKind::Samples:
        return ResultExportWords::tr("k6 lines");
    case ExportKind::Summary:
        return ResultExportWords::tr("k6 summary");
    case ExportKind::Seconds:
        return ResultExportWords::tr("Seconds");
    case ExportKind::Requests:
        return ResultExportWords::tr("Requests");
    case ExportKind::Checks:
        return ResultExportWords::tr("Checks");
    case ExportKind::Evidence:
        return ResultExportWords::tr("Evidence");
    case ExportKind::Charts:
        return ResultExportWords::tr("Charts");
    }
    return {};
}

QString exportKindPurpose(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Result:
        return ResultExportWords::tr("The whole run as JSON, to be opened again");
    case ExportKind::Report:
        return ResultExportWords::tr("Verdict, evidence, figures and charts as one HTML page, to be read anywhere");
    case ExportKind::ReportPdf:
        return ResultExportWords::tr("The same on A4 pages");
    case ExportKind::Junit:
        return ResultExportWords::tr("Checks and thresholds as test cases, for a CI to show");
    case ExportKind::Samples:
        return ResultExportWords::tr("Every sample as a line of JSON, as k6 writes them");
    case ExportKind::Summary:
        return ResultExportWords::tr("Figures and thresholds as k6's summary export");
    case ExportKind::Seconds:
        return ResultExportWords::tr("CSV: users, requests, times, stock and outcomes of every second");
    case ExportKind::Requests:
        return ResultExportWords::tr("CSV: counts, times and statuses by request name");
    case ExportKind::Checks:
        return ResultExportWords::tr("CSV: the table of the verdict");
    case ExportKind::Evidence:
        return ResultExportWords::tr("CSV: the findings, a file for each check that has some");
    case ExportKind::Charts:
        return ResultExportWords::tr("Images for reports and slides");
    }
    return {};
}

QString exportProblem(ExportKind kind, const ExportSource &source)
{
    if (!source.result) {
        return ResultExportWords::tr("There is no run to export.");
    }
    const RunResult &result = *source.result;
    switch (kind) {
    case ExportKind::Samples:
        return source.samplesFile.isEmpty()
            ? ResultExportWords::tr("Not recorded. Switch on \"Record every request\" before a run to have them.")
            : QString();
    case ExportKind::Seconds:
    case ExportKind::Charts:
        return result.seconds.empty() ? ResultExportWords::tr("The run ended before its first second.") : QString();
    case ExportKind::Checks:
        return result.verification.checks.empty() ? ResultExportWords::tr("The run has no verdict.") : QString();
    case ExportKind::Evidence:
        return std::ranges::any_of(
                   result.verification.checks, [](const CheckRow &check) { return !check.evidence.rows.empty(); })
            ? QString()
            : ResultExportWords::tr("No check found anything.");
    case ExportKind::Result:
    case ExportKind::Report:
    case ExportKind::ReportPdf:
    case ExportKind::Junit:
    case ExportKind::Summary:
    case ExportKind::Requests:
        break;
    }
    return {};
}

std::vector<ExportFile> plannedFiles(const ExportSource &source, const ExportChoice &choice)
{
    return Planner(source, choice).plan();
}

QString safeFileName(const QString &text)
{
    QString name;
    for (const QChar c : text.normalized(QString::NormalizationForm_C)) {
        const bool kept = c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.';
        if (kept) {
            name += c;
        } else if (!name.isEmpty() && !name.endsWith(u'-')) {
            name += u'-';
        }
    }
    while (name.toUtf8().size() > maxNameBytes) {
        name.chop(1);
    }
    // A name that begins with a dot is hidden, and some systems drop a dot at the end.
    const auto atEdge = [](QChar c) { return c == u'-' || c == u'.'; };
    while (!name.isEmpty() && atEdge(name.front())) {
        name.remove(0, 1);
    }
    while (!name.isEmpty() && atEdge(name.back())) {
        name.chop(1);
    }
    return name.isEmpty() ? u"run"_s : name;
}

QString usualFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

QString proposedExportName(const RunResult &result)
{
    const QString profile = result.profile.name.trimmed().isEmpty() ? u"run"_s : result.profile.name.left(40);
    const QString start = result.startedAt.toUTC().toString(u"yyyyMMdd-HHmmss"_s);
    return safeFileName(profile.toLower()) + (start.isEmpty() ? QString() : QString(u'-' + start));
}

} // namespace doorbuster
