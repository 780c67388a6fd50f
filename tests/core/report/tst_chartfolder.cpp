// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/chartfolder.h"

#include "core/charts/resultcharts.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestChartFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesEveryChart()
    {
        QTemporaryDir place;
        const QString folder = place.filePath(u"charts"_s);
        QCOMPARE(writeCharts(sampleResult(), folder).error, QString());
        QCOMPARE(writeCharts(sampleResult(), folder).error, QString()); // into the same again
        const QStringList names = QDir(folder).entryList(QDir::Files);
        const std::vector<ChartData> charts = resultCharts(sampleResult());
        QCOMPARE(names.size(), qsizetype(charts.size()));
        for (const ChartData &chart : charts) {
            QFile file(QDir(folder).filePath(chart.id + u".svg"_s));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            const QByteArray svg = file.readAll();
            QVERIFY(svg.contains("Friday&#39;s drop · 2026-11-22") || svg.contains("Friday's drop · 2026-11-22"));
            QXmlStreamReader xml(svg);
            while (!xml.atEnd())
                xml.readNext();
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        }
    }

    void aRunWithoutLoadHasChartsThatSaySo()
    {
        QTemporaryDir place;
        RunResult result;
        QCOMPARE(writeCharts(result, place.path()).error, QString());
        QFile file(place.filePath(u"latency.svg"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("No answer"));
    }

    void badFolders()
    {
        QTemporaryDir place;
        QFile file(place.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(writeCharts(sampleResult(), file.fileName()).error,
            u"Cannot write charts to %1: it is not a folder."_s.arg(file.fileName()));
        const QString deep = place.filePath(u"a/b"_s);
        QCOMPARE(writeCharts(sampleResult(), deep).error,
            u"Cannot write charts to %1: the folder cannot be made."_s.arg(deep));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestChartFolder)
#include "tst_chartfolder.moc"
