// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/processusage.h"
#include "core/text/format.h"
#include "ui/charts/chartgroup.h"
#include "ui/charts/timechart.h"
#include "ui/theme/appearance.h"

#include "samplerun.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QTest>
#include <QTextStream>

#include <algorithm>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// An hour of a run as the run page shows it: six charts at once, four snapshots a second. What a tick takes of the UI's
// thread, and what the charts take of memory, from the first minute to the last.

namespace {

constexpr int hour = 3600;
constexpr auto tick = 250ms;
constexpr int ticksPerLine = 2400; ///< 10 minutes

/// The processor's time tells what a tick costs where others work on the same machine; the clock, how it felt.
struct Times {
    std::vector<double> making; ///< ms, of makeRunChart()
    std::vector<double> drawing; ///< ms, of setData() and painting
    std::vector<double> all;
    std::chrono::nanoseconds processor{0};

    void add(double make, double draw)
    {
        making.push_back(make);
        drawing.push_back(draw);
        all.push_back(make + draw);
    }
};

double quantile(std::vector<double> values, double share)
{
    const auto at = values.begin() + qsizetype(share * double(values.size() - 1));
    std::ranges::nth_element(values, at);
    return *at;
}

QString line(const Times &times)
{
    const auto pair = [](const std::vector<double> &values) {
        return u"%1 / %2"_s.arg(formatDecimal(quantile(values, 0.5), 2), formatDecimal(quantile(values, 0.99), 2));
    };
    const auto processor = std::chrono::duration<double, std::milli>(times.processor) / double(times.all.size());
    return u"data %1, drawing %2, tick %3, longest %4, processor %5 ms a tick"_s.arg(pair(times.making),
        pair(times.drawing), pair(times.all), formatDecimal(*std::ranges::max_element(times.all), 2),
        formatDecimal(processor.count(), 2));
}

double millisecondsOf(QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

qint64 peakMemory()
{
    return processUsage().maxResidentBytes.value_or(0);
}

class Page final : public QWidget {
public:
    Page()
    {
        auto *layout = new QGridLayout(this);
        for (int i = 0; i < int(runChartCount); ++i) {
            auto *chart = new TimeChart(runChartTitle(RunChart(i)), this);
            chart->setGroup(&m_group);
            layout->addWidget(chart, i / 2, i % 2);
            layout->addWidget(chart->legend(), i / 2, i % 2, Qt::AlignTop | Qt::AlignRight);
            m_charts.push_back(chart);
        }
    }

    void show(const RunChartInput &input, Times &times)
    {
        const auto before = processUsage().cpuTime();
        QElapsedTimer timer;
        timer.start();
        std::vector<ChartData> made;
        for (std::size_t i = 0; i < runChartCount; ++i) {
            made.push_back(makeRunChart(RunChart(i), input));
        }
        const double making = millisecondsOf(timer);
        timer.restart();
        for (std::size_t i = 0; i < runChartCount; ++i) {
            m_charts[i]->setData(std::move(made[i]));
        }
        QApplication::processEvents(); // paints
        times.add(making, millisecondsOf(timer));
        times.processor += processUsage().cpuTime() - before;
    }

    /// Moves the crosshair over all charts, as a pointer does.
    double hover(int moves)
    {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < moves; ++i) {
            m_group.setCrosshair(double(hour) * i / moves);
            QApplication::processEvents();
        }
        m_group.setCrosshair(std::nullopt);
        return millisecondsOf(timer) / moves;
    }

    int points() const
    {
        int sum = 0;
        for (const TimeChart *chart : m_charts) {
            sum += chart->drawnPoints();
        }
        return sum;
    }

private:
    ChartGroup m_group;
    std::vector<TimeChart *> m_charts;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    Appearance::instance().initialise();
    QTextStream out(stdout);
    SampleRun run(hour);
    Page page;
    page.resize(1100, 640);
    page.QWidget::show();
    if (!QTest::qWaitForWindowExposed(&page)) {
        out << "The window does not show.\n";
        return 1;
    }
    Times warmUp;
    page.show(run.at(10s), warmUp);
    run.at(std::chrono::seconds(hour) - 1ms); // its own copies are no memory of the charts
    const qint64 before = peakMemory();
    out << "Six charts, 1100 x 640, four ticks a second; median / p99 in ms\n";
    Times times;
    for (auto now = tick; now < std::chrono::seconds(hour); now += tick) {
        page.show(run.at(now), times);
        if (times.all.size() % ticksPerLine == 0 || now + tick >= std::chrono::seconds(hour)) {
            out << u"%1: %2, %3 points\n"_s.arg(formatClock(now), line(times)).arg(page.points());
            out.flush();
            times = {};
        }
    }
    out << "crosshair over all six: " << formatDecimal(page.hover(500), 2) << " ms a move\n";
    out << "memory for the hour: " << formatBytes(double(peakMemory() - before)) << " above "
        << formatBytes(double(before)) << '\n';
    return 0;
}
