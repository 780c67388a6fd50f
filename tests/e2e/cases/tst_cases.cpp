// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "case.h"
#include "pairs.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <set>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

CaseFound passed()
{
    CaseFound found;
    found.exitStatus = 0;
    found.console = u"PASS\n"_s;
    found.truth = {{u"orders"_s, 5}};
    auto &report = found.result.emplace().verification;
    report.performed = true;
    report.headline = Headline::Pass;
    CheckRow row;
    row.id = CheckId::HoldsAreKept;
    row.verdict = CheckVerdict::Pass;
    row.note = u"5 of 5 holds kept."_s;
    report.checks.push_back(row);
    return found;
}

qsizetype faults(const CaseRight &right)
{
    return caseFaults(right, passed()).size();
}

} // namespace

/// What judges the cases must not be the place where a wrong one gets lost.
class TestCases : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsRightIsAccepted()
    {
        QCOMPARE(caseFaults({.exits = {0, 99},
                                .headline = u"pass"_s,
                                .checks = {{u"V9"_s, u"pass|warn"_s}},
                                .notes = {{u"V9"_s, u"5 of 5"_s}},
                                .says = {u"^pass"_s},
                                .saysNot = {u"fail"_s},
                                .also = {{u"sold"_s, [](const CaseFound &f) { return f.ordersInShop() == 5; }}}},
                     passed()),
            QStringList());
    }

    void eachDifferenceIsAFault()
    {
        QCOMPARE(faults({.exits = {111}}), 1);
        QCOMPARE(faults({.headline = u"inconclusive"_s}), 1);
        QCOMPARE(faults({.checks = {{u"V9"_s, u"fail|warn"_s}}}), 1);
        QCOMPARE(faults({.checks = {{u"V9"_s, u"!pass"_s}}}), 1);
        QCOMPARE(faults({.checks = {{u"V20"_s, u"!fail"_s}}}), 1); // absent says nothing
        QCOMPARE(faults({.notes = {{u"V9"_s, u"refused"_s}}}), 1);
        QCOMPARE(faults({.notes = {{u"V20"_s, u"x"_s}}}), 1);
        QCOMPARE(faults({.says = {u"thresholds"_s}}), 1);
        QCOMPARE(faults({.saysNot = {u"PASS"_s}}), 1);
        QCOMPARE(faults({.also = {{u"none sold"_s, [](const CaseFound &f) { return f.ordersInShop() == 0; }}}}), 1);
    }

    void pairsMustNotPassWithoutASaleNorFail()
    {
        QCOMPARE(pairFaults(passed()), QStringList());
        auto nothing = passed();
        nothing.truth = {{u"orders"_s, 0}};
        QCOMPARE(pairFaults(nothing).size(), 1);
        auto failing = passed();
        failing.result->verification.checks.front().verdict = CheckVerdict::Fail;
        QCOMPARE(pairFaults(failing).size(), 1);
        auto crashed = passed();
        crashed.exitStatus = -1;
        QCOMPARE(pairFaults(crashed).size(), 1);
        auto silent = passed();
        silent.result.reset();
        QCOMPARE(pairFaults(silent).size(), 1);
        silent.exitStatus = 107;
        QCOMPARE(pairFaults(silent), QStringList());
    }

    void pairsRepeat()
    {
        std::set<QString> names;
        for (std::size_t i = 0; i < 100; ++i) {
            const auto pair = makePair(7, i);
            QCOMPARE(makePair(7, i).arguments, pair.arguments);
            QCOMPARE(makePair(7, i).name, pair.name);
            QCOMPARE(pair.twists.size(), 2);
            QVERIFY(!pair.name.contains(u"defect"_s));
            names.insert(pair.name);
        }
        QVERIFY(names.size() > 80);
    }

    void casesHaveNamesOfTheirOwn()
    {
        std::set<QString> names;
        for (const auto &table : {answerCases(), saleCases(), commandCases()}) {
            for (const Case &row : table) {
                QVERIFY2(names.insert(row.name).second, qPrintable(row.name));
                QVERIFY2(!rightText(row.right).isEmpty(), qPrintable(row.name));
            }
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestCases)
#include "tst_cases.moc"
