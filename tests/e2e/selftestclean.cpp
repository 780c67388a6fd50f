// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selftestclean.h"

#include "core/practice/random.h"

#include <algorithm>
#include <array>
#include <span>

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int exitWithoutVerdict = 105;

class Choices {
public:
    explicit Choices(quint64 seed)
        : m_random(seed)
    {
    }

    /// From `least` to `most`, both included.
    int number(int least, int most) { return least + int(m_random.next() % quint64(most - least + 1)); }
    template <typename T>
    T oneOf(std::initializer_list<T> values)
    {
        return *(values.begin() + number(0, int(values.size()) - 1));
    }

private:
    Random m_random;
};

QString milliseconds(int count)
{
    return u"%1ms"_s.arg(count);
}

} // namespace

CleanRun makeCleanRun(quint64 baseSeed, std::size_t number)
{
    Choices choose(baseSeed + number);
    CleanRun clean;
    // A correct shop in half of the runs.
    clean.disturbance = choose.oneOf({Defect::None, Defect::None, Defect::None, Defect::None, Defect::None,
        Defect::ErrorBurst, Defect::QueueOutage, Defect::DropConnections, Defect::Slow, Defect::RateLimited});
    const auto name = defectInfo(clean.disturbance).name;
    const QString disturbance = QString::fromLatin1(name.data(), qsizetype(name.size()));
    const int buyers = choose.number(5, 150);
    const int stock = choose.number(1, buyers * 3 / 2);
    const int holdsPerSecond = choose.number(5, 200);
    const QString holdTtl = choose.oneOf({u"900s"_s, u"900s"_s, u"1s"_s, u"2s"_s, u"300ms"_s});
    const QString errorRate = choose.oneOf({u"0"_s, u"0"_s, u"0.05"_s, u"0.2"_s});
    const QString latency = choose.oneOf({u"0s"_s, u"5ms±5ms"_s, u"50ms±50ms"_s});
    const int poll = choose.number(100, 1200);
    const QString factor = choose.oneOf({u"1"_s, u"1.5"_s});
    // All buyers at once in half of the runs.
    const int ramp = choose.oneOf({0, choose.number(0, 2000)});
    const int stay = choose.number(1000, 4000);
    const int startsIn = choose.number(100, 1500);
    const int duration = choose.oneOf({600'000, 600'000, choose.number(1000, 4000)});
    const int grace = choose.number(0, 1500);
    const int settle = choose.number(0, 500);
    const int seed = choose.number(1, 1'000'000);

    clean.run.shopArguments = {u"--defect"_s, disturbance, u"--holds-per-second"_s, QString::number(holdsPerSecond),
        u"--hold-ttl"_s, holdTtl, u"--error-rate"_s, errorRate, u"--latency"_s, latency, u"--seed"_s,
        QString::number(seed)};
    clean.run.runArguments = {u"run"_s, u"--quiet"_s, u"--no-color"_s, u"--seed"_s, QString::number(seed), u"--stage"_s,
        u"%1:%3,%2:%3"_s.arg(milliseconds(ramp), milliseconds(stay)).arg(buyers), u"-e"_s,
        u"STARTING_QUANTITY=%1"_s.arg(stock)};
    const auto set = [&clean](const QString &path, const QString &value) {
        clean.run.runArguments << u"--set"_s << QString(path + u'=' + value);
    };
    set(u"buyer.pollingInterval"_s, milliseconds(poll));
    set(u"buyer.backoffFactor"_s, factor);
    set(u"sale.startsIn"_s, milliseconds(startsIn));
    set(u"sale.countdown"_s, u"100ms"_s);
    set(u"sale.duration"_s, milliseconds(duration));
    set(u"load.gracefulStop"_s, milliseconds(grace));
    set(u"verification.settle"_s, milliseconds(settle));
    set(u"verification.generatorLagLimit"_s, u"10s"_s);
    const int interrupts = choose.oneOf({0, 0, 1, 2});
    // Half of the first stops come so early that little or nothing is bought.
    const int lastFirstStop = choose.oneOf({startsIn + 300, 6000});
    QStringList stops;
    for (int i = 0; i < interrupts; ++i) {
        const int wait = i == 0 ? choose.number(200, lastFirstStop) : choose.number(0, 800);
        clean.run.interrupts.emplace_back(wait);
        stops << milliseconds(wait);
    }
    clean.description =
        u"%1, %2 buyers, %3 units, %4 holds/s, TTL %5, errors %6, latency %7, polls %8 × %9"_s.arg(disturbance)
            .arg(buyers)
            .arg(stock)
            .arg(holdsPerSecond)
            .arg(holdTtl, errorRate, latency, milliseconds(poll), factor)
        + u", ramp %1, stay %2, starts in %3, lasts %4, grace %5, settle %6, stops: %7"_s.arg(milliseconds(ramp),
            milliseconds(stay), milliseconds(startsIn), milliseconds(duration), milliseconds(grace),
            milliseconds(settle), stops.isEmpty() ? u"none"_s : stops.join(u" + "));
    return clean;
}

CleanJudgement judgeClean(const SelfTestOutcome &outcome)
{
    CleanJudgement judgement;
    if (!outcome.result || !outcome.result->verification.performed) {
        // Interrupted before there was a load: nothing is said, which is right.
        const bool wasStopped =
            outcome.result ? outcome.result->end == RunEnd::Aborted : outcome.exitStatus == exitWithoutVerdict;
        judgement.summary = u"no verdict"_s;
        if (!wasStopped)
            judgement.alarm = u"no verdict (exit status %1): %2"_s.arg(outcome.exitStatus).arg(outcome.trouble);
        return judgement;
    }
    const VerificationReport &report = outcome.result->verification;
    judgement.summary = keyOf(report.headline).toString();
    QStringList alarms;
    bool readWhole = !report.cancelled && !report.timedOut;
    const bool wasBought =
        std::ranges::find(outcome.result->ledger, ConfirmState::Confirmed, &LedgerEntry::confirmState)
        != outcome.result->ledger.end();
    for (const CheckRow &row : report.checks) {
        if (row.verdict == CheckVerdict::Warn || row.verdict == CheckVerdict::Inconclusive)
            judgement.summary += u", %1 %2"_s.arg(toString(row.id), toString(row.verdict));
        if (row.verdict == CheckVerdict::Fail)
            alarms << u"%1 fails: %2"_s.arg(toString(row.id), row.note);
        if (row.id == CheckId::CompleteReading && row.verdict == CheckVerdict::Inconclusive)
            readWhole = false;
    }
    switch (report.headline) {
    case Headline::Pass:
        if (outcome.ordersInShop == 0)
            alarms << u"the headline is pass, though nothing was bought"_s;
        break;
    case Headline::Inconclusive:
        if (readWhole && wasBought)
            alarms << u"the headline is inconclusive, though buyers bought and the books were read whole"_s;
        break;
    case Headline::Overbooking:
    case Headline::Underselling:
    case Headline::Inconsistent:
    case Headline::RulesBroken:
        alarms << u"the headline is %1"_s.arg(judgement.summary);
        break;
    }
    judgement.alarm = alarms.join(u"; ");
    return judgement;
}

} // namespace doorbuster
