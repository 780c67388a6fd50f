// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/resultcsv.h"

#include "goldenfile.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QString golden(const QString &name)
{
    return QString::fromLocal8Bit(TEST_DATA_DIR) + u'/' + name;
}

/// The cells of one column; the tables compared here have no quotes.
QList<QByteArray> column(const QByteArray &csv, const QByteArray &name)
{
    QList<QByteArray> cells;
    const QList<QByteArray> lines = csv.split('\n');
    const auto at = lines.first().trimmed().split(',').indexOf(name);
    for (const QByteArray &line : lines.mid(1)) {
        if (!line.isEmpty())
            cells.append(line.trimmed().split(',').value(at, "no such column"));
    }
    return cells;
}

} // namespace

class TestResultCsv : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goldenFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("csv");
        const RunResult result = sampleResult();
        QTest::newRow("seconds") << u"seconds.csv"_s << secondsCsv(result);
        QTest::newRow("requests") << u"requests.csv"_s << requestsCsv(result);
        QTest::newRow("checks") << u"checks.csv"_s << checksCsv(result.verification);
        QTest::newRow("evidence") << u"evidence.csv"_s << evidenceCsv(result.verification.checks[2].evidence);
    }

    void goldenFiles()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, csv);
        const QString difference = differenceFrom(golden(file), csv);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void everyRowHasEveryColumn()
    {
        const RunResult result = sampleResult();
        for (const QByteArray &csv : {secondsCsv(result), requestsCsv(result)}) {
            const QList<QByteArray> lines = csv.split('\n');
            for (const QByteArray &line : lines.mid(0, lines.size() - 1))
                QCOMPARE(line.count(','), lines.first().count(','));
        }
    }

    void nothingMeasuredIsAnEmptyCell()
    {
        RunResult result = sampleResult();
        result.seconds.resize(1);
        SecondRow &row = result.seconds.front();
        row = SecondRow();
        row.second = 7;
        const QByteArray csv = secondsCsv(result);
        QCOMPARE(column(csv, "second"), QList<QByteArray>{"7"});
        QCOMPARE(column(csv, "requests"), QList<QByteArray>{"0"});
        for (const char *name : {"p50_ms", "p99_ms", "since_planned_p95_ms", "stock", "generator_lag_max_ms"})
            QCOMPARE(column(csv, name), QList<QByteArray>{""});
    }

    /// The parts add up to the whole, whatever the reasons are.
    void journeysAddUp()
    {
        RunResult result = sampleResult();
        result.seconds.resize(1);
        SecondRow &row = result.seconds.front();
        row.outcomes = {};
        for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason)
            row.outcomes[std::size_t(Outcome::Failed)][reason] = 10;
        const QByteArray csv = secondsCsv(result);
        QCOMPARE(column(csv, "journeys_failed"), QList<QByteArray>{QByteArray::number(10 * int(outcomeReasonCount))});
        QCOMPARE(column(csv, "journeys_failed_network"), QList<QByteArray>{"10"});
        QCOMPARE(column(csv, "journeys_gaveUp"), QList<QByteArray>{"0"});
    }

    void emptyResult()
    {
        const RunResult result;
        QCOMPARE(secondsCsv(result).count("\r\n"), 1);
        QCOMPARE(requestsCsv(result).count("\r\n"), 1);
        QCOMPARE(checksCsv(result.verification).count("\r\n"), 1);
        QCOMPARE(evidenceCsv({}), QByteArray("finding,mark\r\n"));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestResultCsv)
#include "tst_resultcsv.moc"
