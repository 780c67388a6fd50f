// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/connectiontest.h"

#include "core/profile/headers.h"
#include "core/shop/answerreader.h"
#include "core/text/duration.h"
#include "core/text/format.h"
#include "core/transport/http/exchange.h"
#include "core/transport/manager/buyersaccessmanager.h"

#include <QMetaObject>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;
using Kind = ConnectionOutcome::Kind;

namespace {

/// Well-formed for shops whose ids are such, and no sale's.
const QString kNoSale = QStringLiteral("000000000000000000000000");

QString quoted(const QString &text)
{
    return u"“"_s + text + u'”';
}

/// What a whole answer says of who gave it.
ConnectionOutcome answered(const QNetworkReply &reply, const QByteArray &body, const TextSanitizer &sanitizer)
{
    ConnectionOutcome outcome;
    outcome.kind = Kind::SomethingElse;
    outcome.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    outcome.server = sanitizer.line(QString::fromLatin1(reply.rawHeader("server")), 60);
    const QString status = QString::number(outcome.status);

    AnswerReader reader(sanitizer);
    const HeardAnswer heard{.status = outcome.status, .body = body};
    const JudgedAnswer judged = reader.judge(*reader.shop().call(ShopCall::Sale), heard);
    const bool isGood = outcome.status >= 200 && outcome.status < 300;
    if (isGood && judged.isYes) {
        outcome.kind = Kind::Shop;
        outcome.sentence = ConnectionTest::tr("The shop's API answers there.");
    } else if (isGood) {
        outcome.sentence = ConnectionTest::tr("Something answers there, but not as the shop's API does: %1.")
                               .arg(displayText(judged.error ? judged.error->message : judged.message, 160));
    } else if (outcome.status >= 300 && outcome.status < 400) {
        const QString place = displayUrl(sanitizer.line(QString::fromLatin1(reply.rawHeader("location")), 120));
        outcome.sentence = ConnectionTest::tr("Something answers there, but sends its visitors on to %1 (status %2).")
                               .arg(place.isEmpty() ? absentText() : displayText(place, 120), status);
    } else if (outcome.status == 401 || outcome.status == 403) {
        outcome.sentence =
            ConnectionTest::tr("Something answers there, but lets nobody in without credentials (status %1).")
                .arg(status);
    } else if (outcome.status >= 500) {
        outcome.sentence =
            ConnectionTest::tr("Something answers there, but with an error of its own (status %1).").arg(status);
    } else {
        const QString said = displayText(judged.message, 120);
        outcome.sentence = said.isEmpty()
            ? ConnectionTest::tr("Something answers there, but not as the shop's API does: status %1.").arg(status)
            : ConnectionTest::tr("Something answers there, but not as the shop's API does: status %1, %2.")
                  .arg(status, quoted(said));
    }
    return outcome;
}

/// What the lack of an answer says.
ConnectionOutcome unanswered(
    const Exchange &exchange, const QString &host, std::chrono::milliseconds limit, const TextSanitizer &sanitizer)
{
    ConnectionOutcome outcome;
    const int code = exchange.errorCode;
    const QString cause = sanitizer.line(exchange.errorText);
    if (code == errorcode::dialRefused) {
        outcome.kind = Kind::Refused;
        outcome.sentence = ConnectionTest::tr("Nobody listens at %1: the connection was refused.").arg(host);
    } else if (code == errorcode::dns) {
        outcome.kind = Kind::NameUnknown;
        outcome.sentence = ConnectionTest::tr("The name cannot be found: %1").arg(cause);
    } else if (code >= errorcode::tls && code < errorcode::tls + 100) {
        outcome.kind = Kind::Tls;
        outcome.sentence = ConnectionTest::tr("Could not establish a secure connection: %1").arg(cause);
    } else if (code == errorcode::requestTimeout || code == errorcode::dialTimeout) {
        outcome.kind = Kind::TimedOut;
        outcome.sentence = ConnectionTest::tr("Nothing answers at %1 within %2.").arg(host, formatDuration(limit));
    } else {
        outcome.kind = Kind::Unreachable;
        outcome.sentence = ConnectionTest::tr("No answer comes from %1: %2").arg(host, cause);
    }
    return outcome;
}

} // namespace

ConnectionTest::ConnectionTest(QObject *parent)
    : QObject(parent)
{
}

ConnectionTest::~ConnectionTest()
{
    clear();
}

void ConnectionTest::start(
    const TargetSettings &target, const QMap<QString, QString> &headers, std::chrono::milliseconds limit)
{
    clear();
    const int number = ++m_number;
    if (!std::exchange(m_running, true))
        Q_EMIT runningChanged(true);
    const QUrl base(target.apiBase, QUrl::StrictMode);
    const bool isHttp = base.scheme() == u"http" || base.scheme() == u"https";
    if (!base.isValid() || !isHttp || base.host().isEmpty()) {
        QMetaObject::invokeMethod(
            this,
            [this, number] {
                if (m_running && number == m_number)
                    end({.sentence = tr("The API base is not an address such as http://localhost:4000.")});
            },
            Qt::QueuedConnection);
        return;
    }

    TransportOptions options;
    options.kind = target.transport == Transport::Stock ? WireKind::Stock : WireKind::Lean;
    options.requestTimeout = std::min(target.requestTimeout, limit);
    options.tlsVerify = target.tlsVerify;
    options.caFile = target.caFile;
    options.clientCert = target.clientCert;
    options.clientKey = target.clientKey;
    options.clientKeyPassword = target.clientKeyPassword;
    options.policy = DialPolicy({base.host()}); // the user asked for this one question
    m_manager = std::make_unique<BuyersAccessManager>(options);

    QByteArray address = base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (address.endsWith('/'))
        address.chop(1);
    QNetworkRequest request(
        QUrl::fromEncoded(address + "/flash-sales/public/sale?flashSaleId=" + kNoSale.toLatin1(), QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    for (auto header = headers.begin(); header != headers.end(); ++header)
        request.setRawHeader(header.key().toLatin1(), header.value().toUtf8());
    m_sanitizer = TextSanitizer(headerSecrets(target.headers, headers));
    m_reply = m_manager->get(request);
    const QString host = base.port() > 0 ? QString(base.host() + u':' + QString::number(base.port())) : base.host();
    connect(m_reply, &QNetworkReply::finished, this,
        [this, host, timeout = options.requestTimeout] { judge(displayText(host, 80), timeout); });
}

void ConnectionTest::judge(const QString &host, std::chrono::milliseconds limit)
{
    ConnectionOutcome outcome;
    if (const Exchange *exchange = exchangeOf(m_reply)) {
        const bool isAnswer = exchange->errorCode == errorcode::none;
        outcome = isAnswer ? answered(*m_reply, bodyOf(m_reply), m_sanitizer)
                           : unanswered(*exchange, host, limit, m_sanitizer);
        outcome.elapsed = exchange->timings.elapsed();
    } else {
        outcome = {.kind = Kind::Unreachable, .sentence = m_sanitizer.line(m_reply->errorString())};
    }
    clear();
    end(outcome);
}

void ConnectionTest::cancel()
{
    clear();
    if (std::exchange(m_running, false))
        Q_EMIT runningChanged(false);
}

void ConnectionTest::end(const ConnectionOutcome &outcome)
{
    m_running = false;
    Q_EMIT runningChanged(false);
    Q_EMIT finished(outcome);
}

void ConnectionTest::clear()
{
    if (m_reply)
        m_reply->disconnect(this);
    m_reply = nullptr;
    // This may be inside the reply's own signal, in which neither it nor its manager may be deleted.
    if (m_manager)
        m_manager.release()->deleteLater();
}

} // namespace doorbuster
