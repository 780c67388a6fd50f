// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a big result costs the window: repeats the ledger of a run's result until the file has the wanted size, then opens
// it in the window and does with it what users do, and prints as JSON how long each step took and the longest that the
// event loop was kept from a timer of 4 ms. At 60 Hz a frame has 16.7 ms. Make the run's result with
// `doorbuster-cli run --practice --result base.json.gz`. The results and the exported files go to a temporary folder.

#include "core/metrics/processusage.h"
#include "core/result/resultfile.h"
#include "ui/export/exportrunner.h"
#include "ui/export/resultexport.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/appearance.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto beat = 4ms;
constexpr auto stepPatience = 120s;

/// The result with its journeys again and again, as of other buyers.
RunResult enlarged(const RunResult &base, qint64 bytes)
{
    RunResult big = base;
    const qint64 before = resultToJson(base).size();
    RunResult twice = base;
    twice.ledger.insert(twice.ledger.end(), base.ledger.begin(), base.ledger.end());
    const qint64 ledger = std::max<qint64>(resultToJson(twice).size() - before, 1);
    const qint64 times = std::max<qint64>((bytes - before) / ledger, 0);
    for (qint64 i = 1; i <= times; ++i) {
        for (LedgerEntry entry : base.ledger) {
            entry.iteration += quint32(i * 1000);
            big.ledger.push_back(std::move(entry));
        }
    }
    return big;
}

class Meter : public QObject {
public:
    Meter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, m_since.nsecsElapsed());
            m_since.start();
        });
        m_timer.start(beat);
    }

    /// Begins something and lets the loop go on until it is done, and a little longer.
    void measure(const QString &what, const std::function<void()> &begin, const std::function<bool()> &isDone)
    {
        settle(200ms);
        m_longest = 0;
        m_since.start();
        QElapsedTimer took;
        took.start();
        begin();
        m_longest = std::max(m_longest, m_since.nsecsElapsed());
        m_since.start();
        while (!isDone() && took.elapsed() < std::chrono::milliseconds(stepPatience).count())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const bool done = isDone();
        const qint64 ms = took.elapsed();
        settle(300ms);
        m_steps.append(QJsonObject{{u"step"_s, what}, {u"done"_s, done}, {u"ms"_s, ms},
            {u"longestGapMs"_s, double(m_longest) / 1e6}});
        std::fprintf(stderr, "%-34s %8lld ms, longest gap %7.1f ms%s\n", qPrintable(what), static_cast<long long>(ms),
            double(m_longest) / 1e6, done ? "" : " (not done)");
    }

    QJsonArray steps() const { return m_steps; }

private:
    static void settle(std::chrono::milliseconds time)
    {
        QEventLoop loop;
        QTimer::singleShot(time, &loop, &QEventLoop::quit);
        loop.exec();
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
    QJsonArray m_steps;
};

QTableView *checksOf(const QWidget &window)
{
    for (QTableView *view : window.findChildren<QTableView *>()) {
        if (view->accessibleName() == u"Checks"_s)
            return view;
    }
    return nullptr;
}

void selectCheck(QTableView *checks, const QString &id)
{
    for (int row = 0; checks && row < checks->model()->rowCount(); ++row) {
        if (checks->model()->index(row, 0).data().toString() == id)
            checks->selectRow(row);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    QApplication::setOrganizationName(u"doorbuster-bench"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"RESULT"_s, u"The result of a run."_s);
    parser.addOption({u"mb"_s, u"How big the result is made, uncompressed."_s, u"MB"_s, u"500"_s});
    parser.process(app);
    const LoadedResult base = loadResult(parser.positionalArguments().value(0));
    if (!base.result) {
        std::fprintf(stderr, "bench_bigresult: %s\n", qPrintable(base.errors.join(u'\n')));
        return 1;
    }
    const QTemporaryDir folder;
    const QString bigFile = folder.filePath(u"big.json"_s);
    const QString smallFile = folder.filePath(u"small.json.gz"_s);
    QJsonObject report;
    {
        const RunResult big = enlarged(*base.result, parser.value(u"mb"_s).toLongLong() * 1'000'000);
        for (const auto &[result, file] : {std::pair(&big, bigFile), std::pair(&*base.result, smallFile)}) {
            if (const SaveStatus saved = saveResult(*result, file); !saved.ok()) {
                std::fprintf(stderr, "bench_bigresult: %s\n", qPrintable(saved.error));
                return 1;
            }
        }
        report[u"journeys"_s] = double(big.ledger.size());
        report[u"bytes"_s] = double(QFileInfo(bigFile).size());
    }

    Appearance::instance().initialise();
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    Meter meter;
    const auto loaded = [&] { return !window.isOpening(); };
    const auto atOnce = [] { return QThreadPool::globalInstance()->activeThreadCount() == 0; };
    meter.measure(u"open a small result"_s, [&] { window.openFile(smallFile); }, loaded);
    meter.measure(u"open the big result"_s, [&] { window.openFile(bigFile); }, loaded);
    if (window.controller().result()->ledger.size() != std::size_t(report[u"journeys"_s].toDouble())) {
        std::fprintf(stderr, "bench_bigresult: the big result is not on show\n");
        return 1;
    }
    meter.measure(u"show the run"_s, [&] { window.showPage(MainWindow::Page::Run); }, atOnce);
    meter.measure(u"show the verdict"_s, [&] { window.showPage(MainWindow::Page::Verdict); }, atOnce);
    QTableView *checks = checksOf(window);
    for (const QString &id : {u"V10"_s, u"V14"_s, u"V1"_s})
        meter.measure(u"select "_s + id, [&] { selectCheck(checks, id); }, atOnce);
    for (const ExportKind kind :
        {ExportKind::Result, ExportKind::Report, ExportKind::ReportPdf, ExportKind::Charts, ExportKind::Evidence}) {
        ExportRunner runner;
        ExportChoice choice{.kinds = {kind}, .compress = true, .folder = folder.path(), .name = u"exported"_s};
        choice.charts = {RunChart::Latency, RunChart::Throughput};
        choice.image = ChartImage::Pdf;
        meter.measure(u"export "_s + exportKindTitle(kind),
            [&] { runner.start(plannedFiles({window.controller().result(), {}}, choice)); },
            [&] { return !runner.isRunning(); });
    }
    meter.measure(u"verify again, and give up after 5 s"_s,
        [&] {
            QTimer::singleShot(5s, &window.controller(), &RunController::abort);
            window.controller().verifyAgain();
        },
        [&] { return !window.controller().isRunning(); });
    meter.measure(u"open a small result in its place"_s, [&] { window.openFile(smallFile); },
        [&] { return loaded() && atOnce(); });
    report[u"steps"_s] = meter.steps();
    report[u"peakMemoryBytes"_s] = double(processUsage().maxResidentBytes.value_or(0));
    std::puts(QJsonDocument(report).toJson().constData());
    return 0;
}
