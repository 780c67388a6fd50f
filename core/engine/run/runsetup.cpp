// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runsetup.h"

#include "core/engine/run/proxyremark.h"
#include "core/profile/validation.h"

#include <QDateTime>
#include <QProcessEnvironment>

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

RunSetup::RunSetup(
    ShopAccess &shop, Timeline &timeline, const RunConfig &config, RunStop &stop, RunFault &fault, Log log)
    : m_shop(shop)
    , m_timeline(timeline)
    , m_config(config)
    , m_stop(stop)
    , m_fault(fault)
    , m_log(std::move(log))
{
}

RunSetup::~RunSetup() = default;

TimePoint RunSetup::deadline()
{
    if (!m_giveUpAt)
        m_giveUpAt = m_timeline.now() + m_config.profile.sale.setupTimeout;
    return *m_giveUpAt;
}

QCoro::Task<RunSetupResult> RunSetup::prepareSale()
{
    RunSetupResult result;
    const TimePoint giveUpAt = deadline();
    const QString remark = proxyRemark(m_config.profile.target, QProcessEnvironment::systemEnvironment());
    if (!remark.isEmpty())
        m_log(remark);
    QString failure = co_await m_shop.open(giveUpAt);
    if (m_stop.isAsked())
        co_return result;
    if (failure.isEmpty()) {
        SaleSetupResult created = co_await createSale(&result.admin);
        for (const QString &note : created.notes)
            m_log(note);
        result.sale = std::move(created.sale);
        failure = std::move(created.failure);
    }
    if (m_stop.isAsked()) {
        // Whoever verifies the run again would need the sale, but a run that was stopped here is never verified.
        result.sale.reset();
        co_return result;
    }
    if (!result.sale) {
        const bool timedOut = m_timeline.now() >= giveUpAt;
        result.failureKind = timedOut ? FailureKind::SetupTimeout : FailureKind::Setup;
        const auto limit = std::chrono::duration<double>(m_config.profile.sale.setupTimeout);
        result.failure =
            timedOut ? u"Setup took longer than sale.setupTimeout allows (%1 s). "_s.arg(limit.count()) : QString();
        result.failure += failure;
        co_return result;
    }
    m_log(result.sale->created ? u"sale %1 created"_s.arg(QString::fromUtf8(result.sale->id))
                               : u"testing the existing sale %1"_s.arg(QString::fromUtf8(result.sale->id)));
    if (result.sale->created && m_config.practiceDefect.isEmpty()) { // a practice shop is gone with its run
        for (const QString &text : remarksOn(m_config.profile))
            m_log(text);
    }
    co_return result;
}

QCoro::Task<SaleSetupResult> RunSetup::createSale(AdminSignIn *admin)
{
    m_shop.admin().keepDates();
    Alarm timeOut(m_timeline, [this] { m_shop.admin().timeOut(); });
    timeOut.set(deadline());
    SaleSetup setup(m_shop.admin(), m_config.profile, QDateTime::currentMSecsSinceEpoch());
    setup.setWait([this](std::chrono::milliseconds wait) { return waitForShop(wait); });
    SaleSetupResult result = co_await setup.run();
    *admin = setup.admin();
    co_return result;
}

/// Waits as the shop asks. False when there is no time for that, or a stop ended the wait.
QCoro::Task<bool> RunSetup::waitForShop(std::chrono::milliseconds wait)
{
    const TimePoint then = m_timeline.now() + wait;
    if (then >= deadline())
        co_return false;
    m_log(u"the shop asks to come back in %1 s"_s.arg(std::chrono::duration<double>(wait).count()));
    co_await m_stop.waitUntil(then);
    co_return !m_stop.isAsked();
}

QCoro::Task<std::optional<SaleBaseline>> RunSetup::readBaseline(SaleInfo sale)
{
    m_books = std::make_unique<BookReader>(m_shop.api(), m_timeline, m_fault, m_noWorkers, [] {});
    VerificationSettings settings = m_config.profile.verification;
    const Nanoseconds left = std::max(deadline() - m_timeline.now(), Nanoseconds::zero());
    settings.timeout = std::min(settings.timeout, std::chrono::floor<std::chrono::milliseconds>(left));
    const BookReadings books = co_await m_books->readBaseline(settings, std::move(sale));
    m_books.reset();
    if (m_stop.isAsked())
        co_return std::nullopt;
    SaleBaseline baseline = baselineOf(books);
    const QString units = baseline.remaining ? u"%1 units are left"_s.arg(*baseline.remaining)
                                             : u"it is not known how many units are left"_s;
    m_log(baseline.ordersKnown
            ? u"before the load %1, and the sale has %2 orders"_s.arg(units).arg(baseline.orders.size())
            : u"before the load %1; its orders are not known: %2"_s.arg(units, baseline.ordersTrouble));
    co_return baseline;
}

QCoro::Task<QByteArray> RunSetup::signInAgain()
{
    Alarm timeOut(m_timeline, [this] { m_shop.admin().timeOut(); });
    timeOut.set(deadline());
    SaleSetup setup(m_shop.admin(), m_config.profile, QDateTime::currentMSecsSinceEpoch());
    setup.setWait([this](std::chrono::milliseconds wait) { return waitForShop(wait); });
    AdminToken admin = co_await setup.signInAgain();
    if (!admin.trouble.isEmpty())
        m_log(admin.trouble);
    co_return admin.token;
}

void RunSetup::cancel()
{
    if (m_books)
        m_books->cancel();
}

} // namespace doorbuster
