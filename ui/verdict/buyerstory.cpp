// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/buyerstory.h"

#include "core/text/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <limits>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

struct BuyerStoriesWords {
    Q_DECLARE_TR_FUNCTIONS(BuyerStories)
};

QString outcomeText(const LedgerEntry &entry)
{
    QString text;
    switch (entry.outcome) {
    case Outcome::Success:
        return BuyerStoriesWords::tr("journey over: bought");
    case Outcome::Failed:
        text = BuyerStoriesWords::tr("journey over: failed");
        break;
    case Outcome::GaveUp:
        text = BuyerStoriesWords::tr("journey over: gave up");
        break;
    case Outcome::Interrupted:
        text = BuyerStoriesWords::tr("journey over: interrupted by the end of the run");
        break;
    }
    switch (entry.reason) {
    case OutcomeReason::None:
        return text;
    case OutcomeReason::SoldOut:
        return text + u", "_s + BuyerStoriesWords::tr("sold out");
    case OutcomeReason::Ended:
        return text + u", "_s + BuyerStoriesWords::tr("the sale had ended");
    case OutcomeReason::Timeout:
        return text + u", "_s + BuyerStoriesWords::tr("polled for too long");
    case OutcomeReason::HoldExpired:
        return text + u", "_s + BuyerStoriesWords::tr("its hold expired");
    case OutcomeReason::AlreadyPurchased:
        return text + u", "_s + BuyerStoriesWords::tr("already purchased");
    case OutcomeReason::QueueUnavailable:
        return text + u", "_s + BuyerStoriesWords::tr("the queue was not available");
    case OutcomeReason::ApiError:
        return text + u", "_s + BuyerStoriesWords::tr("an answer that is no part of the API");
    case OutcomeReason::Network:
        return text + u", "_s + BuyerStoriesWords::tr("no answer came");
    case OutcomeReason::LostPlace:
        return text + u", "_s + BuyerStoriesWords::tr("it lost its place in the queue");
    case OutcomeReason::RateLimited:
        return text + u", "_s + BuyerStoriesWords::tr("told to wait for longer than it would");
    case OutcomeReason::Unclear:
        return text + u", "_s + BuyerStoriesWords::tr("a refusal whose meaning is not certain");
    }
    return text;
}

QString buyText(const LedgerEntry &entry)
{
    QString text = entry.buys > 1 ? BuyerStoriesWords::tr("first of %1 buys").arg(formatCount(entry.buys))
                                  : BuyerStoriesWords::tr("buy");
    if (entry.firstPosition > 0) {
        text += u" → "_s + BuyerStoriesWords::tr("queued at %1").arg(formatCount(entry.firstPosition));
    }
    return text;
}

QString holdText(const LedgerEntry &entry)
{
    // A hold that ran out was bought anew: this one came after its own buy.
    qint64 since = std::max(entry.firstBuySent, entry.lastNotReady);
    for (const BuyerCall &call : entry.calls.calls()) {
        if (call.kind == CallKind::Buy && call.sent <= entry.firstReady)
            since = std::max(since, call.sent);
    }
    if (since == LedgerEntry::never || since > entry.firstReady) {
        return BuyerStoriesWords::tr("hold seen");
    }
    return BuyerStoriesWords::tr("hold seen (granted within %1)")
        .arg(formatTime(nanoseconds(entry.firstReady - since)));
}

QString confirmText(const LedgerEntry &entry)
{
    return entry.confirms > 1 ? BuyerStoriesWords::tr("first of %1 confirms").arg(formatCount(entry.confirms))
                              : BuyerStoriesWords::tr("confirm");
}

/// What the buyer knows of its order when all is over; empty where that is told already.
QString knowledgeText(const LedgerEntry &entry)
{
    switch (entry.confirmState) {
    case ConfirmState::Refused:
        return BuyerStoriesWords::tr("every confirm was refused");
    case ConfirmState::InDoubt:
        return BuyerStoriesWords::tr("the answer to a confirm never came: it may be booked");
    case ConfirmState::NeverSent:
        return BuyerStoriesWords::tr("no confirm was sent");
    case ConfirmState::Confirmed:
        break;
    }
    return {};
}

/// All numbers that are written somewhere in the text, also as a part of longer ones; ascending.
std::vector<quint32> numbersIn(const QString &text)
{
    std::vector<quint32> numbers;
    for (qsizetype begin = 0; begin < text.size(); ++begin) {
        quint64 number = 0;
        for (qsizetype at = begin; at < text.size() && text[at] >= u'0' && text[at] <= u'9'; ++at) {
            number = number * 10 + (text[at].unicode() - u'0');
            if (number > std::numeric_limits<quint32>::max()) {
                break;
            }
            numbers.push_back(quint32(number));
        }
    }
    std::ranges::sort(numbers);
    return numbers;
}

void describe(const LedgerEntry &entry, std::vector<StoryLine> &story)
{
    const auto add = [&story](qint64 at, const QString &text) {
        if (at != LedgerEntry::never) {
            story.push_back({storyTime(at), text});
        }
    };
    add(entry.started,
        BuyerStoriesWords::tr("virtual user %1 begins its journey %2")
            .arg(formatCount(entry.vu), formatCount(entry.iteration + 1)));
    if (entry.calls.isEmpty()) { // of a version that did not keep them
        add(entry.firstBuySent, buyText(entry));
        add(entry.lastNotReady, BuyerStoriesWords::tr("last answer without a hold"));
        add(entry.firstReady, holdText(entry));
        add(entry.firstConfirmSent, confirmText(entry));
        add(entry.confirmed,
            entry.orderId.isEmpty()
                ? BuyerStoriesWords::tr("→ 200, without an order's id")
                : BuyerStoriesWords::tr("→ 200, order %1").arg(displayText(QString::fromUtf8(entry.orderId), 64)));
    }
    for (StoryLine &line : describeCalls(entry)) {
        story.push_back(std::move(line));
    }
    add(entry.ended, outcomeText(entry));
    if (const QString knowledge = knowledgeText(entry); !knowledge.isEmpty()) {
        story.push_back({{}, knowledge});
    }
}

/// What a sampled buyer tried after its journey: calls of the run's own, none of the buyer's figures has them.
void describe(const BuyerProbe &probe, std::vector<StoryLine> &story)
{
    LedgerEntry entry; // describeCalls() wants no more of it than this
    entry.vu = probe.vu;
    entry.iteration = probe.iteration;
    entry.orderId = probe.orderId;
    entry.calls = probe.calls;
    story.push_back(
        {{}, BuyerStoriesWords::tr("one of the sample: tries to buy again after its order, counted apart")});
    std::ranges::move(describeCalls(entry), std::back_inserter(story));
}

} // namespace

BuyerStories::BuyerStories(std::shared_ptr<const RunResult> result)
    : m_result(std::move(result))
{
    if (m_result) {
        m_report = std::shared_ptr<const VerificationReport>(m_result, &m_result->verification);
    }
}

BuyerStories::BuyerStories(std::shared_ptr<const RunResult> result, std::shared_ptr<const VerificationReport> report)
    : m_result(std::move(result))
    , m_report(std::move(report))
{
}

std::vector<StoryLine> BuyerStories::story(const QString &email) const
{
    std::vector<StoryLine> story;
    const QString buyer = email.trimmed().toLower();
    const std::vector<const LedgerEntry *> journeys = journeysOf(buyer);
    for (std::size_t i = 0; i < std::min(journeys.size(), maxJourneys); ++i) {
        describe(*journeys[i], story);
        for (const BuyerProbe &probe : m_result->observations.probes) {
            if (probe.vu == journeys[i]->vu && probe.iteration == journeys[i]->iteration) {
                describe(probe, story);
            }
        }
    }
    if (journeys.size() > maxJourneys) {
        story.push_back(
            {{}, BuyerStoriesWords::tr("and %1 more journeys").arg(formatCount(journeys.size() - maxJourneys))});
    }
    if (!journeys.empty()) {
        addFindings(buyer, story);
    }
    return story;
}

/// "V1: order o-17, created 2026-11-22T11:43:34.299Z": what is known of the buyer beside its own view.
void BuyerStories::addFindings(const QString &email, std::vector<StoryLine> &story) const
{
    std::size_t found = 0;
    for (const CheckRow &check : m_report->checks) {
        const Evidence &evidence = check.evidence;
        const qsizetype buyer = evidence.columns.indexOf(u"buyer"_s);
        if (buyer < 0) {
            continue;
        }
        for (const QStringList &row : evidence.rows) {
            if (row.value(buyer).compare(email, Qt::CaseInsensitive) != 0) {
                continue;
            }
            if (++found > maxFindings) {
                continue;
            }
            QStringList cells;
            for (qsizetype column = 0; column < std::min(row.size(), evidence.columns.size()); ++column) {
                if (column == buyer || row[column].isEmpty()) {
                    continue;
                }
                const QString &name = evidence.columns[column];
                cells += displayText(name == u"finding"_s ? row[column] : QString(name + u' ' + row[column]));
            }
            story.push_back({{}, toString(check.id) + u": "_s + cells.join(u", "_s)});
        }
    }
    if (found > maxFindings) {
        story.push_back({{}, BuyerStoriesWords::tr("and %1 more findings").arg(formatCount(found - maxFindings))});
    }
}

/// Emails are not kept but made, which is too much work for every journey: most are passed over by their number.
std::vector<const LedgerEntry *> BuyerStories::journeysOf(const QString &email) const
{
    std::vector<const LedgerEntry *> journeys;
    if (!m_result || email.isEmpty()) {
        return journeys;
    }
    const bool named = m_result->emails.pattern().contains("{VU}"_L1);
    const std::vector<quint32> numbers = named ? numbersIn(email) : std::vector<quint32>();
    for (const LedgerEntry &entry : m_result->ledger) {
        if ((!named || std::ranges::binary_search(numbers, entry.vu))
            && m_result->emails.email(entry.vu, entry.iteration) == email) {
            journeys.push_back(&entry);
        }
    }
    return journeys;
}

} // namespace doorbuster
