// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/manager/stockrecord.h"

#include "core/transport/wire/tlssettings.h"
#include "core/transport/wire/wire.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace doorbuster {

using Clock = std::chrono::steady_clock;

StockRecord::StockRecord(QNetworkReply *reply, QString host, Clock::time_point started, DeadlineQueue &deadlines,
    std::chrono::milliseconds timeout)
    : QObject(reply)
    , m_reply(reply)
    , m_host(std::move(host))
{
    m_exchange.timings.started = started;
    if (timeout.count() > 0)
        deadlines.arm(*this, started + timeout);
    m_hasClientCertificate = !reply->sslConfiguration().localCertificate().isNull();
    connect(reply, &QNetworkReply::encrypted, this, [this] { m_encrypted = true; });
    connect(reply, &QNetworkReply::requestSent, this, [this] {
        m_sent = Clock::now();
        m_exchange.requestFullySent = true;
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
        if (m_exchange.answerStarted)
            return;
        m_answered = Clock::now();
        m_exchange.answerStarted = true;
        if (m_exchange.requestFullySent)
            m_exchange.timings.waiting = m_answered - m_sent;
    });
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors) {
            if (error.error() == QSslError::HostNameMismatch) {
                m_tlsCode = errorcode::tlsHostname;
            } else if (error.error() == QSslError::SelfSignedCertificate
                || error.error() == QSslError::SelfSignedCertificateInChain
                || error.error() == QSslError::UnableToGetLocalIssuerCertificate
                || error.error() == QSslError::UnableToVerifyFirstCertificate
                || error.error() == QSslError::CertificateUntrusted) {
                m_tlsCode = errorcode::tlsUnknownAuthority;
                return;
            }
        }
    });
    connect(reply, &QNetworkReply::finished, this, &StockRecord::end);
}

void StockRecord::expire()
{
    if (m_reply->isFinished())
        return;
    disarm();
    expired();
}

QString StockRecord::timeoutText() const
{
    const QString within = u" within "_s % spanText(Clock::now() - m_exchange.timings.started);
    if (m_exchange.answerStarted)
        return u"The answer of "_s % m_host % u" did not end"_s % within;
    if (m_exchange.requestFullySent)
        return m_host % u" gave no answer"_s % within;
    // Qt has no signal for an open connection before its TLS handshake is over.
    if (m_reply->url().scheme() == u"https"_s && !m_encrypted)
        return m_host % u" took no connection, or its TLS handshake got no answer,"_s % within;
    return m_host % u" did not take connection and request"_s % within;
}

void StockRecord::expired()
{
    m_timedOut = true;
    m_reply->abort();
}

void StockRecord::end()
{
    disarm();
    const Clock::time_point now = Clock::now();
    m_exchange.timings.ended = now;
    if (m_exchange.answerStarted)
        m_exchange.timings.receiving = now - m_answered;
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (status.isValid()) {
        const bool http2 = m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
        m_exchange.proto = http2 ? u"HTTP/2.0"_s : u"HTTP/1.1"_s;
    }
    const QNetworkReply::NetworkError error = m_reply->error();
    const int answer = status.toInt();
    // Behind a whole answer of 307 or 308 Qt rewinds the body, though it may not go where that points to; but the end
    // of the connection in the middle of one may look the same.
    const bool redirected = (answer == 307 || answer == 308)
        && m_reply->bytesAvailable() >= m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    // Qt calls a status of 400 and more an error, too; those from 201 on are about what was answered, but for its
    // failure to send a request again.
    const bool unrepeatable = error == QNetworkReply::ContentReSendError && !redirected;
    const bool answered = status.isValid() && !unrepeatable && (error == QNetworkReply::NoError || error >= 201);
    if (answered && !m_timedOut) {
        m_exchange.status = answer;
        return;
    }
    m_exchange.errorCode = codeOf(error);
    if (m_timedOut) {
        m_exchange.errorText = timeoutText();
    } else if (unrepeatable) {
        // Its head at least was on its way, and of one with an empty body Qt never signals that it was sent.
        m_exchange.requestFullySent = true;
        m_exchange.errorText = u"%1 closed the connection without an answer, or a proxy asked for credentials; the "
                               "request was not sent a second time"_s.arg(m_host);
    } else {
        m_exchange.errorText = m_reply->errorString();
    }
    if (!m_timedOut && (m_encrypted || error == QNetworkReply::SslHandshakeFailedError))
        m_exchange.errorText += clientCertificateHint(m_exchange.errorText, m_hasClientCertificate);
}

int StockRecord::codeOf(QNetworkReply::NetworkError error) const
{
    if (m_timedOut)
        return errorcode::requestTimeout;
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return errorcode::dialRefused;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // see NonRewindableBody
        return errorcode::connectionReset;
    case QNetworkReply::HostNotFoundError:
        return errorcode::dns;
    case QNetworkReply::TimeoutError:
        return errorcode::dialTimeout;
    case QNetworkReply::SslHandshakeFailedError:
        return m_tlsCode;
    default:
        return errorcode::generic;
    }
}

} // namespace doorbuster
