// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/journals.h"
#include "core/engine/run/runrecord.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <stdexcept>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

struct NotingJournal final : RunJournal {
    explicit NotingJournal(bool takesSamples = false)
        : wants(takesSamples)
    {
    }
    bool wantsSamples() const override { return wants; }
    void samples(std::vector<Sample> &&batch) override { taken += batch.size(); }
    void logged(const LogLine &line) override { lines << line.text; }

    const bool wants;
    std::size_t taken = 0;
    QStringList lines;
};

struct FailingJournal final : RunJournal {
    bool wantsSamples() const override { return true; }
    void samples(std::vector<Sample> &&) override { throw std::runtime_error("no room for samples"); }
    void logged(const LogLine &) override { throw std::runtime_error("no room for a line"); }
};

std::vector<Sample> threeSamples()
{
    return std::vector<Sample>(3, ValueSample{MetricId::FsJourneys, RunGroup::Load, 1, {}});
}

} // namespace

class TestJournals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsAll()
    {
        RunFault fault;
        NotingJournal record;
        const auto one = std::make_shared<NotingJournal>();
        const auto other = std::make_shared<NotingJournal>();
        Journals journals(fault, record, {one, other});
        journals.each([](auto &journal) { journal.logged({{}, 0, u"hello"_s}); });
        QCOMPARE(record.lines, QStringList{u"hello"_s});
        QCOMPARE(one->lines, record.lines);
        QCOMPARE(other->lines, record.lines);
    }

    void givesSamplesToThoseThatWantThem()
    {
        RunFault fault;
        NotingJournal record;
        const auto none = std::make_shared<NotingJournal>();
        const auto one = std::make_shared<NotingJournal>(true);
        const auto other = std::make_shared<NotingJournal>(true);
        Journals journals(fault, record, {one, none, other});
        journals.samples(threeSamples());
        journals.samples({});
        QCOMPARE(record.taken + none->taken, std::size_t(0));
        QCOMPARE(one->taken, std::size_t(3));
        QCOMPARE(other->taken, std::size_t(3));
    }

    void whatOneThrowsKeepsNothingFromTheOthers()
    {
        RunFault fault;
        NotingJournal record;
        const auto last = std::make_shared<NotingJournal>(true);
        Journals journals(fault, record, {std::make_shared<FailingJournal>(), last});
        journals.samples(threeSamples());
        QVERIFY(fault.isRaised());
        QCOMPARE(fault.text(), u"no room for samples"_s);
        journals.each([](auto &journal) { journal.logged({{}, 0, u"hello"_s}); });
        QCOMPARE(last->taken, std::size_t(3));
        QCOMPARE(last->lines, QStringList{u"hello"_s});
    }

    void theRecordKeepsABatch()
    {
        RunResult result;
        RunRecord record(result);
        LedgerBatch batch;
        batch.journeys.resize(2);
        batch.journeys[1].vu = 7;
        batch.withoutBuy[std::size_t(Outcome::GaveUp)][std::size_t(OutcomeReason::SoldOut)] = 3;
        batch.probes.resize(1);
        batch.claims.resize(2);
        batch.contradictions.resize(1);
        record.ledger(batch);
        record.ledger(batch);
        record.phaseEnded({RunPhase::Setup, {}, std::chrono::seconds(1), {}});
        record.stockSeen({});
        QCOMPARE(result.ledger.size(), std::size_t(4));
        QCOMPARE(result.ledger[3].vu, 7U);
        QCOMPARE(result.withoutBuy[std::size_t(Outcome::GaveUp)][std::size_t(OutcomeReason::SoldOut)], quint64(6));
        QCOMPARE(result.observations.probes.size(), std::size_t(2));
        QCOMPARE(result.observations.claims.size(), std::size_t(4));
        QCOMPARE(result.observations.contradictions.size(), std::size_t(2));
        QCOMPARE(result.phases.size(), std::size_t(1));
        QCOMPARE(result.observations.stock.size(), std::size_t(1));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestJournals)
#include "tst_journals.moc"
