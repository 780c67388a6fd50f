// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/buyagainprobe.h"

#include "core/engine/buyer/buyercalls.h"
#include "core/text/displaytext.h"

namespace doorbuster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Nanoseconds patience = 10s; ///< for a hold

} // namespace

BuyAgainProbe::BuyAgainProbe(
    BuyerContext &context, ShopSession &session, Sleeper &sleeper, quint32 vu, quint32 iteration)
    : m_context(context)
    , m_session(session)
    , m_sleeper(sleeper)
    , m_email(context.emails.email(vu, iteration))
{
    m_probe.vu = vu;
    m_probe.iteration = iteration;
}

void BuyAgainProbe::stop()
{
    m_stopped = true;
    if (!m_session.busy())
        m_sleeper.wake(); // resumes it at once, so that it may be gone when this returns
}

void BuyAgainProbe::cut()
{
    m_stopped = true;
    if (m_session.busy())
        m_session.abort();
    else
        m_sleeper.wake();
}

QCoro::Task<BuyerProbe> BuyAgainProbe::run()
{
    m_session.setGroup(RunGroup::Probe);
    const bool isIn = co_await buy();
    if (isIn && !m_holds)
        co_await lookForHold();
    if (m_holds && !m_stopped)
        co_await confirm();
    m_session.setGroup(RunGroup::Load);
    m_probe.calls = m_calls.pack();
    co_return m_probe;
}

QCoro::Task<bool> BuyAgainProbe::buy()
{
    const Nanoseconds sent = m_context.elapsed();
    const auto answer = co_await m_session.buy(m_email, m_context.saleId);
    m_calls.add(ledgerCall(sent, m_context.elapsed(), answer));
    if (!answer) {
        logProgress(u"tried to buy again: "_s + answer.error().toString());
        co_return false;
    }
    m_holds = answer.meaning() == Meaning::Held;
    logProgress(m_holds ? u"tried to buy again: a hold at once"_s : u"tried to buy again: let into the queue"_s);
    co_return true;
}

QCoro::Task<> BuyAgainProbe::lookForHold()
{
    const TimePoint giveUpAt = m_context.timeline.now() + patience;
    while (!m_stopped && m_context.timeline.now() < giveUpAt) {
        co_await m_sleeper.until(m_context.timeline.now() + m_context.settings.pollingInterval);
        if (m_stopped)
            co_return;
        const Nanoseconds sent = m_context.elapsed();
        const auto answer = co_await m_session.position(m_email, m_context.saleId);
        m_calls.add(ledgerCall(sent, m_context.elapsed(), answer));
        m_holds = answer.meaning() == Meaning::Held;
        if (m_holds || answer.meaning() == Meaning::LostPlace)
            co_return;
    }
}

QCoro::Task<> BuyAgainProbe::confirm()
{
    const Nanoseconds sent = m_context.elapsed();
    const auto answer = co_await m_session.confirm(m_email, m_context.saleId, m_context.totalAmount);
    const BuyerCall call = ledgerCall(sent, m_context.elapsed(), answer);
    m_calls.add(call);
    if (call.meaning == Meaning::Bought) {
        m_probe.confirmState = ConfirmState::Confirmed;
        m_probe.orderId = answer->orderId;
        logProgress(u"confirmed once more: order %1"_s.arg(displayLine(QString::fromUtf8(answer->orderId), 40)));
        co_return;
    }
    m_probe.confirmState = call.isUnanswered() ? ConfirmState::InDoubt : ConfirmState::Refused;
    logProgress(u"tried to confirm again: "_s + answer.error().toString());
}

void BuyAgainProbe::logProgress(const QString &text) const
{
    if (m_context.watches(m_probe.vu))
        m_context.log(m_probe.vu, text);
}

} // namespace doorbuster
