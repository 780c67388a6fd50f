// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/answerrules.h"
#include "core/shop/apiresult.h"
#include "properties.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <chrono>
#include <cmath>
#include <vector>

using namespace doorbuster;
using namespace doorbuster::model;
using namespace Qt::StringLiterals;

/// The verdict against random histories whose truth is known. MODEL_SEED is that of the first one, else it is random;
/// with MODEL_SECONDS it goes on for so long, else for a fixed number. A failure tells how to repeat it.
class TestModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersMeanWhatTheShopSays_data();
    void answersMeanWhatTheShopSays();
    void plainShopPasses();
    void rightShopNeverFails();
    void wrongShopIsFound_data();
    void wrongShopIsFound();
    void missingReadingsProveNothing();
    void holesNeverCrash();
    void manyBuyersOfOneEmail();

private:
    /// So many histories; or as many as there is time for, of which each property gets a share.
    template <class Try>
    void repeat(int histories, double share, Try oneHistory)
    {
        using Clock = std::chrono::steady_clock;
        const auto until = Clock::now() + std::chrono::duration<double>(m_seconds.value_or(0) * share);
        for (int i = 0; !QTest::currentTestFailed() && (m_seconds ? Clock::now() < until : i < histories); ++i)
            oneHistory(m_seed++);
    }
    void fail(const Scenario &scenario, const QString &problem);

    std::optional<double> m_seconds;
    quint64 m_seed = 0;
};

namespace {

/// The same histories at every run, unless another seed is asked for: what a search by chance finds belongs to whoever
/// searches, by `model --seconds N --causes`.
constexpr quint64 usualSeed = 1;

} // namespace

void TestModel::initTestCase()
{
    const QString seed = qEnvironmentVariable("MODEL_SEED");
    m_seed = seed.isEmpty() ? usualSeed : seed.toULongLong();
    if (qEnvironmentVariableIsSet("MODEL_SECONDS"))
        m_seconds = qEnvironmentVariable("MODEL_SECONDS").toDouble();
    qInfo("MODEL_SEED=%llu", m_seed);
}

void TestModel::fail(const Scenario &scenario, const QString &problem)
{
    const Scenario smallest = shrunk(scenario, problem);
    QFAIL(qPrintable(u"%1: MODEL_SEED=%2 tst_model %3:%4\n%5"_s.arg(problem, QString::number(scenario.seed),
        QString::fromUtf8(QTest::currentTestFunction()), QString::fromUtf8(QTest::currentDataTag()),
        storyOf(smallest))));
}

void TestModel::answersMeanWhatTheShopSays_data()
{
    QTest::addColumn<RequestName>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::addColumn<Meaning>("meaning");
    using enum RequestName;
    const auto row = [](RequestName request, int status, const QString &words, Meaning meaning) {
        QTest::addRow("%d %d %s", int(request), status, qPrintable(words)) << request << status << words << meaning;
    };
    row(Buy, 409, u"You have already purchased this item"_s, Meaning::AlreadyBought);
    row(Buy, 409, u"Out of stock"_s, Meaning::SoldOut);
    row(Buy, 409, u"Sale is not active"_s, Meaning::Ended);
    row(Buy, 409, u"Order is already being confirmed"_s, Meaning::Unclear);
    row(Buy, 409, u"You are in the queue already"_s, Meaning::Unclear);
    row(Buy, 429, {}, Meaning::RateLimited);
    row(Buy, 500, {}, Meaning::Busy);
    row(Buy, 502, {}, Meaning::Busy);
    row(Position, 504, {}, Meaning::Busy);
    row(SaleStatus, 503, {}, Meaning::Busy);
    row(Confirm, 403, u"No active hold"_s, Meaning::HoldExpired);
    row(Confirm, 409, u"Out of stock"_s, Meaning::SoldOut);
    row(Confirm, 409, u"Sale is not active"_s, Meaning::Ended);
    row(Confirm, 409, u"Order is already being confirmed"_s, Meaning::Confirming);
    row(Confirm, 409, u"You have already purchased this item"_s, Meaning::AlreadyBought);
    row(Confirm, 409, u"Card declined"_s, Meaning::Unclear);
    row(Confirm, 410, {}, Meaning::Unclear);
    row(Confirm, 500, {}, Meaning::Busy);
    row(Confirm, 502, {}, Meaning::Unsure);
    row(Confirm, 504, {}, Meaning::Unsure);
}

/// The model's shop answers with meanings. Those are what the program reads from such answers.
void TestModel::answersMeanWhatTheShopSays()
{
    QFETCH(RequestName, request);
    QFETCH(int, status);
    QFETCH(QString, words);
    QFETCH(Meaning, meaning);
    const QByteArray body = words.isEmpty() ? QByteArray() : QByteArray("{\"message\":\"" + words.toUtf8() + "\"}");
    QCOMPARE(toString(flashSaleMeaning(request, status, body)), toString(meaning));
}

void TestModel::plainShopPasses()
{
    repeat(300, 0.1, [this](quint64 seed) {
        const Scenario scenario = scenarioWith(seed, std::nullopt);
        const Judged judged(scenario);
        if (const QStringList problems = problemsOf(judged); !problems.isEmpty())
            return fail(scenario, problems.front());
        QVERIFY2(
            !judged.history->anyPurchase || judged.report.headline == Headline::Pass, qPrintable(storyOf(scenario)));
    });
}

void TestModel::rightShopNeverFails()
{
    repeat(1'500, 0.4, [&](quint64 seed) {
        const Scenario scenario = anyScenario(seed);
        const Judged judged(scenario);
        for (const CheckId check : falseAlarms(judged))
            return fail(scenario, falseAlarmOf(check));
        if (passesUntested(judged))
            fail(scenario, passWithoutPurchase());
    });
}

void TestModel::wrongShopIsFound_data()
{
    QTest::addColumn<Defect>("defect");
    for (const model::DefectInfo &info : defectTable()) {
        if (info.defect != Defect::None)
            QTest::addRow("%s", qPrintable(info.name.toString())) << info.defect;
    }
}

void TestModel::wrongShopIsFound()
{
    QFETCH(Defect, defect);
    const model::DefectInfo &info = infoOf(defect);
    qint64 shown = 0;
    qint64 found = 0;
    std::optional<Scenario> missed;
    repeat(40, 0.3 / double(defectCount), [&](quint64 seed) {
        const Scenario scenario = anyScenario(seed, defect);
        const Judged judged(scenario);
        if (passesUntested(judged))
            return fail(scenario, passWithoutPurchase());
        if (!judged.history->isShown())
            return;
        ++shown;
        found += isFound(judged);
        if (!isFound(judged) && !missed)
            missed = scenario;
    });
    // Fewer than wanted, and not by chance.
    const double wanted = info.share * double(shown);
    const bool isEnough = double(found) >= wanted - 3 * std::sqrt(wanted * (1 - info.share)) - 1;
    if (!isEnough && !QTest::currentTestFailed())
        fail(*missed, missedDefect(defect));
}

/// What could not be read neither fails a right shop nor passes one.
void TestModel::missingReadingsProveNothing()
{
    repeat(300, 0.1, [this](quint64 seed) {
        const Scenario scenario = scenarioWith(seed, std::nullopt);
        Judged judged(scenario);
        loseReadings(*judged.history, seed);
        judged.report = verify(judged.history->input);
        const QStringList problems = problemsOf(judged);
        const bool isPass = judged.report.headline == Headline::Pass;
        QVERIFY2(problems.isEmpty() && !(isPass && lacksBooks(judged.history->input)),
            qPrintable(u"%1, %2: MODEL_SEED=%3 tst_model missingReadingsProveNothing\n%4"_s.arg(
                toString(judged.report.headline), problems.join(u", "_s), QString::number(seed), storyOf(judged))));
    });
}

void TestModel::holesNeverCrash()
{
    repeat(500, 0.1, [this](quint64 seed) {
        const Scenario scenario = anyScenario(seed);
        const std::unique_ptr<History> history = play(scenario);
        punchHoles(*history, seed);
        const VerificationReport report = verify(history->input);
        QCOMPARE(report.checks.size(), checkCount);
        QVERIFY2(report.headline != Headline::Pass || history->anyPurchase,
            qPrintable(u"a pass without a purchase, with MODEL_SEED=%1"_s.arg(seed)));
    });
}

void TestModel::manyBuyersOfOneEmail()
{
    const std::unique_ptr<History> history = play(scenarioWith(m_seed, std::nullopt));
    Ledger &ledger = history->run.ledger;
    QVERIFY(!ledger.empty());
    const std::size_t before = ledger.size();
    for (std::size_t i = 0; ledger.size() < 10'000; ++i) {
        LedgerEntry entry = ledger[i % before];
        entry.iteration = quint32(ledger.size());
        ledger.push_back(entry);
    }
    history->input.emails = BuyerEmails(u"everybody@test.com"_s, {});
    const VerificationReport report = verify(history->input);
    QCOMPARE(report.checks.size(), checkCount);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestModel)
#include "tst_model.moc"
