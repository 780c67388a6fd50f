// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selftestclean.h"
#include "selftestjudge.h"
#include "selftestscenario.h"
#include "selftesttable.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// What a run of this defect should come to: the checks V0 … V20, all pass but those expected.
SelfTestOutcome asSpecified(const DefectInfo &defect)
{
    SelfTestOutcome outcome;
    auto &result = outcome.result.emplace();
    auto &report = result.verification;
    report.performed = true;
    report.starting = 20;
    report.paid = 20;
    report.remaining = 0;
    for (std::size_t i = 0; i < checkCount; ++i) {
        CheckRow row;
        row.id = CheckId(i);
        row.verdict = CheckVerdict::Pass;
        for (const auto &[check, verdict] : defect.expectedChecks) {
            if (toString(row.id) == QLatin1StringView(check.data(), qsizetype(check.size())))
                row.verdict =
                    checkVerdictFromString(QString::fromLatin1(verdict.data(), qsizetype(verdict.size()))).value();
        }
        report.checks.push_back(row);
    }
    report.headline =
        headlineFromKey(QString::fromLatin1(defect.headline.data(), qsizetype(defect.headline.size()))).value();
    outcome.exitStatus = report.headline == Headline::Pass ? 0 : report.headline == Headline::Inconclusive ? 111 : 110;
    LedgerEntry entry;
    entry.confirmState = ConfirmState::Confirmed;
    result.ledger.assign(20, entry);
    return outcome;
}

CheckRow &check(SelfTestOutcome &outcome, std::size_t index)
{
    return outcome.result->verification.checks[index];
}

QStringList differences(Defect defect, const SelfTestOutcome &outcome, bool strict = true)
{
    QStringList texts;
    for (const auto &difference : judge(defectInfo(defect), outcome, strict).differences)
        texts << difference.text;
    return texts;
}

} // namespace

/// The self-test's own judgement: it must not be the place where a wrong cell gets lost.
class TestSelfTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void acceptsWhatIsSpecified()
    {
        for (const auto &info : defectTable())
            QCOMPARE(differences(info.defect, asSpecified(info)), QStringList());
    }

    void findsEveryWrongCell()
    {
        using enum CheckVerdict;
        for (const auto &info : defectTable()) {
            for (std::size_t i = 0; i < checkCount; ++i) {
                for (const auto verdict : {NoData, Pass, Warn, Inconclusive, Fail}) {
                    auto outcome = asSpecified(info);
                    const bool isSpecified = check(outcome, i).verdict == verdict;
                    const bool wasQuiet = check(outcome, i).verdict == Pass;
                    check(outcome, i).verdict = verdict;
                    const auto id = 'V' + std::to_string(i);
                    const auto word = toString(verdict).toString().toStdString();
                    const bool isPossible = info.possibleChecks.contains({id, word});
                    // No data is quiet, but a correct shop gives its books to be judged.
                    const bool quiet = wasQuiet && verdict == NoData
                        && (info.defect != Defect::None || (i > 2 && i != 5 && i != 6 && i != 7 && i != 8 && i < 18));
                    const auto found = differences(info.defect, outcome);
                    QVERIFY2(found.isEmpty() == (isSpecified || isPossible || quiet),
                        qPrintable(
                            u"%1 V%2 %3"_s.arg(QLatin1StringView(info.name.data())).arg(i).arg(toString(verdict))));
                }
            }
        }
    }

    void anAbsentCheckDiffersWhenStrict()
    {
        auto outcome = asSpecified(defectInfo(Defect::HoldRefused));
        std::erase_if(outcome.result->verification.checks, [](const CheckRow &row) { return row.id == CheckId::HoldsAreKept; });
        outcome.result->verification.headline = Headline::Pass;
        outcome.exitStatus = 0;
        QCOMPARE(differences(Defect::HoldRefused, outcome, false), QStringList());
        QCOMPARE(differences(Defect::HoldRefused, outcome), QStringList{u"is absent from the report"_s});
        const auto judgement = judge(defectInfo(Defect::HoldRefused), outcome, false);
        QCOMPARE(judgement.cells[9], SelfTestCell::Absent);
    }

    void findsWhatIsNoCheck()
    {
        auto outcome = asSpecified(defectInfo(Defect::LostOrder));
        outcome.result->verification.headline = Headline::Overbooking;
        QCOMPARE(differences(Defect::LostOrder, outcome),
            QStringList{u"the headline must be underselling, is overbooking"_s});
        outcome = asSpecified(defectInfo(Defect::None));
        outcome.exitStatus = 110;
        QCOMPARE(differences(Defect::None, outcome), QStringList{u"exit status 110 does not fit the headline pass"_s});
        outcome = asSpecified(defectInfo(Defect::None));
        outcome.result->ledger.resize(9);
        QCOMPARE(differences(Defect::None, outcome).size(), 1);
        outcome = asSpecified(defectInfo(Defect::None));
        outcome.result->verification.checks.front().id = CheckId::NoOversell;
        QCOMPARE(differences(Defect::None, outcome).size(), 1); // none at its place
        outcome.result.reset();
        outcome.trouble = u"it crashed"_s;
        QCOMPARE(differences(Defect::None, outcome), QStringList{u"there is no verdict (exit status 0): it crashed"_s});
    }

    void theScriptsRule_data()
    {
        QTest::addColumn<int>("paid"); // -1: not known
        QTest::addColumn<int>("remaining");
        QTest::addColumn<ScriptVerdict>("verdict");
        QTest::newRow("exact") << 15 << 5 << ScriptVerdict::Ok;
        QTest::newRow("oversold") << 21 << 0 << ScriptVerdict::Overbooking;
        QTest::newRow("units lost") << 15 << 4 << ScriptVerdict::Underselling;
        QTest::newRow("units appear: missed") << 15 << 9 << ScriptVerdict::Ok;
        QTest::newRow("no sale: counts as sold out") << 15 << -1 << ScriptVerdict::Underselling;
        QTest::newRow("no sale, all sold") << 20 << -1 << ScriptVerdict::Ok;
        QTest::newRow("orders not read: count as none") << -1 << 0 << ScriptVerdict::Underselling;
    }
    void theScriptsRule()
    {
        QFETCH(int, paid);
        QFETCH(int, remaining);
        VerificationReport report;
        report.starting = 20;
        report.paid = paid < 0 ? std::nullopt : std::optional<qint64>(paid);
        report.remaining = remaining < 0 ? std::nullopt : std::optional<qint64>(remaining);
        CheckRow row;
        row.id = CheckId::NoOversell;
        row.actual = u"at least 19 paid orders"_s;
        report.checks.push_back(row);
        QTEST(scriptVerdict(report), "verdict");
        report.starting = 1019;
        report.paid.reset();
        report.remaining = 0;
        report.checks.front().actual = u"at least 1,019 paid orders"_s;
        QCOMPARE(scriptVerdict(report), ScriptVerdict::Ok);
    }

    void theTableMarksWhatDiffers()
    {
        const auto &info = defectInfo(Defect::LostOrder);
        auto wrong = asSpecified(info);
        check(wrong, 6).verdict = CheckVerdict::NoData;
        check(wrong, 6).note = u"Nobody asked."_s;
        SelfTestRow row{u"lost-order"_s, {{1, judge(info, asSpecified(info), true)}}};
        QVERIFY(!row.differs());
        QVERIFY(!selfTestTable(u"light"_s, {row}).contains(u"\n* "_s));
        row.runs.push_back({2, judge(info, wrong, true)});
        QVERIFY(row.differs());
        const QString table = selfTestTable(u"light"_s, {row});
        QVERIFY2(table.contains(u"lost-order          ✓   ✓   ✕   ✓   ✓   ✓   ✕~* ✓   "_s), qPrintable(table));
        QVERIFY2(table.contains(u"underselling OK *\n"_s), qPrintable(table));
        QVERIFY2(table.contains(u"* lost-order, seed 2, V6: must be fail, is no data. Nobody asked.\n"_s),
            qPrintable(table));
    }

    void everyDefectHasItsCase()
    {
        const auto cases = selfTestCases();
        std::set<QString> names;
        for (const auto &row : cases)
            QVERIFY(names.insert(row.name).second);
        for (const auto &info : defectTable())
            QVERIFY(names.contains(QString::fromLatin1(info.name.data(), qsizetype(info.name.size()))));
        // Whatever scenario a defect has, a correct shop is tried in it.
        for (const auto &row : cases) {
            QVERIFY(std::ranges::any_of(cases, [&row](const SelfTestCase &other) {
                return other.defect == Defect::None && other.scenario.name == row.scenario.name;
            }));
        }
    }

    void scenariosGrowWithTheLoad()
    {
        const SelfTestScenario scenario;
        const auto light = scenario.runArguments(*findLoad(u"light"), 3);
        QVERIFY(light.contains(u"STARTING_QUANTITY=24"_s));
        QVERIFY(light.contains(u"500ms:40,3s500ms:40"_s));
        QVERIFY(light.contains(u"buyer.pollingInterval=200ms"_s));
        const auto heavy = scenario.runArguments(*findLoad(u"heavy"), 3);
        QVERIFY(heavy.contains(u"STARTING_QUANTITY=600"_s));
        QVERIFY(heavy.contains(u"buyer.pollingInterval=500ms"_s));
        QVERIFY(!findLoad(u"none"));
        const auto shop = scenario.shopArguments(Defect::QueueJump, *findLoad(u"medium"), 3);
        QCOMPARE(shop.join(u' '), u"--defect queue-jump --holds-per-second 100 --hold-ttl 15m --seed 3"_s);
    }

    void cleanRunsRepeat()
    {
        std::set<QString> descriptions;
        bool isStopped = false;
        for (std::size_t i = 0; i < 50; ++i) {
            const auto clean = makeCleanRun(7, i);
            const auto again = makeCleanRun(7, i);
            QCOMPARE(clean.run.runArguments, again.run.runArguments);
            QCOMPARE(clean.run.shopArguments, again.run.shopArguments);
            QVERIFY(clean.run.interrupts == again.run.interrupts);
            QVERIFY(descriptions.insert(clean.description).second);
            QVERIFY(defectInfo(clean.disturbance).expectedChecks.empty());
            isStopped = isStopped || !clean.run.interrupts.empty();
        }
        QVERIFY(isStopped);
        QVERIFY(makeCleanRun(8, 0).description != makeCleanRun(7, 0).description);
    }

    void cleanRunsMustNotAlarm()
    {
        auto outcome = asSpecified(defectInfo(Defect::None));
        check(outcome, 7).verdict = CheckVerdict::Warn;
        QCOMPARE(judgeClean(outcome).alarm, QString());
        QCOMPARE(judgeClean(outcome).summary, u"pass, V7 warn"_s);
        check(outcome, 10).verdict = CheckVerdict::Fail;
        QVERIFY(judgeClean(outcome).alarm.contains(u"V10 fails"_s));
        for (const auto headline :
            {Headline::Overbooking, Headline::Underselling, Headline::Inconsistent, Headline::RulesBroken}) {
            auto wrong = asSpecified(defectInfo(Defect::None));
            wrong.result->verification.headline = headline;
            QVERIFY(!judgeClean(wrong).alarm.isEmpty());
        }

        auto nothing = asSpecified(defectInfo(Defect::None));
        nothing.ordersInShop = 0;
        QVERIFY(judgeClean(nothing).alarm.contains(u"nothing was bought"_s));
        nothing.result->verification.headline = Headline::Inconclusive;
        QVERIFY(!judgeClean(nothing).alarm.isEmpty()); // a buyer was told of an order
        nothing.result->ledger.clear();
        QCOMPARE(judgeClean(nothing).alarm, QString());

        auto unread = asSpecified(defectInfo(Defect::None));
        unread.result->verification.headline = Headline::Inconclusive;
        check(unread, 1).verdict = CheckVerdict::Inconclusive;
        QVERIFY(!judgeClean(unread).alarm.isEmpty()); // nothing says why
        check(unread, 18).verdict = CheckVerdict::Inconclusive;
        QCOMPARE(judgeClean(unread).alarm, QString());

        SelfTestOutcome ended;
        ended.exitStatus = 105;
        QCOMPARE(judgeClean(ended).alarm, QString());
        ended.exitStatus = 107;
        QVERIFY(!judgeClean(ended).alarm.isEmpty());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestSelfTest)
#include "tst_e2e_selftest.moc"
