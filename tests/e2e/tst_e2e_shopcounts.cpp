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

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

using Counts = QMap<QString, int>; ///< "buy 200" → how many

Counts countsOfLines(const QString &file, QString *fault)
{
    Counts counts;
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
        ++counts[tags[u"name"_s].toString() + u' ' + tags[u"status"_s].toString()];
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
    QTest::newRow("lean") << QStringList{u"--set"_s, u"target.transport=lean"_s};
    QTest::newRow("stock") << QStringList{u"--set"_s, u"target.transport=stock"_s};
    QTest::newRow("one worker") << QStringList{u"--set"_s, u"target.workers=1"_s};
}

void TestShopCounts::agree()
{
    QFETCH(QStringList, transport);
    QTemporaryDir folder;
    const QString lines = folder.filePath(u"lines.json"_s), file = folder.filePath(u"result.json"_s);
    Program shop = Program::shop();
    Program run = Program::cli(shortRun() + transport
        + QStringList{u"-e"_s, u"API_BASE="_s + shop.url(), u"--out"_s, u"json="_s + lines, u"--result"_s, file,
            u"--set"_s, u"load.gracefulStop=30s"_s,
            // Nobody queues to the end, so that no request is given up half-way.
            u"--set"_s, u"buyer.pollTimeout=2s"_s});
    QCOMPARE(run.finish(), 0);
    shop.interrupt();
    QCOMPARE(shop.finish(), 0);

    const Counts ofShop = countsOfShop(shop.output());
    QString fault;
    const Counts ofLines = countsOfLines(lines, &fault);
    QCOMPARE(fault, QString());
    const LoadedResult loaded = loadResult(file);
    QVERIFY(loaded.result);
    QVERIFY(ofShop.value(u"confirm 200"_s) == 12);
    QCOMPARE(ofLines, ofShop);
    QCOMPARE(countsOfResult(*loaded.result), ofShop);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShopCounts)
#include "tst_e2e_shopcounts.moc"
