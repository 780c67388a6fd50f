// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/html/htmlreport.h"

#include "finishedrun.h"
#include "goldenfile.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestHtmlReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void golden()
    {
        QCOMPARE(differenceFrom(QStringLiteral(TEST_DATA_DIR "/report.html"), htmlReport(sampleResult())), QString());
    }

    void loadsNothingAndRunsNothing_data()
    {
        QTest::addColumn<RunResult>("result");
        QTest::newRow("sample") << sampleResult();
        QTest::newRow("passed") << passedRun();
        QTest::newRow("overbooked") << overbookedRun();
        QTest::newRow("inconclusive") << inconclusiveRun();
        QTest::newRow("failed") << failedRun();
        QTest::newRow("empty") << RunResult();
    }

    void loadsNothingAndRunsNothing()
    {
        QFETCH(RunResult, result);
        const QString page = QString::fromUtf8(htmlReport(result));
        QVERIFY(page.contains(u"default-src 'none'; style-src 'unsafe-inline'; img-src data:"_s));
        static const QRegularExpression loading(
            u"<(script|link|img|iframe|object|embed|a|form)\\b|\\ssrc=|\\shref=|url\\(|@import|\\son[a-z]+="_s);
        const auto match = loading.match(page);
        QVERIFY2(!match.hasMatch(), qPrintable(match.captured()));
        elementsAreClosed(page);
    }

    void whatAShopSendsStaysText()
    {
        const QString nasty = u"<script>alert(1)</script><img src=x onerror=alert(1)>\"'&\x1b\ufffe"_s;
        RunResult result = sampleResult();
        result.profile.name = nasty;
        result.profile.notes = nasty;
        result.profile.tags = {{nasty, nasty}};
        result.sources[u"tags"_s] = nasty;
        result.apiBase = nasty;
        result.failure = nasty;
        result.saleId = nasty.toUtf8();
        result.machine.system = nasty;
        result.practiceDefect = nasty;
        for (FailureGroup &failure : result.failures)
            failure.message = nasty;
        for (ThresholdResult &threshold : result.thresholds) {
            threshold.metric = nasty;
            threshold.expression = nasty;
            threshold.note = nasty;
        }
        for (CheckRow &check : result.verification.checks) {
            check.title = nasty;
            check.expected = nasty;
            check.actual = nasty;
            check.note = nasty;
            check.meaning = nasty;
            check.evidence = {{nasty, nasty}, {{nasty, nasty}, {nasty}}, 2, 0};
        }
        const QString page = QString::fromUtf8(htmlReport(result));
        QVERIFY(page.contains(u"&lt;script&gt;alert(1)&lt;/script&gt;"_s));
        QVERIFY(!page.contains(u"<script"_s));
        QVERIFY(!page.contains(u"<img"_s));
        QVERIFY(!page.contains(u'\x1b'));
        QVERIFY(!page.contains(u'\ufffe'));
        elementsAreClosed(page);
    }

    /// A picture within the page takes its colours from the page, so that it is dark where the page is.
    void chartsFollowThePage()
    {
        const QByteArray page = htmlReport(sampleResult());
        QCOMPARE(page.count("<svg "), 7);
        QVERIFY(page.contains("stroke=\"var(--series-1)\""));
        const QByteArray pictures = page.mid(page.indexOf("<svg "));
        QVERIFY(!pictures.contains("fill=\"#"));
        QVERIFY(!pictures.contains("stroke=\"#"));
    }

    void theGeneratorIsNamedWhereItWasTheBottleneck()
    {
        QVERIFY(htmlReport(sampleResult()).contains("! generator-bound"));
        QVERIFY(!htmlReport(passedRun()).contains("! generator-bound"));
    }

    void isCompressedByItsName()
    {
        QTemporaryDir folder;
        QCOMPARE(writeHtmlReport(sampleResult(), folder.filePath(u"a.html.gz"_s)).error, QString());
        QFile file(folder.filePath(u"a.html.gz"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(2) == "\x1f\x8b");
    }

private:
    /// Every element that is not empty by its nature is closed, in the right order.
    static void elementsAreClosed(const QString &page)
    {
        static const QRegularExpression tag(u"<(/?)([a-z0-9]+)([^>]*)>"_s);
        QStringList open;
        for (auto match = tag.globalMatch(page); match.hasNext();) {
            const QRegularExpressionMatch found = match.next();
            const QString name = found.captured(2);
            if (name == u"meta"_s || found.captured(3).endsWith(u'/'))
                continue;
            if (found.captured(1).isEmpty()) {
                open.append(name);
            } else {
                QVERIFY2(!open.isEmpty(), qPrintable(name));
                QCOMPARE(open.takeLast(), name);
            }
        }
        QCOMPARE(open, QStringList());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestHtmlReport)
#include "tst_htmlreport.moc"
