// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/shoptrial.h"

#include "core/shop/shopsession.h"
#include "core/text/displaytext.h"
#include "core/transport/manager/buyersaccessmanager.h"

#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>

#include <QDateTime>
#include <QTextStream>

#include <cstdio>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

class NoObserver final : public ExchangeObserver {
public:
    void exchangeEnded(const RequestRecord &, const QString &) override { }
};

class Trial {
public:
    explicit Trial(const RunConfig &config)
        : m_config(config)
        , m_manager({.requestTimeout = config.profile.target.requestTimeout,
              .tlsVerify = config.profile.target.tlsVerify,
              .caFile = config.profile.target.caFile,
              .clientCert = config.profile.target.clientCert,
              .clientKey = config.profile.target.clientKey,
              .clientKeyPassword = config.profile.target.clientKeyPassword,
              .policy = DialPolicy(config.allowedHosts),
              .addresses = {}})
        , m_api(&m_manager, options(), std::chrono::steady_clock::now(), &m_observer)
        , m_admin(m_api, 1, RunGroup::Setup)
        , m_buyer(m_api, 2, RunGroup::Load)
    {
    }

    QCoro::Task<bool> run()
    {
        const CompiledShop &shop = *m_config.shop;
        const SaleSettings &settings = m_config.profile.sale;
        if (!settings.adminPassword.isEmpty() && shop.call(ShopCall::AdminSignIn)) {
            const AdminSignIn admin{u"Doorbuster admin"_s, settings.adminEmail, settings.adminPassword};
            const auto signedIn = co_await m_admin.signIn(admin);
            if (!signedIn)
                co_return false;
        }
        const QByteArray saleId = settings.id.toUtf8();
        if (shop.call(ShopCall::Stock))
            co_await m_admin.sale(saleId);
        const QString email = u"doorbuster-try-%1@example.com"_s.arg(QDateTime::currentMSecsSinceEpoch());
        m_buyer.setBuyer(1, 0);
        if (shop.call(ShopCall::Sale)) {
            const auto sale = co_await m_buyer.sale(saleId);
            if (!sale)
                co_return false;
        }
        const auto bought = co_await m_buyer.buy(email, saleId);
        Meaning place = bought.meaning();
        constexpr int mostLooks = 30;
        for (int look = 0; place == Meaning::Queued && look < mostLooks; ++look) {
            co_await QCoro::sleepFor(std::chrono::seconds(1));
            const auto answer = co_await m_buyer.position(email, saleId);
            place = answer.meaning();
        }
        if (place == Meaning::Bought)
            co_return true;
        if (place != Meaning::Held && place != Meaning::Ready)
            co_return false;
        const auto confirmed = co_await m_buyer.confirm(email, saleId, settings.totalAmount);
        co_return confirmed.meaning() == Meaning::Bought;
    }

private:
    ShopApiOptions options()
    {
        ShopApiOptions options;
        options.base = QUrl(m_config.profile.target.apiBase, QUrl::StrictMode);
        options.headers = m_config.headers;
        options.secrets = m_config.shopSecrets;
        options.secrets << m_config.profile.sale.adminPassword;
        options.shop = m_config.shop;
        options.trace = [this](const TracedExchange &exchange) { print(exchange); };
        return options;
    }

    QString shown(const QByteArray &bytes) const
    {
        constexpr int longest = 1'500;
        const TextSanitizer sanitizer(m_api.options().secrets);
        return sanitizer.line(UntrustedText(QByteArrayView(bytes)), longest);
    }

    void print(const TracedExchange &exchange)
    {
        constexpr qsizetype longestShown = 24;
        QTextStream out(stdout);
        out << "\n== " << exchange.step << '\n' << exchange.method << ' ' << shown(exchange.target) << '\n';
        if (!exchange.requestBody.isEmpty())
            out << shown(exchange.requestBody) << '\n';
        if (exchange.status == 0)
            out << "-> no answer: " << exchange.error << '\n';
        else
            out << "-> " << exchange.status << ' ' << shown(exchange.answerBody) << '\n';
        out << "   means  " << toString(exchange.meaning) << '\n';
        if (exchange.status != 0)
            out << "   rule   " << (exchange.rule.isEmpty() ? u"none fits"_s : exchange.rule) << '\n';
        if (exchange.status != 0 && !exchange.error.isEmpty())
            out << "   says   " << exchange.error << '\n';
        for (const QString &kept : exchange.kept)
            out << "   kept   " << displayText(kept.size() > longestShown ? kept.first(longestShown) + u'…' : kept, 120)
                << '\n'; // it may be a session
    }

    const RunConfig &m_config;
    NoObserver m_observer;
    BuyersAccessManager m_manager;
    ShopApi m_api;
    ShopSession m_admin;
    ShopSession m_buyer;
};

} // namespace

int tryShop(const RunConfig &config)
{
    Trial trial(config);
    const bool bought = QCoro::waitFor(trial.run());
    QTextStream(stdout) << (bought ? "\nThe buyer got its order.\n" : "\nThe buyer got no order.\n");
    return bought ? 0 : 1;
}

} // namespace doorbuster
