// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/salesetup.h"

#include "core/text/displaytext.h"
#include "core/text/duration.h"
#include "core/text/isotime.h"

#include <QUuid>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView timestampPlaceholder{"{TIMESTAMP}"};

} // namespace

SaleSetup::SaleSetup(ShopSession &session, const Profile &profile, qint64 nowMillis)
    : m_session(session)
    , m_profile(profile)
    , m_nowMillis(nowMillis)
{
    m_admin.name = u"Doorbuster admin"_s;
    m_admin.email = QString(profile.sale.adminEmail).replace(timestampPlaceholder, QString::number(nowMillis));
    m_admin.password = profile.sale.adminPassword;
    // Nobody needs to know the password of an admin that is made for one run; with the letters and signs that rules ask
    // for.
    if (m_admin.password.isEmpty())
        m_admin.password = u"Aa1!"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

template <class T, class Call>
QCoro::Task<ApiResult<T>> SaleSetup::patiently(Call call)
{
    constexpr std::chrono::milliseconds shortestWait{500};
    for (;;) {
        ApiResult<T> answer = co_await call();
        const auto retryAfter = answer.error().retryAfter;
        if (!retryAfter || !m_wait)
            co_return answer;
        const bool again = co_await m_wait(std::max(*retryAfter, shortestWait));
        if (!again)
            co_return answer;
    }
}

QCoro::Task<SaleSetupResult> SaleSetup::run()
{
    if (m_profile.sale.mode == SaleMode::Existing)
        return existingSale();
    return create();
}

QCoro::Task<AdminToken> SaleSetup::signInAgain()
{
    if (m_profile.sale.adminPassword.isEmpty() || m_profile.sale.adminEmail.contains(timestampPlaceholder))
        co_return AdminToken{.token = {},
            .trouble =
                u"the admin's list is not read: it takes the password in DOORBUSTER_ADMIN_PASSWORD, and an admin "
                "that was not made up for the run"_s};
    const QString failure = co_await signIn();
    co_return AdminToken{.token = m_token, .trouble = failure};
}

QCoro::Task<SaleSetupResult> SaleSetup::create()
{
    const QString failure = co_await authenticate();
    if (!failure.isEmpty())
        co_return SaleSetupResult{.failure = failure};

    NewSale sale;
    sale.name = m_profile.name.isEmpty() ? u"Doorbuster run"_s : m_profile.name;
    sale.description = u"Load test of %1"_s.arg(isoFromUnixMillis(m_nowMillis));
    sale.startsAt = m_nowMillis + m_profile.sale.startsIn.count();
    sale.endsAt = sale.startsAt + m_profile.sale.duration.count();
    sale.quantity = m_profile.sale.startingQuantity;

    auto created = co_await askForSale(sale);
    if (created.meaning() == Meaning::SignedOut && !m_signedIn) {
        m_notes << u"the shop does not take the token of the sign-up for creating a sale: signing in"_s;
        const QString signInFailure = co_await signIn();
        if (!signInFailure.isEmpty())
            co_return SaleSetupResult{.failure = signInFailure};
        created = co_await askForSale(sale);
    }
    if (created.meaning() == Meaning::AlreadyThere) {
        if (m_profile.sale.onOverlap == OnOverlap::UseExisting) {
            m_notes << u"another sale overlaps: testing that one, as sale.onOverlap says"_s;
            auto current = co_await useExisting(QByteArray());
            co_return current;
        }
        const QString refused = created.error().toString();
        const QString overlap = co_await overlapText();
        co_return SaleSetupResult{.failure = overlap + u" ("_s + refused + u')'};
    }
    if (!created)
        co_return SaleSetupResult{.failure = u"The sale could not be created: "_s + created.error().toString()};

    SaleInfo info;
    info.id = created->id;
    info.created = true;
    info.token = m_token;
    info.startsAt = sale.startsAt;
    info.endsAt = sale.endsAt;
    info.starting = sale.quantity;
    co_return SaleSetupResult{.sale = info, .notes = m_notes};
}

QCoro::Task<ApiResult<SaleCreatedAnswer>> SaleSetup::askForSale(NewSale sale)
{
    const auto ask = [this, &sale] {
        QList<Meaning> steps; // that lead on from here
        if (!m_signedIn)
            steps << Meaning::SignedOut;
        if (m_profile.sale.onOverlap == OnOverlap::UseExisting)
            steps << Meaning::AlreadyThere;
        m_session.expectRefusals(steps);
        return m_session.createSale(sale, m_token);
    };
    auto created = co_await patiently<SaleCreatedAnswer>(ask);
    co_return created;
}

QCoro::Task<QString> SaleSetup::overlapText()
{
    const auto sale = co_await m_session.sale(QByteArray());
    QString text = u"The new sale overlaps one that the shop already has"_s;
    const bool known = sale && (sale->phase == SalePhase::Ongoing || sale->phase == SalePhase::Upcoming);
    if (known && !sale->id.isEmpty())
        text += u", %1"_s.arg(displayText(QString::fromUtf8(sale->id), 80));
    text += u'.';
    if (known && sale->endsAt) {
        text += u" It runs until %1"_s.arg(isoFromUnixMillis(*sale->endsAt));
        if (const std::chrono::milliseconds left(*sale->endsAt - m_nowMillis); left.count() > 0)
            text += u", for another %1"_s.arg(formatDuration(std::chrono::ceil<std::chrono::seconds>(left)));
        text += u": wait until then,"_s;
    } else {
        text += u" Wait for its end,"_s;
    }
    co_return text
        + u" or test that one (sale.onOverlap: useExisting). How long the sales of a run last is set by sale.duration, "
          "now %1."_s.arg(formatDuration(m_profile.sale.duration));
}

QCoro::Task<QString> SaleSetup::authenticate()
{
    if (!m_session.shop().call(ShopCall::AdminSignUp)) {
        const QString trouble = co_await signIn();
        co_return trouble;
    }
    const auto ask = [this] { return m_session.signUp(m_admin); };
    const auto signedUp = co_await patiently<TokenAnswer>(ask);
    if (signedUp && !signedUp->token.isEmpty()) {
        m_token = signedUp->token;
        co_return QString();
    }
    // The user may exist already, which some shops answer with an error of their own, or a sign-up gives no token: sign
    // in then.
    const bool mayExist = signedUp.meaning() == Meaning::AlreadyThere || signedUp.meaning() == Meaning::Busy;
    if (!signedUp && !mayExist)
        co_return u"The admin %1 could not sign up: "_s.arg(m_admin.email) + signedUp.error().toString();
    const QString failure = co_await signIn();
    if (failure.isEmpty() || signedUp)
        co_return failure;
    co_return u"The admin %1 could not sign up: "_s.arg(m_admin.email) + signedUp.error().toString() + u". "_s
        + failure;
}

QCoro::Task<QString> SaleSetup::signIn()
{
    const auto ask = [this] { return m_session.signIn(m_admin); };
    const auto answer = co_await patiently<TokenAnswer>(ask);
    if (!answer)
        co_return u"The admin %1 could not sign in: "_s.arg(m_admin.email) + answer.error().toString();
    if (answer->token.isEmpty())
        co_return u"The admin %1 signed in, but got no token: %2"_s.arg(m_admin.email, m_session.whereTokensAreLookedFor());
    m_token = answer->token;
    m_signedIn = true;
    co_return QString();
}

QCoro::Task<SaleSetupResult> SaleSetup::existingSale()
{
    // Somebody else's shop: an admin is only used where the tester gave one, never made.
    if (!m_profile.sale.adminPassword.isEmpty()) {
        const QString failure = co_await signIn();
        if (!failure.isEmpty())
            co_return SaleSetupResult{.failure = failure};
    }
    const QByteArray id = m_profile.sale.id.toUtf8();
    auto found = co_await useExisting(id);
    co_return found;
}

QCoro::Task<SaleSetupResult> SaleSetup::useExisting(QByteArray id)
{
    const QString which = id.isEmpty() ? u"The current sale"_s : u"The sale %1"_s.arg(QString::fromUtf8(id));
    const auto ask = [this, &id] { return m_session.sale(id); };
    const auto sale = co_await patiently<SaleAnswer>(ask);
    if (!sale)
        co_return SaleSetupResult{.failure = which + u" could not be read: "_s + sale.error().toString()};
    if (sale.meaning() == Meaning::NotThere)
        co_return SaleSetupResult{.failure = which + u" is not known to the shop"_s};
    if (sale.meaning() == Meaning::Ended)
        co_return SaleSetupResult{.failure = which + u" has ended already"_s};
    SaleInfo info;
    info.id = id.isEmpty() ? sale->id : id;
    if (info.id.isEmpty())
        co_return SaleSetupResult{.failure = which + u" was answered without an id"_s};
    info.token = m_token;
    info.startsAt = sale->startsAt;
    info.endsAt = sale->endsAt;
    info.starting = sale->starting;
    co_return SaleSetupResult{.sale = info, .notes = m_notes};
}

} // namespace doorbuster
