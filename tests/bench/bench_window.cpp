// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run costs the window: opens it, runs 5,000 buyers (or --users) against a practice shop in its own process, and
// prints as JSON how late the UI thread's event loop served a 10 ms timer during the load, and the CPU it took. Run it
// where a window can be (QT_QPA_PLATFORM=offscreen counts drawing as well, but not showing).

#include "core/metrics/histogram.h"
#include "core/metrics/metric.h"
#include "core/metrics/processusage.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/appearance.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>
#include <ctime>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto probeInterval = 10ms;

/// CPU time of the calling thread; absent where the system does not tell.
std::optional<std::chrono::nanoseconds> threadCpu()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec now{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0)
        return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
#endif
    return std::nullopt;
}

double ms(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    QApplication::setOrganizationName(u"doorbuster-bench"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"users"_s, u"Virtual users at the peak."_s, u"N"_s, u"5000"_s});
    parser.addOption({u"hold"_s, u"How long the peak is held."_s, u"DURATION"_s, u"30s"_s});
    parser.addOption({u"dark"_s, u"Dark colours."_s});
    parser.process(app);

    Appearance::instance().initialise();
    MainWindow window;
    Appearance::instance().setScheme(parser.isSet(u"dark"_s) ? Appearance::Scheme::Dark : Appearance::Scheme::Light);
    window.resize(1280, 800);
    window.show();

    SettingInputs inputs;
    inputs.stages = {
        u"10s:%1"_s.arg(parser.value(u"users"_s)), u"%1:%2"_s.arg(parser.value(u"hold"_s), parser.value(u"users"_s))};
    inputs.settings = {u"load.gracefulStop=1s"_s, u"verification.settle=1s"_s};
    inputs.metrics = &metricTypeByName;

    Histogram lag;
    QElapsedTimer sinceProbe;
    QTimer probe;
    probe.setTimerType(Qt::PreciseTimer);
    QObject::connect(&probe, &QTimer::timeout, &window, [&] {
        if (sinceProbe.isValid())
            lag.record(std::max(std::chrono::nanoseconds(sinceProbe.nsecsElapsed()) - probeInterval, 0ns));
        sinceProbe.start();
    });
    QElapsedTimer wall;
    std::optional<std::chrono::nanoseconds> cpuBefore;
    QJsonObject report;
    RunController &controller = window.controller();
    QObject::connect(&controller, &RunController::phaseChanged, &window, [&](RunPhase phase) {
        if (phase == RunPhase::Load) {
            wall.start();
            cpuBefore = threadCpu();
            probe.start(probeInterval);
        } else if (phase == RunPhase::Draining) {
            probe.stop();
            report[u"loadSeconds"_s] = double(wall.elapsed()) / 1000;
            report[u"uiLagP50Ms"_s] = ms(std::chrono::nanoseconds(qint64(lag.percentile(50))));
            report[u"uiLagP99Ms"_s] = ms(std::chrono::nanoseconds(qint64(lag.percentile(99))));
            report[u"uiLagMaxMs"_s] = ms(lag.max());
            report[u"uiLagSamples"_s] = double(lag.count());
            const auto cpu = threadCpu();
            if (cpu && cpuBefore)
                report[u"uiCpuShare"_s] = ms(*cpu - *cpuBefore) / double(wall.elapsed());
        }
    });
    QObject::connect(&controller, &RunController::failedToStart, &window, [](const QString &reason) {
        std::fprintf(stderr, "bench_window: %s\n", qPrintable(reason));
        QApplication::exit(1);
    });
    QObject::connect(&controller, &RunController::ended, &window, [&](const auto &result) {
        report[u"users"_s] = result->health.reachedPeak;
        report[u"requests"_s] = double(result->requestsIssued);
        report[u"engineLagP99Ms"_s] = ms(result->health.loopLagP99);
        report[u"peakMemoryBytes"_s] = double(processUsage().maxResidentBytes.value_or(0));
        std::puts(QJsonDocument(report).toJson().constData());
        QApplication::exit(0);
    });
    QTimer::singleShot(0, &window, [&] { controller.start(resolveProfile(inputs), u"none"_s); });
    return QApplication::exec();
}
