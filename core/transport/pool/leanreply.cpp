// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/pool/leanreply.h"

#include "core/transport/http/requesttemplate.h"
#include "core/transport/http/responsereader.h"
#include "core/transport/pool/buyerconnection.h"
#include "core/transport/pool/connectionpool.h"
#include "core/transport/wire/wire.h"

#include <algorithm>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

// The errors that Qt's own replies have for a status.
QNetworkReply::NetworkError errorForStatus(int status)
{
    switch (status) {
    case 400:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 405:
        return QNetworkReply::ContentOperationNotPermittedError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        if (status >= 500)
            return QNetworkReply::UnknownServerError;
        return status >= 400 ? QNetworkReply::UnknownContentError : QNetworkReply::NoError;
    }
}

/// Qt joins repeated headers so; a cookie's value may contain a comma.
QByteArray joined(const QByteArray &name, const QByteArray &value, const QByteArray &next)
{
    const bool cookie = name.compare("Set-Cookie", Qt::CaseInsensitive) == 0;
    return value % (cookie ? "\n" : ", ") % next;
}

} // namespace

LeanReply::LeanReply(ConnectionPool &owner, QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
    : m_owner(owner)
{
    m_exchange.timings.started = std::chrono::steady_clock::now();
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    QNetworkReply::open(ReadOnly | Unbuffered);
}

LeanReply::LeanReply(ConnectionPool &owner, const RequestTemplate &what, QByteArray target)
    : m_owner(owner)
    , m_head(std::move(target))
{
    m_exchange.timings.started = std::chrono::steady_clock::now();
    setTemplate(what);
    QNetworkReply::open(ReadOnly | Unbuffered);
}

qsizetype LeanReply::bodyLimit() const
{
    return m_template ? m_template->bodyLimit
                      : request().attribute(bodyLimitAttribute, doorbuster::bodyLimit).toLongLong();
}

void LeanReply::setTemplate(const RequestTemplate &what)
{
    m_template = &what;
    setOperation(what.operation);
    setRequest(what.request);
    setUrl(what.request.url());
}

bool LeanReply::retire()
{
    // What was read off it as off a device is on Qt's side, too.
    if (!m_template || m_watched || m_read > 0 || !isFinished() || !isOpen())
        return false;
    m_body = QByteArray();
    m_headers = {};
    return true;
}

void LeanReply::reuse(const RequestTemplate &what, QByteArray target)
{
    m_exchange = {};
    m_exchange.timings.started = std::chrono::steady_clock::now();
    m_head = std::move(target);
    if (m_template != &what)
        setTemplate(what);
    if (error() != NoError)
        setError(NoError, {});
    setFinished(false);
}

LeanReply::~LeanReply()
{
    if (m_connection)
        m_connection->withdraw(this);
    m_owner.forget(this);
}

void LeanReply::prepare(Origin *origin, QByteArray head, QByteArray body)
{
    m_origin = origin;
    if (!m_template)
        m_head = std::move(head);
    m_requestBody = std::move(body);
}

QByteArray LeanReply::head() const
{
    if (!m_template)
        return m_head;
    const bool hasBody = m_template->operation != QNetworkAccessManager::GetOperation;
    return m_owner.headFor(*m_template, m_head, hasBody ? m_requestBody.size() : -1);
}

bool LeanReply::isRepeatable() const
{
    return operation() == QNetworkAccessManager::GetOperation || operation() == QNetworkAccessManager::HeadOperation;
}

void LeanReply::end()
{
    disarm();
    m_connection = nullptr;
    m_head.clear();
    m_requestBody.clear();
    setFinished(true);
}

void LeanReply::succeed(HttpAnswer &&answer)
{
    end();
    m_exchange.proto = answer.proto == "HTTP/1.1" ? u"HTTP/1.1"_s : u"HTTP/1.0"_s;
    m_exchange.status = answer.status;
    m_headers = std::move(answer.headers);
    m_body = std::move(answer.body);
    if (!m_template) {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, answer.status);
        setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QString::fromLatin1(answer.reason));
        takeHeaders();
    }
    const NetworkError error = errorForStatus(answer.status);
    if (error != NoError)
        setError(error, u"The server answered %1 %2"_s.arg(answer.status).arg(QString::fromLatin1(answer.reason)));
    if (m_watched) {
        Q_EMIT metaDataChanged();
        if (!m_body.isEmpty())
            Q_EMIT readyRead();
        if (error != NoError)
            Q_EMIT errorOccurred(error);
        Q_EMIT readChannelFinished();
    }
    emitFinished();
}

void LeanReply::takeHeaders()
{
    for (const auto &[name, value] : std::as_const(m_headers))
        setRawHeader(name, hasRawHeader(name) ? joined(name, rawHeader(name), value) : value);
}

QByteArray LeanReply::header(const QByteArray &name) const
{
    QByteArray found;
    bool first = true;
    for (const auto &[key, value] : m_headers) {
        if (key.size() != name.size() || key.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        found = first ? value : joined(name, found, value);
        first = false;
    }
    return found;
}

void LeanReply::emitFinished()
{
    if (m_watched)
        Q_EMIT finished();
    if (m_waiter)
        std::exchange(m_waiter, nullptr).resume();
}

void LeanReply::fail(const Failure &failure)
{
    end();
    m_exchange.timings.ended = std::chrono::steady_clock::now();
    m_exchange.errorCode = failure.code;
    m_exchange.errorText = failure.text;
    m_exchange.localFailure = failure.local;
    setError(failure.error, failure.text);
    if (m_watched) {
        Q_EMIT errorOccurred(failure.error);
        Q_EMIT readChannelFinished();
    }
    emitFinished();
}

void LeanReply::abort()
{
    if (isFinished())
        return;
    if (m_connection)
        m_connection->withdraw(this);
    Failure failure;
    failure.error = OperationCanceledError;
    failure.text = u"The request was cancelled by this program"_s;
    m_owner.dropPendingFailure(this);
    fail(failure);
}

void LeanReply::close()
{
    abort();
    QNetworkReply::close();
}

void LeanReply::expire()
{
    if (isFinished())
        return;
    disarm();
    expired();
}

void LeanReply::expired()
{
    // Its connection is gone if a failure is on its way already.
    if (!m_connection)
        return;
    const Failure failure = m_connection->timeoutOf(this);
    m_connection->withdraw(this);
    fail(failure);
}

qint64 LeanReply::bytesAvailable() const
{
    return m_body.size() - m_read + QNetworkReply::bytesAvailable();
}

qint64 LeanReply::readData(char *data, qint64 maxSize)
{
    const qint64 left = m_body.size() - m_read;
    if (left == 0)
        return isFinished() ? -1 : 0;
    const qint64 count = std::min(left, maxSize);
    std::memcpy(data, m_body.constData() + m_read, std::size_t(count));
    m_read += count;
    return count;
}

} // namespace doorbuster
