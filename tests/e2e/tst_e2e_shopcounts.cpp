// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include "core/result/resultfile.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

using Counts = QMap<QString, int>; ///< "buy 200" → how many

struct LineCounts {
    Counts all;
    Counts givenUp; ///< "sale_status" → how many: what the monitor still had under way when the load ended
};

LineCounts countsOfLines(const QString &file, QString *fault)
{
    LineCounts counts;
    QFile lines(file);
    if (!lines.open(QIODevice::ReadOnly)) {
        *fault = lines.errorString();
        return counts;
    }
    while (!lines.atEnd()) {
        const QByteArray line = lines.readLine();
        QJsonParseError error;
        const QJsonObject object = QJsonDocument::fromJson(line, &error).object();
        if (error.error != QJsonParseError::NoError) {
            *fault = error.errorString() + u": "_s + QString::fromUtf8(line);
            return counts;
        }
        if (object[u"metric"_s] != u"http_reqs"_s || object[u"type"_s] != u"Point"_s)
            continue;
        const QJsonObject tags = object[u"data"_s][u"tags"_s].toObject();
        const QString name = tags[u"name"_s].toString(), status = tags[u"status"_s].toString();
        ++counts.all[name + u' ' + status];
        if (status == u"0"_s && tags[u"group"_s] == u"::monitor"_s)
            ++counts.givenUp[name];
    }
    return counts;
}

Counts countsOfShop(const QString &output)
{
    Counts counts;
    const auto document = QJsonDocument::fromJson(output.sliced(output.indexOf(u'{')).toUtf8());
    const QJsonObject requests = document[u"requests"_s].toObject();
    for (auto name = requests.begin(); name != requests.end(); ++name) {
        const QJsonObject statuses = name->toObject();
        for (auto status = statuses.begin(); status != statuses.end(); ++status)
            counts[name.key() + u' ' + status.key()] = status->toInt();
    }
    return counts;
}

/// What the lines tell, and beside it the answers that came too late for them, as far as the shop gave such.
Counts withLateAnswers(const LineCounts &lines, const Counts &ofShop)
{
    Counts counts = lines.all;
    for (auto late = lines.givenUp.begin(); late != lines.givenUp.end(); ++late) {
        const QString noAnswer = late.key() + u" 0"_s, answer = late.key() + u" 200"_s;
        counts[noAnswer] -= late.value();
        if (counts.value(noAnswer) == 0)
            counts.remove(noAnswer);
        // The shop may not have read the request yet.
        if (const int more = std::clamp(ofShop.value(answer) - counts.value(answer), 0, late.value()))
            counts[answer] += more;
    }
    return counts;
}

Counts countsOfResult(const RunResult &result)
{
    Counts counts;
    for (const auto &group : result.requests) {
        for (std::size_t name = 0; name < requestNameCount; ++name) {
            for (const auto &[status, count] : group[name].byStatus)
                counts[toString(RequestName(name)) + u' ' + QString::number(status)] += int(count);
        }
    }
    return counts;
}

} // namespace

/// What the tester says it did is what the shop says was done to it, to the last request.
class TestShopCounts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agree_data();
    void agree();
};

void TestShopCounts::agree_data()
{
    QTest::addColumn<QStringList>("transport");
    QTest::addColumn<QStringList>("shopOptions");
    const QStringList slow{u"--latency"_s, u"300ms"_s}; // the monitor's last requests are under way when the load ends
    QTest::newRow("lean") << QStringList{u"--set"_s, u"target.transport=lean"_s} << QStringList();
    QTest::newRow("lean, slow shop") << QStringList{u"--set"_s, u"target.transport=lean"_s} << slow;
    QTest::newRow("stock") << QStringList{u"--set"_s, u"target.transport=stock"_s} << QStringList();
    QTest::newRow("stock, slow shop") << QStringList{u"--set"_s, u"target.transport=stock"_s} << slow;
    QTest::newRow("one worker") << QStringList{u"--set"_s, u"target.workers=1"_s} << QStringList();
}

void TestShopCounts::agree()
{
    QFETCH(QStringList, transport);
    QFETCH(QStringList, shopOptions);
    QTemporaryDir folder;
    const QString lines = folder.filePath(u"lines.json"_s), file = folder.filePath(u"result.json"_s);
    Program shop = Program::shop(shopOptions);
    Program run = Program::cli(shortRun() + transport
        + QStringList{u"-e"_s, u"API_BASE="_s + shop.url(), u"--out"_s, u"json="_s + lines, u"--result"_s, file,
            u"--set"_s, u"load.gracefulStop=30s"_s,
            // Nobody queues to the end, so that no buyer's request is given up half-way.
            u"--set"_s, u"buyer.pollTimeout=2s"_s});
    QCOMPARE(run.finish(), 0);
    shop.interrupt();
    QCOMPARE(shop.finish(), 0);

    const Counts ofShop = countsOfShop(shop.output());
    QString fault;
    const LineCounts ofLines = countsOfLines(lines, &fault);
    QCOMPARE(fault, QString());
    const LoadedResult loaded = loadResult(file);
    QVERIFY(loaded.result);
    QVERIFY(ofShop.value(u"confirm 200"_s) == 12);
    QCOMPARE(withLateAnswers(ofLines, ofShop), ofShop);
    QCOMPARE(countsOfResult(*loaded.result), ofLines.all);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShopCounts)
#include "tst_e2e_shopcounts.moc"
