// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultconsistency.h"

#include "core/profile/checktable.h"
#include "core/profile/thresholdexpression.h"
#include "core/result/verdictsign.h"
#include "core/text/format.h"
#include "core/verdict/verifier.h"

#include <QSet>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using OutcomeTable = std::array<std::array<quint64, outcomeReasonCount>, outcomeCount>;

/// What the ledger says by itself.
struct LedgerFigures {
    quint64 confirmed = 0; ///< journeys that read a 200
    quint64 inDoubt = 0;
    qint64 orders = 0; ///< different ids among the confirmed
    OutcomeTable outcomes{};
};

LedgerFigures figuresOf(const Ledger &ledger)
{
    LedgerFigures figures;
    QSet<QByteArray> ids;
    for (const LedgerEntry &entry : ledger) {
        ++figures.outcomes[std::size_t(entry.outcome)][std::size_t(entry.reason)];
        figures.inDoubt += entry.confirmState == ConfirmState::InDoubt ? 1 : 0;
        if (entry.confirmState != ConfirmState::Confirmed)
            continue;
        ++figures.confirmed;
        if (!entry.orderId.isEmpty())
            ids.insert(entry.orderId);
    }
    figures.orders = ids.size();
    return figures;
}

class Examination {
public:
    explicit Examination(const RunResult &result)
        : m_result(result)
        , m_report(result.verification)
    {
    }

    std::vector<Contradiction> run()
    {
        if (m_report.performed) {
            examineVerdict();
            examineStates();
            examineBalance();
            examineLedger();
            if (passed(CheckId::EveryBuyerAccountedFor))
                examineCounts();
            examineThresholdList();
        }
        for (const ThresholdResult &threshold : m_result.thresholds)
            examine(threshold);
        return std::move(m_found);
    }

private:
    void add(CheckVerdict verdict, const QString &text) { m_found.push_back({verdict, text}); }

    const CheckRow *row(CheckId id) const
    {
        const auto at = std::ranges::find(m_report.checks, id, &CheckRow::id);
        return at == m_report.checks.end() ? nullptr : &*at;
    }
    bool passed(CheckId id) const
    {
        const CheckRow *check = row(id);
        return check && check->verdict == CheckVerdict::Pass;
    }

    void examineVerdict()
    {
        CheckVerdict rows = CheckVerdict::NoData;
        for (const CheckRow &check : m_report.checks)
            rows = std::max(rows, weightOf(check));
        const CheckVerdict overall = m_report.overall;
        if (overall < rows)
            add(rows,
                u"its overall verdict is \"%1\", but a check says \"%2\""_s.arg(toString(overall), toString(rows)));
        else if (rows == CheckVerdict::NoData && (overall == CheckVerdict::Pass || overall == CheckVerdict::Warn))
            add(CheckVerdict::Inconclusive,
                u"its overall verdict is \"%1\", but none of its checks judged anything"_s.arg(toString(overall)));
        // Without these a run that tested nothing could pass, so no profile can switch them off.
        for (const CheckId id : {CheckId::EveryBuyerAccountedFor, CheckId::CompleteReading, CheckId::SomethingTested}) {
            if (const CheckRow *check = row(id); check && check->verdict == CheckVerdict::Off)
                add(CheckVerdict::Inconclusive, u"%1 is off, which no profile can ask for"_s.arg(toString(id)));
        }
        // Older results, which have no time of their verification, have fewer checks.
        if (m_report.at.isValid())
            examineIds();
        const CheckVerdict headline = verdictOf(m_report.headline);
        const bool isFine = overall == CheckVerdict::Pass || overall == CheckVerdict::Warn;
        if (headline == CheckVerdict::Pass && overall > CheckVerdict::Warn)
            add(overall,
                u"its headline is \"%1\", but its overall verdict is \"%2\""_s.arg(
                    toString(m_report.headline), toString(overall)));
        else if (headline > CheckVerdict::Warn && isFine)
            add(headline,
                u"its headline is \"%1\", but its overall verdict is \"%2\""_s.arg(
                    toString(m_report.headline), toString(overall)));
    }

    /// Every verification judges the whole table.
    void examineIds()
    {
        QStringList missing;
        for (std::size_t i = 0; i < checkCount; ++i) {
            const auto rows = std::ranges::count(m_report.checks, CheckId(i), &CheckRow::id);
            if (rows == 0)
                missing += toString(CheckId(i));
            else if (rows > 1)
                add(CheckVerdict::Inconclusive, u"%1 is there more than once"_s.arg(toString(CheckId(i))));
        }
        constexpr qsizetype mostNamed = 5;
        if (missing.size() > mostNamed)
            add(CheckVerdict::Inconclusive, u"%1 of its checks are missing"_s.arg(missing.size()));
        else if (!missing.isEmpty())
            add(CheckVerdict::Inconclusive,
                u"%1 %2 missing, so that it does not say all that was judged"_s.arg(
                    missing.join(u", "_s), missing.size() == 1 ? u"is"_s : u"are"_s));
    }

    /// Verdicts that the profile, or the check itself, cannot lead to.
    void examineStates()
    {
        for (const CheckRow &check : m_report.checks) {
            const CheckInfo &info = checkInfo(check.id);
            if (!info.needed.isEmpty())
                continue;
            const bool isOff = check.verdict == CheckVerdict::Off;
            const bool isSwitchedOff = severityOf(m_result.profile.verification.severity, info) == CheckSeverity::Off;
            if (isOff && !isSwitchedOff)
                add(CheckVerdict::Inconclusive, u"%1 is off, but the profile does not say so"_s.arg(toString(check.id)));
            else if (isSwitchedOff && !isOff && m_report.at.isValid())
                add(CheckVerdict::Inconclusive, u"%1 was judged, but the profile has it off"_s.arg(toString(check.id)));
        }
        // Where these cannot tell, they are inconclusive; the other two are either that, or all right, or wrong.
        for (const CheckId id : {CheckId::NoOversell, CheckId::StockEquation, CheckId::SomethingTested}) {
            const CheckRow *check = row(id);
            const bool never = check
                && (check->verdict == CheckVerdict::NoData
                    || (check->verdict == CheckVerdict::Warn && check->severity == CheckSeverity::Fail && id != CheckId::StockEquation));
            if (never)
                add(CheckVerdict::Inconclusive,
                    u"%1 says \"%2\", which it never does"_s.arg(toString(id), toString(check->verdict)));
        }
        for (const CheckId id : {CheckId::NoOversell, CheckId::OneOrderPerBuyer, CheckId::NoLostOrder, CheckId::NoPhantomOrder, CheckId::NoForeignOrder, CheckId::SaleWindow, CheckId::StockOverTime}) {
            if (passed(id) && row(id)->evidence.count > 0)
                add(CheckVerdict::Inconclusive, u"%1 passed, but it has evidence against the shop"_s.arg(toString(id)));
        }
    }

    /// What the profile asked for was evaluated, or said to have no data.
    void examineThresholdList()
    {
        for (const MetricThresholds &metric : m_result.profile.thresholds) {
            for (const ThresholdRule &rule : metric.rules) {
                const bool isThere = std::ranges::any_of(m_result.thresholds, [&](const ThresholdResult &threshold) {
                    return threshold.metric == metric.metric && threshold.expression == rule.expression;
                });
                if (!isThere)
                    add(CheckVerdict::Inconclusive,
                        u"the threshold %1 %2 of the profile is missing"_s.arg(
                            displayText(metric.metric, 80), displayText(rule.expression, 80)));
            }
        }
    }

    void examineBalance()
    {
        const auto &[starting, paid, remaining, difference] =
            std::tie(m_report.starting, m_report.paid, m_report.remaining, m_report.difference);
        if (starting && paid && remaining && difference && *difference != *paid + *remaining - *starting)
            add(CheckVerdict::Inconclusive,
                u"paid %1 and remaining %2 of starting %3 make a difference of %4, but it says %5"_s.arg(
                    formatCount(paid), formatCount(remaining), formatCount(starting),
                    formatDifference(double(*paid + *remaining - *starting)), formatDifference(double(*difference))));
        if (passed(CheckId::NoOversell) && starting && paid && *paid > *starting)
            add(CheckVerdict::Fail,
                u"V1 passed, but %1 paid orders are more than the stock of %2"_s.arg(
                    formatCount(paid), formatCount(starting)));
        if (passed(CheckId::StockEquation) && difference && *difference > 0)
            add(CheckVerdict::Fail,
                u"V2 passed, but paid and remaining are %1 above the stock"_s.arg(formatCount(difference)));
        if (passed(CheckId::StockEquation) && difference && *difference < 0)
            add(CheckVerdict::Fail,
                u"V2 passed, but paid and remaining are %1 below the stock"_s.arg(formatCount(-*difference)));
        if (passed(CheckId::StockOverTime) && remaining && *remaining < 0)
            add(CheckVerdict::Fail, u"V13 passed, but the stock of %1 is below 0"_s.arg(formatCount(remaining)));
        if (m_result.saleCreated && starting && *starting != m_result.profile.sale.startingQuantity)
            add(CheckVerdict::Inconclusive,
                u"the sale was created with %1 units, but it says that it started with %2"_s.arg(
                    formatCount(m_result.profile.sale.startingQuantity), formatCount(starting)));
        if (passed(CheckId::StockEquation) && passed(CheckId::CompleteReading) && !m_report.unread.isEmpty())
            add(CheckVerdict::Inconclusive, u"V2 and V18 passed, but it says that the books were not read in full"_s);
    }

    void examineLedger()
    {
        m_ledger = figuresOf(m_result.ledger);
        const auto confirmed = qint64(m_ledger.confirmed);
        if (passed(CheckId::NoOversell) && passed(CheckId::NoLostOrder) && m_report.starting && confirmed > *m_report.starting)
            add(CheckVerdict::Fail,
                u"V1 and V6 passed, but the ledger holds %1 confirmed purchases of %2 units"_s.arg(
                    formatCount(confirmed), formatCount(m_report.starting)));
        if (passed(CheckId::NoLostOrder) && m_report.paid && m_ledger.orders > *m_report.paid)
            add(CheckVerdict::Fail,
                u"V6 passed, but the ledger holds %1 confirmed orders, of which %2 are paid at most"_s.arg(
                    formatCount(m_ledger.orders), formatCount(m_report.paid)));
        if (passed(CheckId::SomethingTested) && !m_result.profile.verification.expectNoSales
            && m_ledger.confirmed + m_ledger.inDoubt == 0)
            add(CheckVerdict::Inconclusive, u"V20 passed, but the ledger holds no purchase"_s);
        if (passed(CheckId::SomethingTested) && m_result.profile.verification.expectNoSales && m_ledger.confirmed > 0)
            add(CheckVerdict::Inconclusive,
                u"V20 passed where no sales were expected, but the ledger holds %1 confirmed purchases"_s.arg(
                    formatCount(confirmed)));
        if (passed(CheckId::Visibility) && m_result.observations.visibility.empty())
            add(CheckVerdict::Inconclusive, u"V16 passed, but no order was looked for"_s);
    }

    /// V0 holds them against each other, so with a pass they agree.
    void examineCounts()
    {
        quint64 outcomes = 0;
        bool agree = true;
        for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
            for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason) {
                const quint64 all = m_result.outcomes[outcome][reason];
                outcomes += all;
                agree = agree && all == m_ledger.outcomes[outcome][reason] + m_result.withoutBuy[outcome][reason];
            }
        }
        if (outcomes != m_result.journeysStarted)
            add(CheckVerdict::Inconclusive,
                u"V0 passed, but %1 outcomes stand beside %2 journeys"_s.arg(
                    formatCount(outcomes), formatCount(m_result.journeysStarted)));
        else if (!agree)
            add(CheckVerdict::Inconclusive, u"V0 passed, but the ledger and the outcomes do not agree"_s);
        quint64 requests = 0;
        for (const auto &group : m_result.requests) {
            for (const RequestTally &tally : group)
                requests += tally.requests;
        }
        if (requests != m_result.requestsIssued)
            add(CheckVerdict::Inconclusive,
                u"V0 passed, but the requests by name are %1 of %2"_s.arg(
                    formatCount(requests), formatCount(m_result.requestsIssued)));
    }

    void examine(const ThresholdResult &threshold)
    {
        using State = ThresholdResult::State;
        const auto parsed = parseThreshold(threshold.expression);
        const auto *expression = std::get_if<ThresholdExpression>(&parsed);
        if (threshold.state == State::Pass && expression && threshold.actual && !expression->holds(*threshold.actual))
            add(CheckVerdict::Inconclusive,
                u"the threshold %1 %2 passed, but its value is %3"_s.arg(displayText(threshold.metric, 80),
                    displayText(threshold.expression, 80), QString::number(*threshold.actual)));
    }

    const RunResult &m_result;
    const VerificationReport &m_report;
    LedgerFigures m_ledger;
    std::vector<Contradiction> m_found;
};

} // namespace

std::vector<Contradiction> contradictionsOf(const RunResult &result)
{
    return Examination(result).run();
}

CheckVerdict provenVerdict(const RunResult &result)
{
    CheckVerdict verdict = result.verification.overall;
    for (const Contradiction &contradiction : result.contradictions)
        verdict = std::max(verdict, contradiction.verdict);
    return verdict;
}

} // namespace doorbuster
