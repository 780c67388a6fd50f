// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/failuretable.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

FailureGroup failure(const QString &message, std::chrono::nanoseconds at = 1s, quint16 status = 500)
{
    FailureGroup group;
    group.name = RequestName::Buy;
    group.status = status;
    group.errorCode = quint16(1000 + status);
    group.message = message;
    group.count = 1;
    group.first = group.last = at;
    return group;
}

} // namespace

class TestFailureTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsTheSameTogether();
    void keepsDifferentApart();
    void countsBeyondTheLimitTogether();
    void takingEmpties();
};

void TestFailureTable::countsTheSameTogether()
{
    FailureTable table(10);
    table.add(failure(u"boom"_s, 3s));
    table.add(failure(u"boom"_s, 1s));
    table.add(failure(u"boom"_s, 2s));
    const auto groups = table.groups();
    QCOMPARE(groups.size(), std::size_t(1));
    QCOMPARE(groups[0].count, quint64(3));
    QCOMPARE(groups[0].first, std::chrono::nanoseconds(1s));
    QCOMPARE(groups[0].last, std::chrono::nanoseconds(3s));
    QVERIFY(!groups[0].further);
}

void TestFailureTable::keepsDifferentApart()
{
    FailureTable table(10);
    table.add(failure(u"boom"_s));
    table.add(failure(u"boom"_s, 1s, 502));
    table.add(failure(u"bang"_s));
    FailureGroup other = failure(u"boom"_s);
    other.name = RequestName::Confirm;
    table.add(other);
    other.group = RunGroup::Setup;
    table.add(other);
    QCOMPARE(table.groups().size(), std::size_t(5));
}

void TestFailureTable::countsBeyondTheLimitTogether()
{
    FailureTable table(2);
    for (int i = 0; i < 5; ++i)
        table.add(failure(u"error %1"_s.arg(i), std::chrono::seconds(i)));
    table.add(failure(u"error 0"_s)); // a known one still counts under its name
    const auto groups = table.groups();
    QCOMPARE(groups.size(), std::size_t(3));
    QCOMPARE(groups[0].count, quint64(2));
    QVERIFY(groups[2].further);
    QCOMPARE(groups[2].count, quint64(3));
    QCOMPARE(groups[2].first, std::chrono::nanoseconds(2s));
    QCOMPARE(groups[2].last, std::chrono::nanoseconds(4s));

    FailureTable sum(2);
    for (const FailureGroup &group : groups)
        sum.add(group);
    QVERIFY(sum.groups()[2].further);
    QCOMPARE(sum.groups()[2].count, quint64(3));
}

void TestFailureTable::takingEmpties()
{
    FailureTable table(1);
    QVERIFY(table.isEmpty());
    table.add(failure(u"a"_s));
    table.add(failure(u"b"_s));
    QVERIFY(!table.isEmpty());
    QCOMPARE(table.take().size(), std::size_t(2));
    QVERIFY(table.isEmpty());
    QVERIFY(table.take().empty());
    table.add(failure(u"b"_s));
    QCOMPARE(table.take()[0].message, u"b"_s);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFailureTable)
#include "tst_failuretable.moc"
