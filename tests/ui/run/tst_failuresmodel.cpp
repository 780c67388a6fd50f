// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/failuresmodel.h"

#include "madeuprun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"
#include "ui/run/pinnedsortproxy.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

FailureGroup group(RequestName name, quint16 status, const QString &message, quint64 count)
{
    return {.name = name,
        .status = status,
        .errorCode = quint16(1000 + status),
        .message = message,
        .count = count,
        .first = 6s,
        .last = 7s};
}

QStringList messages(const QAbstractItemModel &model)
{
    QStringList shown;
    for (int row = 0; row < model.rowCount(); ++row) {
        shown << model.index(row, FailuresModel::Message).data().toString();
    }
    return shown;
}

} // namespace

class TestFailuresModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsAll()
    {
        FailuresModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFailures(sampleResult().failures, 4500ms);
        QCOMPARE(rowsOf(model),
            QStringList({
                u"5 | buy | 503 | 1503 | queue <down> ‹U+202E›␛[31m | -0:01 | 1:30"_s,
                u"2 | sale_status | no answer | 1220 | connection reset | 0:56 | 0:57"_s,
                u"3 |  |  |  | further messages | -0:03 | -0:02"_s,
            }));
    }

    /// They come by count, so their order changes all the time; a reader's row must not jump.
    void rowsKeepTheirPlaces()
    {
        FailuresModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const FailureGroup a = group(RequestName::Buy, 503, u"a"_s, 5);
        const FailureGroup b = group(RequestName::Buy, 503, u"b"_s, 4);
        model.setFailures({a, b}, 0ns);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        FailureGroup more = b;
        more.count = 9;
        model.setFailures({more, a, group(RequestName::Confirm, 503, u"c"_s, 1)}, 0ns);
        QCOMPARE(messages(model), QStringList({u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(model.index(1, FailuresModel::Count).data().toString(), u"9"_s);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
    }

    void alikeInAllButOneAreTwo()
    {
        FailuresModel model;
        FailureGroup other = group(RequestName::Buy, 500, u"a"_s, 1);
        other.errorCode = 1050;
        FailureGroup setup = group(RequestName::Buy, 500, u"a"_s, 1);
        setup.group = RunGroup::Setup;
        model.setFailures({group(RequestName::Buy, 500, u"a"_s, 1), group(RequestName::Buy, 502, u"a"_s, 1),
                              group(RequestName::Confirm, 500, u"a"_s, 1), other, setup},
            0ns);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.index(4, FailuresModel::Request).data().toString(), u"buy (setup)"_s);
    }

    void furtherOnesStayLast()
    {
        FailuresModel model;
        PinnedSortProxy proxy(&model);
        model.setFailures({group(RequestName::Buy, 503, u"a"_s, 5), group(RequestName::Buy, 503, u"b"_s, 10),
                              {.message = u"further messages"_s, .count = 7, .further = true}},
            0ns);
        proxy.sort(FailuresModel::Count, Qt::DescendingOrder);
        QCOMPARE(messages(proxy), QStringList({u"b"_s, u"a"_s, u"further messages"_s}));
        proxy.sort(FailuresModel::Count, Qt::AscendingOrder);
        QCOMPARE(messages(proxy), QStringList({u"a"_s, u"b"_s, u"further messages"_s}));
    }

    void foreignTextIsCutAndHarmless()
    {
        FailuresModel model;
        model.setFailures(
            {group(RequestName::Buy, 500, QString(u"<img src=x>\r\n"_s + QString(10'240, u'z')), 1)}, 0ns);
        const QModelIndex message = model.index(0, FailuresModel::Message);
        QVERIFY(message.data().toString().startsWith(u"<img src=x>␍␊zz"_s));
        QVERIFY(message.data().toString().size() <= 200);
        // A tool tip would be read as HTML.
        QVERIFY(message.data(Qt::ToolTipRole).toString().startsWith(u"&lt;img"_s));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestFailuresModel)
#include "tst_failuresmodel.moc"
