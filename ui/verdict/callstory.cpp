// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/callstory.h"

#include "core/text/duration.h"
#include "core/text/format.h"
#include "core/verdict/books/queuehistory.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr int idLimit = 64;
/// From here on it is worth saying how long an answer took.
constexpr qint64 slow = 1'000'000'000;

struct CallStoryWords {
    Q_DECLARE_TR_FUNCTIONS(CallStory)
};

QString tookText(const BuyerCall &call)
{
    return formatTime(nanoseconds(call.ended - call.sent));
}

QString placeText(const BuyerCall &call)
{
    if (call.position == BuyerCall::untold) {
        return {};
    }
    return call.size == BuyerCall::untold
        ? CallStoryWords::tr("place %1").arg(formatCount(call.position))
        : CallStoryWords::tr("place %1 of %2").arg(formatCount(call.position), formatCount(call.size));
}

/// What an answer that is none of the documented ones means for a call that `mayHaveDone` something.
QString troubleText(const BuyerCall &call, const QString &mayHaveDone)
{
    const auto inDoubt = [&mayHaveDone](const QString &text) {
        return mayHaveDone.isEmpty() ? text : QString(text + u": "_s + mayHaveDone);
    };
    switch (call.meaning) {
    case Meaning::NoAnswer:
        return call.mayHaveArrived ? inDoubt(CallStoryWords::tr("no answer, given up after %1").arg(tookText(call)))
                                   : CallStoryWords::tr("it never reached the shop");
    case Meaning::Unreadable:
        return inDoubt(CallStoryWords::tr("%1 with a body that says nothing usable").arg(call.status));
    case Meaning::Unclear:
        return inDoubt(CallStoryWords::tr("%1, a refusal whose meaning is not certain").arg(call.status));
    case Meaning::RateLimited:
        return CallStoryWords::tr("%1, too many requests: to be asked again later").arg(call.status);
    default:
        return call.isInDoubt() ? inDoubt(CallStoryWords::tr("%1, trouble at the shop").arg(call.status))
                                : CallStoryWords::tr("%1, refused").arg(call.status);
    }
}

/// Tells the calls of one journey, one after the other.
class CallStory {
public:
    explicit CallStory(const LedgerEntry &entry)
        : m_entry(entry)
        , m_calls(entry.calls.calls())
        , m_ledger{entry}
        , m_history(m_ledger)
    {
    }

    std::vector<StoryLine> lines()
    {
        for (std::size_t at = 0; at < m_calls.size();) {
            if (m_lines.size() >= mostCallLines) {
                add({}, CallStoryWords::tr("and %1 more calls").arg(formatCount(m_calls.size() - at)));
                break;
            }
            at += describeFrom(std::span(m_calls).subspan(at));
        }
        return std::move(m_lines);
    }

private:
    void add(const QString &time, const QString &text) { m_lines.push_back({time, text}); }

    /// Tells the first of these calls, or the first few together; how many.
    std::size_t describeFrom(std::span<const BuyerCall> calls)
    {
        const BuyerCall &call = calls.front();
        if (call.kind == CallKind::Position) {
            return describeLooks(calls);
        }
        QString text = call.kind == CallKind::Buy ? CallStoryWords::tr("buy → %1").arg(buyAnswer(call))
                                                  : CallStoryWords::tr("confirm → %1").arg(confirmAnswer(call));
        if (call.meaning != Meaning::NoAnswer && (call.kind == CallKind::Confirm || call.ended - call.sent >= slow)) {
            text += CallStoryWords::tr(" (after %1)").arg(tookText(call));
        }
        add(storyTime(call.sent), text);
        if (call.kind == CallKind::Buy && call.meaning == Meaning::Held) {
            describeHold(call);
        }
        return 1;
    }

    QString buyAnswer(const BuyerCall &call)
    {
        m_place = BuyerCall::untold;
        m_isQueued = false;
        m_holds = false;
        if (call.meaning == Meaning::Queued) {
            m_isQueued = true;
            m_place = call.position;
            const QString place = placeText(call);
            return place.isEmpty() ? CallStoryWords::tr("queued")
                                   : QString(CallStoryWords::tr("queued at %1").arg(place) + oddity(call));
        }
        if (call.meaning == Meaning::Held) {
            return CallStoryWords::tr("a hold at once");
        }
        return troubleText(call, CallStoryWords::tr("it may be in the queue"));
    }

    QString confirmAnswer(const BuyerCall &call)
    {
        m_isQueued = false;
        QString text;
        switch (call.meaning) {
        case Meaning::Bought:
            m_holds = false;
            return m_entry.orderId.isEmpty()
                ? CallStoryWords::tr("200, without an order's id")
                : CallStoryWords::tr("200, order %1").arg(displayText(QString::fromUtf8(m_entry.orderId), idLimit));
        case Meaning::SoldOut:
            text = CallStoryWords::tr("%1, out of stock").arg(call.status);
            break;
        case Meaning::Ended:
            text = CallStoryWords::tr("%1, the sale is not active").arg(call.status);
            break;
        case Meaning::Processing:
            return CallStoryWords::tr("%1, taken, to be decided later: it may be booked").arg(call.status);
        case Meaning::Confirming:
            return CallStoryWords::tr("%1, the same confirm is under way: it may be booked").arg(call.status);
        case Meaning::HoldExpired:
            text = CallStoryWords::tr("%1, refused: the shop sees no hold").arg(call.status);
            break;
        default:
            text = troubleText(call, CallStoryWords::tr("in doubt, it may be booked"));
        }
        if (call.isRefused() || call.meaning == Meaning::Unclear) {
            if (m_holds && m_stay && m_stay->heldUntil != LedgerEntry::never && call.ended < m_stay->heldUntil) {
                text +=
                    CallStoryWords::tr(", although the hold lasts until %1 at least").arg(storyTime(m_stay->heldUntil));
            }
            m_holds = false;
        }
        return text;
    }

    std::size_t describeLooks(std::span<const BuyerCall> calls)
    {
        const BuyerCall &call = calls.front();
        switch (call.meaning) {
        case Meaning::Queued:
            return describeQueued(calls);
        case Meaning::Held:
            if (m_holds) {
                return describeAlike(
                    calls, CallStoryWords::tr("look → still held") + ttlText(call, CallStoryWords::tr(", %1 left")));
            }
            describeHold(call);
            return 1;
        case Meaning::LostPlace: {
            const QString place = m_place == BuyerCall::untold ? QString() : formatCount(m_place);
            const bool wasQueued = m_isQueued;
            m_isQueued = false;
            m_holds = false;
            return describeAlike(calls,
                !wasQueued ? CallStoryWords::tr("look → neither in the queue nor holding")
                    : place.isEmpty()
                    ? CallStoryWords::tr("look → no place in the queue any more")
                    : CallStoryWords::tr("look → no place in the queue any more, after place %1").arg(place));
        }
        default:
            return describeAlike(calls, CallStoryWords::tr("look → %1").arg(troubleText(call, {})));
        }
    }

    /// Equal answers one after the other are one line, with their number.
    std::size_t describeAlike(std::span<const BuyerCall> calls, const QString &text)
    {
        const BuyerCall &first = calls.front();
        const auto other = std::ranges::find_if(calls, [&first](const BuyerCall &call) {
            return call.kind != first.kind || call.meaning != first.meaning || call.status != first.status
                || call.mayHaveArrived != first.mayHaveArrived;
        });
        const auto count = std::size_t(other - calls.begin());
        add(storyTime(first.ended),
            count == 1 ? text
                       : CallStoryWords::tr("%1, %2 times until %3")
                             .arg(text, formatCount(count), storyTime(calls[count - 1].ended)));
        return count;
    }

    /// A look and those after it, as long as the buyer only moves up.
    std::size_t describeQueued(std::span<const BuyerCall> calls)
    {
        std::size_t count = 0;
        qint32 place = m_place;
        for (; count < calls.size(); ++count) {
            const BuyerCall &call = calls[count];
            const bool isLook = call.kind == CallKind::Position && call.meaning == Meaning::Queued;
            const bool tells = call.position != BuyerCall::untold;
            if (!isLook || (count > 0 && tells != (calls.front().position != BuyerCall::untold))
                || isOdd(call, place)) {
                break;
            }
            place = call.position;
        }
        const bool isOddOne = count == 0; // what may not be among others stands alone
        const BuyerCall &first = calls.front();
        const QString odd = isOddOne ? oddity(first) : QString();
        count = std::max<std::size_t>(count, 1);
        const BuyerCall &last = calls[count - 1];
        QString text = placeText(first);
        if (count == 1) {
            text = (text.isEmpty() ? CallStoryWords::tr("look → queued") : text) + odd;
            if (first.ended - first.sent >= slow) {
                text += CallStoryWords::tr(" (after %1)").arg(tookText(first));
            }
        } else {
            text = (isThinned() ? CallStoryWords::tr("%1 or more looks until %2")
                                : CallStoryWords::tr("%1 looks until %2"))
                       .arg(formatCount(count), storyTime(last.ended));
            if (first.position == BuyerCall::untold) {
                text += CallStoryWords::tr(": queued");
            } else if (first.position == last.position) {
                text += u": "_s + placeText(last);
            } else {
                text += u": "_s
                    + CallStoryWords::tr("place %1 → %2").arg(formatCount(first.position), formatCount(last.position));
            }
        }
        add(storyTime(first.ended), text);
        m_isQueued = true;
        m_place = last.position;
        return count;
    }

    /// Of long waits, looks that told nothing new were not kept.
    bool isThinned() const { return m_calls.size() >= CallRecorder::roomyLimit; }

    static bool isOdd(const BuyerCall &call, qint32 before)
    {
        if (call.position == BuyerCall::untold) {
            return false;
        }
        return call.position < 1 || (call.size != BuyerCall::untold && call.position > call.size)
            || (before != BuyerCall::untold && call.position > before);
    }

    QString oddity(const BuyerCall &call) const
    {
        if (call.position == BuyerCall::untold) {
            return {};
        }
        if (call.position < 1) {
            return CallStoryWords::tr(": there is no such place");
        }
        if (call.size != BuyerCall::untold && call.position > call.size) {
            return CallStoryWords::tr(": beyond the queue's end");
        }
        const bool wentBack =
            call.kind == CallKind::Position && m_place != BuyerCall::untold && call.position > m_place;
        return wentBack ? CallStoryWords::tr(": back from place %1").arg(formatCount(m_place)) : QString();
    }

    void describeHold(const BuyerCall &call)
    {
        m_isQueued = false;
        m_holds = true;
        const auto &stays = m_history.stays();
        const auto stay = std::ranges::find_if(stays,
            [&call](const QueueStay &one) { return one.end == QueueStay::End::Held && one.held.to == call.ended; });
        m_stay = stay == stays.end() ? nullptr : &*stay;
        QString text = CallStoryWords::tr("hold seen");
        if (m_stay) {
            text += CallStoryWords::tr(": granted between %1 and %2")
                        .arg(storyTime(m_stay->held.from), storyTime(m_stay->held.to));
        }
        add(storyTime(call.ended), text + ttlText(call, CallStoryWords::tr(", for %1")));
    }

    static QString ttlText(const BuyerCall &call, const QString &text)
    {
        return call.holdTtlMs == BuyerCall::untold ? QString()
                                                   : text.arg(formatTime(nanoseconds(milliseconds(call.holdTtlMs))));
    }

    const LedgerEntry &m_entry;
    const std::vector<BuyerCall> m_calls;
    const Ledger m_ledger; ///< of this journey alone
    const QueueHistory m_history;
    std::vector<StoryLine> m_lines;
    const QueueStay *m_stay = nullptr; ///< that the hold belongs to
    qint32 m_place = BuyerCall::untold; ///< told last
    bool m_isQueued = false;
    bool m_holds = false;
};

} // namespace

QString storyTime(qint64 ns)
{
    const nanoseconds time(ns);
    const auto ms = std::chrono::duration_cast<milliseconds>(time).count() % 1000;
    return formatClock(time) + u'.' + QString::number(ms).rightJustified(3, u'0');
}

std::vector<StoryLine> describeCalls(const LedgerEntry &entry)
{
    return CallStory(entry).lines();
}

} // namespace doorbuster
