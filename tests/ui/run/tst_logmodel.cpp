// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/logmodel.h"

#include "madeuprun.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <array>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::vector<LogLine> lines(int count, int first = 0)
{
    std::vector<LogLine> made;
    for (int i = 0; i < count; ++i) {
        made.push_back({std::chrono::seconds(i), 1, QString::number(first + i)});
    }
    return made;
}

QString message(const LogModel &model, int row)
{
    return model.index(row, LogModel::Message).data().toString();
}

} // namespace

class TestLogModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsLines()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::array<LogLine, 2> two{{{3s, 0, u"sale created"_s}, {65s, 12, u"<b>hold\n\u202e"_s}}};
        model.append(two);
        QCOMPARE(rowsOf(model), QStringList({u"0:03 | run | sale created"_s, u"1:05 | VU 12 | <b>hold␊‹U+202E›"_s}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setOrigin(5s);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(rowsOf(model), QStringList({u"-0:02 | run | sale created"_s, u"1:00 | VU 12 | <b>hold␊‹U+202E›"_s}));
        model.setOrigin(5s);
        QCOMPARE(changed.count(), 1);
    }

    void longLinesAreCut()
    {
        LogModel model;
        const std::array<LogLine, 1> line{{{3s, 0, QString(10'240, u'x')}}};
        model.append(line);
        QVERIFY(message(model, 0).size() <= 500);
        QVERIFY(message(model, 0).endsWith(u'…'));
    }

    void theOldestGiveWay()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(lines(int(LogModel::limit)));
        QCOMPARE(model.rowCount(), int(LogModel::limit));
        QCOMPARE(model.dropped(), 0ULL);
        model.append(lines(1, 10'000));
        QVERIFY(model.rowCount() <= int(LogModel::limit));
        QCOMPARE(quint64(model.rowCount()) + model.dropped(), 10'001ULL);
        QCOMPARE(message(model, model.rowCount() - 1), u"10000"_s);
        QCOMPARE(message(model, 0), QString::number(model.dropped()));
    }

    void moreThanThereIsRoomForAtOnce()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(lines(7));
        model.append(lines(25'000, 100));
        QCOMPARE(model.rowCount(), int(LogModel::limit));
        QCOMPARE(message(model, model.rowCount() - 1), u"25099"_s);
        QCOMPARE(model.dropped(), 15'007ULL);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.dropped(), 0ULL);
    }

    void nothingIsNothing()
    {
        LogModel model;
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append({});
        QCOMPARE(inserted.count(), 0);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestLogModel)
#include "tst_logmodel.moc"
