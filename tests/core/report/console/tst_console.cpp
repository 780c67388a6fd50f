// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/console/console.h"

#include "core/metrics/metricrecorder.h"
#include "tests/support/testprogram.h"

#include "goldenfile.h"
#include "sampleresult.h"

#include <QIODevice>
#include <QRegularExpression>
#include <QTest>

#include <cstdio>
#include <memory>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A run as the engine shows it, moved on by hand.
class Run {
public:
    explicit Run(ConsoleStyle style)
        : m_reporter(m_stream, std::move(style))
    {
    }

    void requests(int count, std::chrono::nanoseconds at, bool expected = true)
    {
        RequestRecord record;
        record.status = expected ? 200 : 503;
        record.expected = expected;
        record.duration = 12ms;
        record.fromIntendedStart = 12ms;
        record.ended = at;
        for (int i = 0; i < count; ++i) {
            m_recorder.request(record);
        }
        m_figures.add(m_recorder.take());
        m_figures.closeSecondsBefore(at / 1s);
    }

    void show(RunPhase phase, std::chrono::nanoseconds elapsed, std::chrono::nanoseconds phaseElapsed,
        std::optional<std::chrono::nanoseconds> planned = {}, bool bound = false)
    {
        RunSnapshot snapshot{.seriesTable = *m_table, .figures = m_figures};
        snapshot.phase = phase;
        snapshot.elapsed = elapsed;
        snapshot.phaseElapsed = phaseElapsed;
        snapshot.phasePlanned = planned;
        snapshot.stage = 1;
        snapshot.stages = 6;
        snapshot.vusPlanned = 1000;
        snapshot.vusActual = 998;
        snapshot.stock = 97;
        snapshot.verifiedBuyers = 1200;
        snapshot.buyersToVerify = 5000;
        snapshot.health.localFailures = bound ? 1 : 0;
        if (bound)
            snapshot.health.openSockets = 950;
        m_reporter.progress(snapshot);
    }

    ConsoleReporter &reporter() { return m_reporter; }
    QString take()
    {
        QString text;
        text.swap(m_text);
        m_stream.setString(&m_text);
        return text;
    }

private:
    QString m_text;
    QTextStream m_stream{&m_text};
    ConsoleReporter m_reporter;
    std::shared_ptr<const SeriesTable> m_table = std::make_shared<SeriesTable>(Profile());
    MetricRecorder m_recorder{m_table};
    MetricAccumulator m_figures{m_table};
};

ConsoleStyle terminal(int columns)
{
    ConsoleStyle style;
    style.terminal = true;
    style.columns = [columns] { return columns; };
    return style;
}

/// A pipe whose reader may leave.
class Pipe final : public QIODevice {
public:
    Pipe() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }
    bool broken = false;
    QByteArray written;

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override
    {
        if (broken)
            return -1;
        written.append(data, size);
        return size;
    }
};

QString finished(const RunResult &result, ConsoleStyle style = {})
{
    QString text;
    QTextStream stream(&text);
    ConsoleReporter(stream, std::move(style)).finish(result);
    return text;
}

QStringList lastLines(const QString &text, qsizetype count)
{
    QStringList lines = text.split(u'\n');
    lines.removeLast();
    return lines.mid(std::max(qsizetype(0), lines.size() - count));
}

} // namespace

class TestConsole : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void header()
    {
        Run run({});
        run.reporter().begin({}, u"Plan default"_s);
        QCOMPARE(run.take(),
            u"  Doorbuster %1\n"
            "  profile:   Plan default\n"
            "  target:    http://localhost:4000\n"
            "  sale:      100 units for 10m0s\n"
            "  scenarios: (100.00%) 1 scenario, 5000 max VUs, 7m0s max duration (incl. graceful stop):\n"
            "           * default: Up to 5000 looping VUs for 6m30s over 6 stages (gracefulRampDown: 30s, "
            "gracefulStop: 30s)\n"
            "\n"_s.arg(QStringLiteral(DOORBUSTER_VERSION)));
    }

    void headerHidesPasswordsAndEscapes()
    {
        Run run({});
        Profile profile;
        profile.name = u"a\x1b[2J"_s;
        profile.target.apiBase = u"http://me:hunter2@shop"_s;
        run.reporter().begin(profile);
        const QString text = run.take();
        QVERIFY(!text.contains(u"hunter2"_s));
        QVERIFY(!text.contains(u'\x1b'));
    }

    void plainLines()
    {
        Run run({});
        run.show(RunPhase::Setup, 0s, 0s);
        run.show(RunPhase::Setup, 1s, 1s);
        run.show(RunPhase::Load, 5s, 250ms, 390s);
        run.requests(500, 6s);
        run.show(RunPhase::Load, 9s, 4s, 390s);
        QCOMPARE(run.take(),
            u"   0:00  setup\n"
            "   0:05  load (6:30)\n"_s);
        run.requests(12, 9s, false);
        run.show(RunPhase::Load, 10s, 5250ms, 390s);
        run.show(RunPhase::Load, 10250ms, 5500ms, 390s);
        QCOMPARE(run.take(),
            u"   0:10  load 2/6  VUs 998/1,000  97.5/s  failed 2.34 %  p95 12 ms (since planned 12 ms)  confirmed 0  stock 97\n"_s);
        run.requests(100, 15s);
        run.show(RunPhase::Load, 20250ms, 15500ms, 390s, true);
        QCOMPARE(run.take(),
            u"   0:20  load 2/6  VUs 998/1,000  9.76/s  failed 1.96 %  p95 12 ms (since planned 12 ms)  confirmed 0  stock 97  sockets 950  generator-bound\n"_s);
        run.show(RunPhase::Verifying, 31s, 500ms);
        QCOMPARE(run.take(),
            u"   0:31  verifying\n"
            "   0:31  verifying  1,200/5,000 buyers\n"_s);
        run.show(RunPhase::Finished, 60s, 0s);
        QCOMPARE(run.take(), u"   1:00  finished\n"_s);
    }

    void withoutSamplesThereIsNoData()
    {
        Run run({});
        run.show(RunPhase::Load, 10s, 10s);
        QVERIFY(run.take().endsWith(
            u"   0:10  load 2/6  VUs 998/1,000  0/s  failed \u2013  p95 \u2013 (since planned \u2013)  confirmed 0  stock 97\n"_s));
    }

    void bar()
    {
        Run run(terminal(100));
        run.requests(500, 6s);
        run.requests(10, 7s);
        run.show(RunPhase::Load, 8s, 97500ms, 390s);
        QCOMPARE(run.take(),
            u"   0:08  load (6:30)\n"
            "  load  [======--------------------]   25 %  1:37/6:30  VUs 998/1,000  500/s  confirmed 0  stock 97"_s);
        run.show(RunPhase::Load, 9s, 390s, 390s);
        QCOMPARE(run.take(),
            u"\r\x1b[K  load  [==========================]  100 %  6:30/6:30  VUs 998/1,000  500/s  confirmed 0  stock 97"_s);
        run.reporter().message(u"stopping"_s);
        QCOMPARE(run.take(), u"\r\x1b[K  stopping\n"_s);
        run.show(RunPhase::Verifying, 9s, 1s);
        QVERIFY(run.take().endsWith(
            u"  verifying  [=========-------------------------------]   24 %  0:01  1,200/5,000 buyers"_s));
    }

    void narrowTerminalGetsNoBarAndNoWrap()
    {
        Run run(terminal(40));
        run.show(RunPhase::Load, 8s, 97500ms, 390s);
        const QString bar = run.take().section(u'\n', -1);
        QCOMPARE(bar, u"  load   25 %  1:37/6:30  VUs 998/1,00\u2026"_s);
        QCOMPARE(bar.size(), 39);
    }

    void phaseOfUnknownLengthHasNoBar()
    {
        Run run(terminal(100));
        run.show(RunPhase::Setup, 2s, 2s);
        QCOMPARE(run.take(), u"   0:02  setup\n  setup  0:02"_s);
    }

    void errorsAndMessagesAreHarmless()
    {
        Run run({});
        run.reporter().message(u"a\x1b[2J\nb"_s);
        run.reporter().error(u"c\u202e"_s);
        QCOMPARE(run.take(), u"  a\u241b[2J\u240ab\n  \u2715 c\u2039U+202E\u203a\n"_s);
    }

    void givesUpWhereNobodyReads()
    {
        Pipe pipe;
        QTextStream stream(&pipe);
        ConsoleReporter reporter(stream, {});
        reporter.message(u"first"_s);
        QCOMPARE(pipe.written, "  first\n"_ba);
        pipe.broken = true;
        reporter.message(u"second"_s);
        reporter.message(u"third"_s);
        reporter.error(u"fourth"_s);
        reporter.begin({}, {});
        reporter.finish(sampleResult());
        // Nor is it gathered for hours, for a reader who will never come.
        pipe.broken = false;
        stream.resetStatus();
        stream.flush();
        QCOMPARE(pipe.written, "  first\n"_ba);
    }

    void quietSaysOnlyErrorsAndTheVerdict()
    {
        ConsoleStyle style;
        style.quiet = true;
        Run run(style);
        run.reporter().begin({});
        run.show(RunPhase::Load, 10s, 10s);
        run.reporter().message(u"a remark"_s);
        QCOMPARE(run.take(), QString());
        run.reporter().error(u"a problem"_s);
        QCOMPARE(run.take(), u"  \u2715 a problem\n"_s);
        run.reporter().finish(sampleResult());
        QCOMPARE(run.take(),
            u"  stopped by a threshold before the end of its plan: POST /flash-sales answered 409: \"overlaps\"\n"
            "  ! generator-bound: the times and rates of this run do not describe the shop\n"
            "  ? The shop's books are not known in full: the books were not read to their end\n"
            "  \u2715 OVERBOOKING DETECTED \u00b7 the books were not read in full \u00b7 \u2715 3 thresholds failed\n"
            "  starting 100 \u00b7 paid 101 \u00b7 remaining 0 \u00b7 difference +1\n"_s);
    }

    void wholeReport()
    {
        const QString difference =
            differenceFrom(QStringLiteral(TEST_DATA_DIR "/console.txt"), finished(sampleResult()).toUtf8());
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    /// Every table of figures says whose figures they are.
    void marksFiguresOfABoundGenerator()
    {
        RunResult result = sampleResult();
        QCOMPARE(finished(result).count(u"! generator-bound"_s), 7);
        const QStringList titles{u"THRESHOLDS"_s, u"TOTAL RESULTS"_s, u"REQUESTS"_s, u"FAILURES"_s, u"FLASH SALE"_s};
        for (const QString &title : titles)
            QVERIFY2(finished(result).contains(QString(title + u"  ! generator-bound\n"_s)), qPrintable(title));
        result.health.loopLagP99 = result.health.lagLimit;
        result.health.localFailures = 0;
        QCOMPARE(finished(result).count(u"generator-bound"_s), 0);
    }

    void resultsOfOldHaveNoPlannedTimes()
    {
        RunResult result = sampleResult();
        std::erase_if(
            result.series, [](const ResultSeries &series) { return series.metric == MetricId::FsFromIntendedStart; });
        result.health.peakSockets.reset();
        const QString text = finished(result);
        QVERIFY2(text.contains(u"37.7 ms            \u2013            \u2013        \u2013  200"_s), qPrintable(text));
        QVERIFY(!text.contains(u"sockets"_s));
    }

    void nothingFromTheShopReachesATerminalRaw()
    {
        const QString text = finished(sampleResult());
        for (const QChar character : text) {
            const QChar::Category category = character.category();
            QVERIFY(character == u'\n' || (category != QChar::Other_Format && category != QChar::Other_Control));
        }
    }

    void colourIsOnlyAdded()
    {
        ConsoleStyle style;
        style.colour = true;
        QString text = finished(sampleResult(), style);
        QVERIFY(text.contains(u"\x1b[1;31m\u2715 3 thresholds failed\x1b[0m"_s));
        text.remove(QRegularExpression(u"\x1b\\[[0-9;]*m"_s));
        QCOMPARE(text, finished(sampleResult()));
    }

    void headlines_data()
    {
        QTest::addColumn<Headline>("headline");
        QTest::addColumn<CheckVerdict>("overall");
        QTest::addColumn<QString>("line");
        QTest::newRow("pass") << Headline::Pass << CheckVerdict::Pass << u"  \u2713 PASS"_s;
        QTest::newRow("warn") << Headline::Pass << CheckVerdict::Warn << u"  ! PASS, with warnings"_s;
        QTest::newRow("fail") << Headline::Underselling << CheckVerdict::Fail << u"  \u2715 UNDERSELLING DETECTED"_s;
        QTest::newRow("inconclusive") << Headline::Inconclusive << CheckVerdict::Inconclusive << u"  ? INCONCLUSIVE"_s;
        QTest::newRow("nothing judged") << Headline::Inconclusive << CheckVerdict::NoData << u"  ? INCONCLUSIVE"_s;
    }

    void headlines()
    {
        QFETCH(Headline, headline);
        QFETCH(CheckVerdict, overall);
        QFETCH(QString, line);
        RunResult result;
        result.verification.performed = true;
        result.verification.headline = headline;
        result.verification.overall = overall;
        QCOMPARE(lastLines(finished(result), 2),
            (QStringList{
                line, u"  starting \u2013 \u00b7 paid \u2013 \u00b7 remaining \u2013 \u00b7 difference \u2013"_s}));
    }

    void withoutVerificationThereIsNoVerdict()
    {
        RunResult result;
        result.end = RunEnd::Failed;
        result.failure = u"sign-up answered 500: \x1b[0m"_s;
        QCOMPARE(finished(result), u"\n  the set-up failed: sign-up answered 500: \u241b[0m\n  \u2013 NO VERDICT\n"_s);
        result.end = RunEnd::Aborted;
        result.failure.clear();
        QCOMPARE(finished(result), u"\n  aborted before a verdict\n  \u2013 NO VERDICT\n"_s);
    }

    void aFileIsNoTerminal()
    {
        std::FILE *file = std::tmpfile();
        QVERIFY(file);
        const ConsoleStyle style = ConsoleStyle::of(file, false, true);
        std::fclose(file);
        QVERIFY(!style.terminal);
        QVERIFY(!style.colour);
        QVERIFY(style.quiet);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestConsole)
#include "tst_console.moc"
