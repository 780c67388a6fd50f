// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/shopaccess.h"

#include "core/profile/headers.h"
#include "core/transport/manager/stockconsent.h"

#include <QRegularExpression>
#include <QUrl>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 adminConnection = 1;
constexpr quint32 samplerConnection = 2;
constexpr quint32 proberConnection = 3;

TransportOptions transportOptions(const RunConfig &config)
{
    const Profile &profile = config.profile;
    TransportOptions options;
    options.kind = profile.target.transport == Transport::Stock ? WireKind::Stock : WireKind::Lean;
    options.requestTimeout = profile.target.requestTimeout;
    options.tlsVerify = profile.target.tlsVerify;
    options.caFile = profile.target.caFile;
    options.clientCert = profile.target.clientCert;
    options.clientKey = profile.target.clientKey;
    options.clientKeyPassword = profile.target.clientKeyPassword;
    options.policy = DialPolicy(config.allowedHosts);
    return options;
}

/// What a run itself says openly: its buyers' emails and the id of the sale in its profile. A short secret may look
/// like a part of them.
TextSanitizer::IsOwn ownValues(const Profile &profile)
{
    QString email = QRegularExpression::escape(profile.buyer.email.trimmed());
    for (const QLatin1StringView number : {"\\{VU\\}"_L1, "\\{ITER\\}"_L1})
        email.replace(number, "\\d+"_L1);
    const qsizetype at = email.lastIndexOf("\\@"_L1);
    email.insert(at < 0 ? email.size() : at, "(-[0-9a-f]{8})?"_L1); // BuyerEmails' suffix
    const QRegularExpression emails(
        QRegularExpression::anchoredPattern(email), QRegularExpression::CaseInsensitiveOption);
    return [emails, saleId = profile.sale.id](
               const QString &value) { return value == saleId || emails.match(value.trimmed()).hasMatch(); };
}

/// For a name that only a proxy may know.
QString adviceFor(const QString &host)
{
    return u". A proxy is given a name, instead of its address, only with --allow-host "_s + host;
}

ShopApiOptions apiOptions(const RunConfig &config)
{
    ShopApiOptions options;
    options.base = QUrl(config.profile.target.apiBase, QUrl::StrictMode);
    options.headers = config.headers;
    options.secrets = headerSecrets(config.profile.target.headers, config.headers);
    options.secrets << config.profile.sale.adminPassword << config.profile.target.clientKeyPassword
                    << options.base.password();
    options.secrets += config.shopSecrets;
    options.isOwn = ownValues(config.profile);
    options.shop = config.shop;
    options.failEvery4xx = config.profile.target.expectedStatuses == ExpectedStatuses::K6;
    return options;
}

} // namespace

ShopAccess::Own::Own(TransportOptions transport, ShopApiOptions options, TimePoint runStart, ExchangeObserver &observer)
    : manager(std::move(transport))
    , api(&manager, std::move(options), runStart, &observer)
    , admin(api, adminConnection, RunGroup::Setup)
    , sampler(api, samplerConnection, RunGroup::Monitor)
    , prober(api, proberConnection, RunGroup::Monitor)
{
}

ShopAccess::ShopAccess(Timeline &timeline, const RunConfig &config, TimePoint runStart, ExchangeObserver &observer)
    : m_config(config)
    , m_runStart(runStart)
    , m_observer(observer)
    , m_wait(timeline)
{
}

ShopAccess::~ShopAccess() = default;

QCoro::Task<QString> ShopAccess::open(TimePoint giveUpAt)
{
    TransportOptions transport = transportOptions(m_config);
    ShopApiOptions options = apiOptions(m_config);
    const QUrl base = options.base;
    const QString host = base.host();
    const bool isStock = transport.kind == WireKind::Stock;
    const QNetworkProxy proxy = isStock ? defaultProxyFor(base) : QNetworkProxy(QNetworkProxy::NoProxy);
    const QString advice = isProxy(proxy) ? adviceFor(host) : QString();
    QString failure;
    // The stock wire dials names that it may dial by itself. A proxy may know names that no one else resolves.
    if (!isStock || !transport.policy.allows(host))
        failure = co_await find(transport, host, advice, giveUpAt);
    const QString proxyHost = proxy.hostName();
    if (failure.isEmpty() && isProxy(proxy) && !transport.policy.allows(proxyHost)) {
        const QString noAdvice;
        failure = co_await find(transport, proxyHost, noAdvice, giveUpAt);
        if (!failure.isEmpty())
            failure = u"The proxy of this machine's settings: "_s + failure;
    }
    // It is given one address only.
    if (isStock && !isProxy(proxy) && transport.addresses.value(host).size() > 1)
        co_await putWorkingFirst(transport.addresses[host], base, giveUpAt);
    m_own = std::make_unique<Own>(std::move(transport), std::move(options), m_runStart, m_observer);
    co_return failure;
}

QCoro::Task<QString> ShopAccess::find(TransportOptions &transport, QString host, QString advice, TimePoint giveUpAt)
{
    const HostResolver::Answer answer = co_await lookUp(host, giveUpAt);
    if (answer.addresses.isEmpty())
        co_return u"The shop cannot be found (DNS): "_s + answer.error + advice;
    for (const QHostAddress &address : answer.addresses) {
        const QString objection = transport.policy.objection(host, address);
        if (!objection.isEmpty())
            co_return objection;
    }
    transport.addresses.insert(host, answer.addresses);
    co_return QString();
}

QCoro::Task<> ShopAccess::putWorkingFirst(QList<QHostAddress> &addresses, QUrl base, TimePoint giveUpAt)
{
    std::optional<QHostAddress> taken;
    m_probe = std::make_unique<DialProbe>(base, addresses, [this, &taken](const QHostAddress &address) {
        taken = address;
        m_wait.wake();
    });
    m_probe->start();
    if (!taken && !m_cancelled)
        co_await m_wait.until(giveUpAt);
    if (!taken)
        m_probe.reset(); // its answer comes too late
    if (taken && !taken->isNull()) {
        addresses.removeOne(*taken);
        addresses.prepend(*taken);
    }
}

QCoro::Task<HostResolver::Answer> ShopAccess::lookUp(QString host, TimePoint giveUpAt)
{
    m_answer.reset();
    m_resolver.resolve(host, [this](const HostResolver::Answer &answer) {
        m_answer = answer;
        m_wait.wake();
    });
    if (!m_answer && !m_cancelled)
        co_await m_wait.until(giveUpAt);
    if (m_answer)
        co_return *m_answer;
    HostResolver::Answer none;
    none.error = m_cancelled ? u"the look-up of %1 was cancelled"_s.arg(host)
                             : u"the name %1 was not looked up in time"_s.arg(host);
    co_return none;
}

void ShopAccess::cancel()
{
    m_cancelled = true;
    if (m_own)
        m_own->admin.abort();
    else
        m_wait.wake();
}

} // namespace doorbuster
