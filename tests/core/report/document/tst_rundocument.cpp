// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/document/rundocument.h"

#include "core/text/format.h"
#include "finishedrun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

DocumentTable tableOf(const RunDocument &document, const QString &title)
{
    for (const auto &group : document.tables) {
        for (const DocumentTable &table : group) {
            if (table.title == title)
                return table;
        }
    }
    return {};
}

QStringList rowsOf(const DocumentTable &table)
{
    QStringList rows;
    for (const auto &row : table.rows) {
        QStringList cells;
        for (const DocumentCell &cell : row)
            cells += cell.text;
        rows += cells.join(u" | "_s);
    }
    return rows;
}

QStringList titlesOf(const RunDocument &document)
{
    QStringList titles;
    for (const auto &group : document.tables) {
        for (const DocumentTable &table : group)
            titles += table.title;
    }
    return titles;
}

} // namespace

class TestRunDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void head()
    {
        const RunDocument document = makeRunDocument(sampleResult());
        QCOMPARE(document.title, u"Friday's drop"_s);
        QCOMPARE(document.notes, QStringList({u"two lines"_s, u"of \"notes\""_s}));
        QStringList facts;
        for (const DocumentFact &fact : document.facts)
            facts += fact.name + u' ' + fact.value;
        QCOMPARE(facts,
            QStringList({u"Target http://127.0.0.1:40123"_s, u"Started 2026-11-22 11:01:57 UTC"_s, u"Took 1:56"_s,
                u"Practice shop with defect oversell-race"_s}));
        QCOMPARE(
            document.verdict.books.signedHeadline(), u"✕ OVERBOOKING DETECTED · the books were not read in full"_s);
        QCOMPARE(document.charts.size(), std::size_t(7)); // six over time, and the stock
    }

    void requests()
    {
        const DocumentTable table = tableOf(makeRunDocument(sampleResult()), u"Requests"_s);
        QCOMPARE(rowsOf(table).size(), 3);
        QVERIFY2(rowsOf(table).at(1).startsWith(u"buy | 143 | 1.42/s | 5 (3.50 %) | 0 | "_s),
            qPrintable(rowsOf(table).at(1)));
        QVERIFY(rowsOf(table).at(2).startsWith(u"all | 3,482 | 34.6/s | 7 (0.20 %) | 3 | "_s));
        QVERIFY(table.hasTotal);
        QVERIFY(table.isGeneratorBound);
        QVERIFY(table.remark.endsWith(u"Beside the load: setup 1, monitor 0, probe 0, teardown 0."_s));
        for (const auto &row : table.rows)
            QCOMPARE(row.size(), table.columns.size());
    }

    void journeys()
    {
        QCOMPARE(rowsOf(tableOf(makeRunDocument(sampleResult()), u"Journeys"_s)),
            QStringList({u"bought |  | 100 | 7.09 %"_s, u"failed | API error | 2 | 0.14 %"_s,
                u"failed | network | 1 | 0.07 %"_s, u"gave up | sold out | 1,300 | 92.20 %"_s,
                u"interrupted |  | 7 | 0.50 %"_s, u"started |  | 1,410 | "_s}));
    }

    void settingsTellWhereTheyComeFrom()
    {
        const QStringList rows =
            rowsOf(tableOf(makeRunDocument(sampleResult()), u"Settings other than the defaults"_s));
        const auto rowOf = [&](const QString &field) {
            return rows.filter(u" | "_s + field + u" | "_s).value(0, u"no row"_s);
        };
        QVERIFY(rowOf(u"target.apiBase"_s).endsWith(u"http://shop.example:8080/v2 | -e API_BASE"_s));
        QVERIFY(rowOf(u"load.stages"_s).endsWith(u"10s:50, 0s:20, 1m30s:20 | profile"_s));
        QVERIFY(rowOf(u"tags"_s).endsWith(u"team=blue | profile"_s));
        QVERIFY(rowOf(u"thresholds"_s).contains(u"http_req_duration: p(99)<5000 (aborts)"_s));
        QCOMPARE(rowOf(u"sale.duration"_s), u"no row"_s);
        // What is secret, or was once written out although it is, stays out.
        QVERIFY(rowOf(u"target.headers"_s).contains(u"X-Team: blue"_s));
        QVERIFY(!rows.join(u'\n').contains(u"hunter2"_s));
        QCOMPARE(rowOf(u"sale.admin.password"_s), u"no row"_s);
    }

    void evidenceIsCutAndKeepsTheWorst()
    {
        RunResult result = sampleResult();
        Evidence &evidence = result.verification.checks[1].evidence;
        evidence.rows.assign(200, QStringList{u"a"_s, u"b"_s});
        evidence.rows[120] = {u"worst one"_s};
        evidence.worst = 120;
        evidence.count = 20'000;
        const RunDocument document = makeRunDocument(result);
        const DocumentTable &table = document.checks[1].evidence;
        QCOMPARE(table.rows.size(), RunDocument::evidenceRows);
        QCOMPARE(document.checks[1].findings, u"50 of 20,000 findings"_s);
        QCOMPARE(document.checks[2].findings, u"4 of 20,000 findings"_s);
        QCOMPARE(table.rows.front()[0].text, u"121 worst"_s);
        QCOMPARE(table.rows[1][0].text, u"1"_s);
        QCOMPARE(table.rows.front().size(), std::size_t(3));
        QCOMPARE(table.remark, u"The worst findings first: 50 of 20,000; the result file has 200."_s);
    }

    void aFailedSetupHasNothingToShow()
    {
        RunResult result;
        result.end = RunEnd::Failed;
        result.failure = u"the shop refused"_s;
        result.apiBase = u"http://127.0.0.1:9"_s;
        result.phases = {{RunPhase::Setup, 0ns, 1ms, std::nullopt}};
        result.seconds.resize(1);
        const RunDocument document = makeRunDocument(result);
        QCOMPARE(document.verdict.books.signedHeadline(), u"– NO VERDICT"_s);
        QVERIFY(!document.verdict.remarks.empty());
        QVERIFY(document.figures.empty());
        QVERIFY(document.charts.empty());
        QVERIFY(document.checks.empty());
        QVERIFY(titlesOf(document).contains(u"Environment"_s));
        QVERIFY(!titlesOf(document).contains(u"Generator"_s));
        QCOMPARE(tableOf(document, u"Requests"_s).emptyText, u"No request was sent under load."_s);
        QVERIFY(makeRunDocument({}).title == u"Flash-sale run"_s);
    }

    /// Every row of every table fits its columns, whatever the run.
    void tablesAreWhole()
    {
        for (const RunResult &result : {sampleResult(), passedRun(), overbookedRun(), inconclusiveRun(), failedRun()}) {
            const RunDocument document = makeRunDocument(result);
            std::vector<DocumentTable> tables{document.thresholds};
            for (const auto &group : document.tables)
                tables.insert(tables.end(), group.begin(), group.end());
            for (const DocumentCheck &check : document.checks)
                tables.push_back(check.evidence);
            for (const DocumentTable &table : tables) {
                for (const auto &row : table.rows)
                    QCOMPARE(row.size(), table.columns.size());
            }
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRunDocument)
#include "tst_rundocument.moc"
