// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/resultexport.h"

#include "core/report/html/htmlreport.h"
#include "core/report/junit.h"
#include "core/report/k6/k6summary.h"
#include "core/result/resultfile.h"
#include "core/text/gzip.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"
#include "tests/ui/export/exporttools.h"
#include "ui/export/resultcsv.h"

#include <QFile>
#include <QImage>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QList<RunChart> allCharts()
{
    QList<RunChart> charts;
    for (std::size_t chart = 0; chart < runChartCount; ++chart)
        charts.append(RunChart(chart));
    return charts;
}

} // namespace

class TestResultExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        m_source = {std::make_shared<const RunResult>(sampleResult()), {}};
        m_choice = {.charts = allCharts(), .folder = m_folder->path(), .name = u"drop"_s};
    }
    void cleanup() { m_folder.reset(); }

    void result()
    {
        QCOMPARE(written({ExportKind::Result}), QStringList{u"drop.json"_s});
        const LoadedResult loaded = loadResult(path(u"drop.json"_s));
        QVERIFY2(loaded.result, qPrintable(loaded.errors.join(u'\n')));
        QCOMPARE(resultToJson(*loaded.result), resultToJson(*m_source.result));
    }

    void compressedResult()
    {
        m_choice.compress = true;
        QCOMPARE(written({ExportKind::Result}), QStringList{u"drop.json.gz"_s});
        QVERIFY(isGzip(read(path(u"drop.json.gz"_s))));
        QVERIFY(loadResult(path(u"drop.json.gz"_s)).result);
    }

    void samples_data()
    {
        QTest::addColumn<bool>("compress");
        QTest::newRow("plain") << false;
        QTest::newRow("compressed") << true;
    }

    void samples()
    {
        QFETCH(bool, compress);
        m_choice.compress = compress;
        m_source.samplesFile = path(u"recorded.json.gz"_s);
        std::string packed;
        GzipCompressor(2).compress("{\"type\":\"Point\"}\n", packed);
        QFile recorded(m_source.samplesFile);
        QVERIFY(recorded.open(QIODevice::WriteOnly));
        recorded.write(QByteArray::fromStdString(packed));
        recorded.close();
        const QString name = compress ? u"drop-k6-lines.json.gz"_s : u"drop-k6-lines.json"_s;
        QCOMPARE(written({ExportKind::Samples}), QStringList{name});
        const QByteArray content = read(path(name));
        QCOMPARE(compress ? gunzip(content, 100).data : content, QByteArray("{\"type\":\"Point\"}\n"));
    }

    void summary()
    {
        QCOMPARE(written({ExportKind::Summary}), QStringList{u"drop-k6-summary.json"_s});
        QCOMPARE(read(path(u"drop-k6-summary.json"_s)), k6SummaryExport(*m_source.result));
    }

    void tables()
    {
        const RunResult &run = *m_source.result;
        QCOMPARE(written({ExportKind::Seconds, ExportKind::Requests, ExportKind::Checks, ExportKind::Evidence}),
            QStringList({u"drop-seconds.csv"_s, u"drop-requests.csv"_s, u"drop-checks.csv"_s, u"drop-evidence-v1.csv"_s,
                u"drop-evidence-v7.csv"_s}));
        QCOMPARE(read(path(u"drop-seconds.csv"_s)), secondsCsv(run));
        QCOMPARE(read(path(u"drop-requests.csv"_s)), requestsCsv(run));
        QCOMPARE(read(path(u"drop-checks.csv"_s)), checksCsv(run.verification));
        QCOMPARE(read(path(u"drop-evidence-v7.csv"_s)), evidenceCsv(run.verification.checks[2].evidence));
    }

    void reports()
    {
        QCOMPARE(written({ExportKind::Report, ExportKind::ReportPdf, ExportKind::Junit}),
            QStringList({u"drop-report.html"_s, u"drop-report.pdf"_s, u"drop-junit.xml"_s}));
        QCOMPARE(read(path(u"drop-report.html"_s)), htmlReport(*m_source.result));
        QVERIFY(read(path(u"drop-report.pdf"_s)).startsWith("%PDF-"));
        QCOMPARE(read(path(u"drop-junit.xml"_s)), junitXml(*m_source.result));
    }

    /// A run that failed before any load has a report as well: it says why.
    void reportsOfARunWithoutLoad()
    {
        RunResult bare;
        bare.end = RunEnd::Failed;
        m_source = {std::make_shared<const RunResult>(bare), {}};
        QCOMPARE(written({ExportKind::Report, ExportKind::ReportPdf, ExportKind::Junit}).size(), 3);
    }

    void svgCharts()
    {
        const QStringList names = written({ExportKind::Charts});
        QCOMPARE(names.size(), qsizetype(runChartCount));
        QCOMPARE(names.constFirst(), u"drop-%1.svg"_s.arg(runChartId(RunChart::VirtualUsers)));
        for (const QString &name : names) {
            const QByteArray svg = read(path(name));
            QVERIFY2(QSvgRenderer(svg).isValid(), qPrintable(name));
            QVERIFY2(svg.contains("2026-11-22 11:01:57 UTC"), qPrintable(name)); // whose run it is
        }
    }

    void pngCharts_data()
    {
        QTest::addColumn<int>("scale");
        QTest::addColumn<bool>("dark");
        QTest::newRow("1x light") << 1 << false;
        QTest::newRow("2x dark") << 2 << true;
        QTest::newRow("3x light") << 3 << false;
    }

    void pngCharts()
    {
        QFETCH(int, scale);
        QFETCH(bool, dark);
        m_choice.charts = {RunChart::Stock};
        m_choice.image = ChartImage::Png;
        m_choice.scale = scale;
        m_choice.dark = dark;
        const QStringList names = written({ExportKind::Charts});
        QCOMPARE(names, QStringList{u"drop-stock.png"_s});
        const QImage image(path(names.constFirst()));
        QCOMPARE(image.size(), QSize(800, 320) * scale);
        QCOMPARE(image.pixelColor(1, 1).lightness() < 128, dark);
    }

    void pdfCharts()
    {
        m_choice.image = ChartImage::Pdf;
        QCOMPARE(written({ExportKind::Charts}), QStringList{u"drop-charts.pdf"_s});
        const QByteArray all = read(path(u"drop-charts.pdf"_s));
        QVERIFY(all.startsWith("%PDF-"));
        QCOMPARE(all.count("/Type /Page\n"), qsizetype(runChartCount));
        m_choice.charts = {RunChart::Latency};
        QCOMPARE(written({ExportKind::Charts}), QStringList{u"drop-latency.pdf"_s});
        QCOMPARE(read(path(u"drop-latency.pdf"_s)).count("/Type /Page\n"), 1);
    }

    void whatARunDoesNotHave()
    {
        RunResult bare;
        bare.end = RunEnd::Failed;
        m_source = {std::make_shared<const RunResult>(bare), {}};
        QStringList reasons;
        for (std::size_t kind = 0; kind < exportKindCount; ++kind) {
            if (const QString why = exportProblem(ExportKind(kind), m_source); !why.isEmpty())
                reasons.append(exportKindTitle(ExportKind(kind)) + u": "_s + why);
        }
        QCOMPARE(reasons,
            QStringList({u"k6 lines: Not recorded. Switch on \"Record every request\" before a run to have them."_s,
                u"Seconds: The run ended before its first second."_s, u"Checks: The run has no verdict."_s,
                u"Evidence: No check found anything."_s, u"Charts: The run ended before its first second."_s}));
        QVERIFY(plannedFiles(m_source, {.kinds = {ExportKind::Charts, ExportKind::Samples}, .charts = allCharts()})
                    .empty());
        QVERIFY(!exportProblem(ExportKind::Result, {}).isEmpty());
    }

    void names_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"plan-default_2.1"_s << u"plan-default_2.1"_s;
        QTest::newRow("empty") << QString() << u"run"_s;
        QTest::newRow("nothing left") << u" ?/\\*"_s << u"run"_s;
        QTest::newRow("folders") << u"../../etc/passwd"_s << u"etc-passwd"_s;
        QTest::newRow("hidden") << u".profile"_s << u"profile"_s;
        QTest::newRow("dot at the end") << u"name."_s << u"name"_s;
        QTest::newRow("Windows") << u"a:b|c<d>e\"f?"_s << u"a-b-c-d-e-f"_s;
        QTest::newRow("control and direction") << u"a\n\u202eb"_s << u"a-b"_s;
        QTest::newRow("letters") << u"Größe 日本"_s << u"Größe-日本"_s;
        QTest::newRow("surrogates") << u"a😀b"_s << u"a-b"_s;
    }

    void names()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        QCOMPARE(safeFileName(text), name);
    }

    void longNames()
    {
        QVERIFY(safeFileName(QString(500, u'x')).size() < 200);
        QVERIFY(safeFileName(QString(500, u'日')).toUtf8().size() < 200);
    }

    void proposedName()
    {
        QCOMPARE(proposedExportName(*m_source.result), u"friday-s-drop-20261122-110157"_s);
        QCOMPARE(proposedExportName({}), u"run"_s);
    }

    void failuresNameFileAndCause_data()
    {
        QTest::addColumn<ExportKind>("kind");
        for (std::size_t kind = 0; kind < exportKindCount; ++kind)
            QTest::newRow(qPrintable(exportKindTitle(ExportKind(kind)))) << ExportKind(kind);
    }

    void failuresNameFileAndCause()
    {
        QFETCH(ExportKind, kind);
        m_source.samplesFile = path(u"recorded"_s);
        QFile recorded(m_source.samplesFile);
        QVERIFY(recorded.open(QIODevice::WriteOnly));
        recorded.close();
        m_choice.folder = path(u"nowhere"_s);
        m_choice.kinds = {kind};
        for (const ExportFile &file : plannedFiles(m_source, m_choice)) {
            const SaveStatus status = file.write(goOn);
            QVERIFY2(status.error.startsWith(u"Cannot write %1: "_s.arg(file.path)), qPrintable(status.error));
        }
    }

#ifdef Q_OS_UNIX
    /// As on a full disk: a write is cut short. What was there before survives, and nothing is left beside it.
    void aFullDiskLeavesNothing_data()
    {
        failuresNameFileAndCause_data();
    }

    void aFullDiskLeavesNothing()
    {
        QFETCH(ExportKind, kind);
        m_source.samplesFile = path(u"recorded"_s);
        QFile recorded(m_source.samplesFile);
        QVERIFY(recorded.open(QIODevice::WriteOnly));
        recorded.write(QByteArray(100'000, 'x'));
        recorded.close();
        m_choice.kinds = {kind};
        m_choice.image = ChartImage::Png;
        const auto files = plannedFiles(m_source, m_choice);
        QVERIFY(!files.empty());
        for (const ExportFile &file : files) {
            QFile older(file.path);
            QVERIFY(older.open(QIODevice::WriteOnly));
            older.write("older");
        }
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit little = before;
        little.rlim_cur = 16; // bytes
        QStringList errors;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &little), 0);
        for (const ExportFile &file : files)
            errors.append(file.write(goOn).error);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        for (std::size_t i = 0; i < files.size(); ++i) {
            QVERIFY2(errors[qsizetype(i)].startsWith(u"Cannot write %1: "_s.arg(files[i].path)),
                qPrintable(errors[qsizetype(i)]));
            QCOMPARE(read(files[i].path), QByteArray("older"));
        }
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), qsizetype(files.size()) + 1);
    }
#endif

private:
    QString path(const QString &name) const
    {
        return m_folder->filePath(name);
    }

    /// The names of the files that these kinds come to, in their order, all written; or the first error.
    QStringList written(const QList<ExportKind> &kinds)
    {
        m_choice.kinds = kinds;
        QStringList names;
        for (const ExportFile &file : plannedFiles(m_source, m_choice)) {
            const SaveStatus status = file.write(goOn);
            if (!status.ok())
                return {status.error};
            names.append(QFileInfo(file.path).fileName());
        }
        return names;
    }

    std::optional<QTemporaryDir> m_folder;
    ExportSource m_source;
    ExportChoice m_choice;
};

DOORBUSTER_TEST(QTEST_MAIN, TestResultExport)
#include "tst_resultexport.moc"
